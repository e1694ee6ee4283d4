"""Nobody confirms a report of their own agency, unless the plan says so; then it is marked."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from bot.cli.json_output.duties import duties_json
from data.enums import Role, State
from data.models import Plan
from data.registry.duties import duty_lines
from data.registry.plans.self_confirmation import list_self_confirmed
from tests.handlers.chat import Office, Person
from tests.handlers.overview.workbooks import rows_of


@pytest.fixture
def own_report(office: Office) -> str:
    """A report of the standing body by its focal officer: the duty and its version, as buttons carry them."""
    duty = office.duties("snv")[0]
    officer = office.officer("snv", name="Cán bộ Nội vụ")
    officer.presses(f"done:{duty.id}:0")
    officer.says("12/BC-SNV 26/02/2024")
    return f"{duty.id}:1"


def self_confirming(office: Office) -> None:
    with office.store.write() as session:
        session.exec(select(Plan)).one().self_confirmation = True


def test_a_supervisor_of_the_agency_is_refused_and_told_who_must(
    office: Office, supervisor: Person, own_report: str
) -> None:
    office.officer("vp-ubnd", Role.SUPERVISOR, name="Giám sát Văn phòng")
    card = supervisor.presses(f"card:{own_report.split(':', maxsplit=1)[0]}")
    assert "Sở Nội vụ không tự xác nhận việc của mình; người xác nhận: Giám sát Văn phòng (" in card.body
    assert "✅ Xác nhận" not in [button.text for button in supervisor.buttons()]
    assert "Cơ quan không tự xác nhận việc của mình" in supervisor.presses(f"confirm:{own_report}").body
    assert office.duties("snv")[0].state is State.REPORTED


def test_a_supervisor_of_the_agency_does_not_send_it_back_either(
    office: Office, supervisor: Person, own_report: str
) -> None:
    supervisor.presses(f"card:{own_report.split(':', maxsplit=1)[0]}")
    assert "↩️ Trả lại" not in [button.text for button in supervisor.buttons()]
    assert "Cơ quan không tự trả lại việc của mình" in supervisor.presses(f"return:{own_report}").body
    assert office.changes(office.duties("snv")[0]) == ["reported"]


def test_where_the_plan_says_so_it_is_sent_back(office: Office, supervisor: Person, own_report: str) -> None:
    self_confirming(office)
    supervisor.presses(f"return:{own_report}")
    assert supervisor.records("thiếu phụ lục").body.startswith("↩️ Đã trả lại")
    assert office.changes(office.duties("snv")[0]) == ["reported", "returned"]


def test_where_there_is_nobody_else_the_card_says_what_to_do(
    office: Office, supervisor: Person, own_report: str
) -> None:
    card = supervisor.presses(f"card:{own_report.split(':', maxsplit=1)[0]}").body
    assert "chưa có giám sát nào của cơ quan khác" in card


def test_a_supervisor_of_another_agency_confirms(office: Office, own_report: str) -> None:
    outside = office.officer("vp-ubnd", Role.SUPERVISOR, name="Giám sát Văn phòng")
    outside.presses(f"card:{own_report.split(':', maxsplit=1)[0]}")
    assert outside.taps("✅ Xác nhận").body.startswith("✅ Đã xác nhận")
    assert office.changes(office.duties("snv")[0]) == ["reported", "confirmed"]


def test_where_the_plan_says_so_it_is_confirmed_and_marked(
    office: Office, supervisor: Person, own_report: str
) -> None:
    self_confirming(office)
    supervisor.presses(f"card:{own_report.split(':', maxsplit=1)[0]}")
    assert "(tự xác nhận)" in supervisor.taps("✅ Tự xác nhận").body
    duty = office.duties("snv")[0]
    assert (duty.state, office.changes(duty)) == (State.DONE, ["reported", "self_confirmed"])
    card = supervisor.presses(f"card:{duty.id}").body
    assert "⚠️ Tự xác nhận: người xác nhận thuộc chính cơ quan thực hiện." in card
    assert "Giám sát: tự xác nhận" in supervisor.taps("📜 Lịch sử").body


def test_the_sheet_of_duties_and_its_json_mark_it(office: Office, supervisor: Person, own_report: str) -> None:
    self_confirming(office)
    supervisor.presses(f"confirm:{own_report}")
    (file,) = supervisor.presses("xlsx:all").files
    rows = rows_of(load_workbook(BytesIO(file.content), read_only=True), "Theo dõi")
    (row,) = (one for one in rows if one["Người xác nhận"])
    assert (row["Người xác nhận"], row["Ghi chú"]) == ("Giám sát", "cơ quan tự xác nhận")
    with office.store.read() as session:
        own = list_self_confirmed(session)
        told = duties_json(duty_lines.list_duties(session), office.clock.today(), office.calendar, own)
        assert own == {office.duties("snv")[0].id}
        assert list_self_confirmed(session, office.clock.now()) == set()
    assert [one["agency"] for one in told["duties"] if one["self_confirmed"]] == ["snv"]


def test_even_then_nobody_confirms_what_they_reported_themselves(office: Office, supervisor: Person) -> None:
    self_confirming(office)
    duty = office.duties("snv")[0]
    supervisor.presses(f"done:{duty.id}:0")
    supervisor.says("12/BC-SNV 26/02/2024")
    assert "không tự xác nhận việc do chính mình báo" in supervisor.presses(f"confirm:{duty.id}:1").body


def test_a_page_keeps_back_only_what_is_of_ones_own_agency(
    office: Office, supervisor: Person, own_report: str
) -> None:
    officer = office.officer("stp")
    theirs = office.duties("stp")[0]
    officer.presses(f"done:{theirs.id}:0")
    officer.says("12/KH-UBND 26/02/2024")
    supervisor.says("/tonghop chờ xác nhận")
    said = supervisor.taps("✅ Xác nhận cả trang (2)").body
    assert said.startswith("✅ Đã xác nhận 1 nhiệm vụ.")
    assert "Giữ nguyên 1 nhiệm vụ:" in said
    assert "Cơ quan không tự xác nhận việc của mình" in said
