"""What was reported done is accepted or sent back, one by one and a page at a time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from data.enums import Role, State
from data.errors import NotAllowed
from data.models import Duty
from data.registry.duties import progress
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress_entries import Actor
from handlers.base.callback_data.packed_duties import MAX_DUTIES, pack, unpack
from tests.handlers.busy_office import id_of
from tests.handlers.chat import REFUSED, Office, Person

DISTRICTS = ("quynh-phu", "hung-ha", "dong-hung", "thai-thuy", "tien-hai", "kien-xuong", "vu-thu", "tp-thai-binh")


def reported(office: Office, of: str, number: int = 0) -> DutyLine:
    """A duty of an agency that its officer reports done."""
    duty = office.duties(of)[number]
    officer = office.officer(of, name=f"Cán bộ {of}")
    officer.presses(f"done:{duty.id}:0")
    officer.says("12/BC 26/02/2024")
    return next(row for row in office.duties(of) if row.id == duty.id)


def state(office: Office, duty: DutyLine) -> State:
    return next(row.state for row in office.duties(duty.agency_code) if row.id == duty.id)


@pytest.fixture
def waiting(office: Office) -> list[DutyLine]:
    """Three reports of three districts."""
    return [reported(office, of) for of in DISTRICTS[:3]]


@pytest.fixture
def second(office: Office) -> Person:
    return office.officer("snv", Role.SUPERVISOR, name="Giám sát Hai")


def opens_waiting(supervisor: Person) -> None:
    supervisor.says("/tonghop chờ xác nhận")


def test_a_page_of_reports_is_accepted_at_once_each_with_its_own_entry(
    office: Office, supervisor: Person, waiting: list[DutyLine]
) -> None:
    opens_waiting(supervisor)
    assert "Chờ xác nhận: 3 · trang 1/1" in supervisor.screen.body
    said = supervisor.taps("✅ Xác nhận cả trang (3)").body.splitlines()
    assert said[0] == "✅ Đã xác nhận 3 nhiệm vụ."
    assert sorted(said[1:-1]) == sorted(f"• {duty.code} · {duty.agency_short_name}" for duty in waiting)
    assert said[-1] == "📣 Sẽ báo ngay cho Cán bộ quynh-phu, Cán bộ hung-ha, Cán bộ dong-hung."
    assert [office.changes(duty) for duty in waiting] == [["reported", "confirmed"]] * 3
    assert "Chờ xác nhận: 0" in supervisor.taps("⏳ Còn chờ xác nhận").body


def test_a_page_that_was_accepted_can_be_taken_back(
    office: Office, supervisor: Person, waiting: list[DutyLine]
) -> None:
    opens_waiting(supervisor)
    supervisor.taps("✅ Xác nhận cả trang (3)")
    said = supervisor.taps("Hoàn tác cả trang")
    assert said.body.startswith("↩️ Đã hoàn tác 3 nhiệm vụ, lại chờ xác nhận.")
    assert {state(office, duty) for duty in waiting} == {State.REPORTED}
    assert [office.changes(duty) for duty in waiting] == [["reported", "confirmed", "undone"]] * 3


def test_a_page_that_was_sent_back_can_be_taken_back(
    office: Office, supervisor: Person, waiting: list[DutyLine]
) -> None:
    opens_waiting(supervisor)
    supervisor.taps("↩️ Trả lại cả trang")
    supervisor.records("Thiếu phụ lục")
    said = supervisor.taps("Hoàn tác cả trang")
    assert said.body.startswith("↩️ Đã hoàn tác 3 nhiệm vụ, lại chờ xác nhận.")
    assert {state(office, duty) for duty in waiting} == {State.REPORTED}
    assert [office.changes(duty) for duty in waiting] == [["reported", "returned", "undone"]] * 3


def test_a_page_is_sent_back_with_one_reason(office: Office, supervisor: Person, waiting: list[DutyLine]) -> None:
    opens_waiting(supervisor)
    asked = supervisor.taps("↩️ Trả lại cả trang")
    assert asked.heading == "↩️ Trả lại 3 nhiệm vụ"
    assert supervisor.says("?!").body.startswith("Anh/chị gõ lý do bằng chữ")
    said = supervisor.records("Thiếu phụ lục").body.splitlines()
    assert said[:2] == ["↩️ Đã trả lại 3 nhiệm vụ.", "Lý do: Thiếu phụ lục"]
    assert said[-1] == "📣 Sẽ báo ngay cho Cán bộ quynh-phu, Cán bộ hung-ha, Cán bộ dong-hung."
    assert {state(office, duty) for duty in waiting} == {State.RETURNED}
    card = supervisor.presses(f"card:{waiting[0].id}").body
    assert "Lý do trả lại: Thiếu phụ lục" in card


def test_what_changed_since_the_page_was_shown_is_told_and_left_alone(
    office: Office, supervisor: Person, second: Person, waiting: list[DutyLine]
) -> None:
    opens_waiting(supervisor)
    second.presses(f"return:{waiting[0].id}:{waiting[0].version}")
    second.records("Thiếu phụ lục số liệu")
    said = supervisor.taps("✅ Xác nhận cả trang (3)").body.splitlines()
    assert said[0] == "✅ Đã xác nhận 2 nhiệm vụ."
    assert said[-2:] == [
        "Giữ nguyên 1 nhiệm vụ:",
        f"• {waiting[0].agency_short_name}: Giám sát Hai đã trả lại {waiting[0].code} lúc 26/02 08:00. "
        "Lý do: Thiếu phụ lục số liệu. Không ghi thêm lần nữa.",
    ]
    assert office.changes(waiting[0]) == ["reported", "returned"]


@pytest.mark.parametrize(
    ("ways", "done"),
    [
        (("✅ Xác nhận cả trang (3)",), "✅ Đã xác nhận 2 nhiệm vụ."),
        (("↩️ Trả lại cả trang", "Thiếu phụ lục"), "↩️ Đã trả lại 2 nhiệm vụ."),
    ],
)
def test_what_the_plan_asks_for_no_more_keeps_back_no_other(
    office: Office, supervisor: Person, waiting: list[DutyLine], ways: tuple[str, ...], done: str
) -> None:
    opens_waiting(supervisor)
    with office.store.write() as session:
        session.get_one(Duty, waiting[0].id).withdrawn = True
    supervisor.taps(ways[0])
    for reason in ways[1:]:
        supervisor.records(reason)
    said = supervisor.screen.body.splitlines()
    assert (said[0], said[-1]) == (done, "Kế hoạch không còn giao 1 nhiệm vụ trên trang này.")
    assert office.changes(waiting[0]) == ["reported"]


def test_what_was_reported_after_the_page_was_shown_is_not_on_it(
    office: Office, supervisor: Person, waiting: list[DutyLine]
) -> None:
    opens_waiting(supervisor)
    late = reported(office, DISTRICTS[3])
    supervisor.taps("✅ Xác nhận cả trang (3)")
    assert state(office, late) is State.REPORTED


def test_ones_own_report_on_a_page_is_left_for_another(office: Office, supervisor: Person) -> None:
    own, other = office.duty("TC.3", "snv"), reported(office, DISTRICTS[0])
    supervisor.presses(f"done:{own.id}:0")
    supervisor.says("12/BC 26/02/2024")
    opens_waiting(supervisor)
    said = supervisor.taps("✅ Xác nhận cả trang (2)").body
    assert f"• {own.code} · {own.agency_short_name}: Anh/chị không tự xác nhận việc do chính mình báo." in said
    assert (state(office, own), state(office, other)) == (State.REPORTED, State.DONE)


def test_more_than_a_page_is_accepted_page_by_page(office: Office, supervisor: Person) -> None:
    duties = [reported(office, of, number) for number in (0, 1) for of in DISTRICTS[:5]]
    opens_waiting(supervisor)
    assert "Chờ xác nhận: 10 · trang 1/2" in supervisor.screen.body
    supervisor.taps("✅ Xác nhận cả trang (8)")
    assert sum(state(office, duty) is State.DONE for duty in duties) == 8


def test_confirming_twice_says_who_did_it_and_when(
    office: Office, supervisor: Person, second: Person, waiting: list[DutyLine]
) -> None:
    duty = waiting[0]
    value = f"confirm:{duty.id}:{duty.version}"
    supervisor.presses(value)
    said = f"Anh/chị đã xác nhận {duty.code} lúc 26/02 08:00. Không ghi thêm lần nữa."
    assert supervisor.presses(value).body == said
    said = f"Giám sát đã xác nhận {duty.code} lúc 26/02 08:00. Không ghi thêm lần nữa."
    assert second.presses(value).body == said
    assert office.changes(duty) == ["reported", "confirmed"]


def test_what_is_done_is_not_sent_back(office: Office, supervisor: Person, waiting: list[DutyLine]) -> None:
    duty = waiting[0]
    supervisor.presses(f"confirm:{duty.id}:{duty.version}")
    for version in (duty.version, duty.version + 1):
        refused = supervisor.presses(f"return:{duty.id}:{version}").body
        assert refused.startswith(f"Anh/chị đã xác nhận {duty.code} lúc 26/02 08:00.")
    assert state(office, duty) is State.DONE


@pytest.mark.locks
def test_two_supervisors_who_decide_differently_in_one_second_make_one_decision(
    office: Office, supervisor: Person, second: Person, waiting: list[DutyLine]
) -> None:
    duty = waiting[0]
    second.presses(f"return:{duty.id}:{duty.version}")
    second.says("Thiếu phụ lục")
    with ThreadPoolExecutor(2) as pool:
        confirming = pool.submit(supervisor.presses, f"confirm:{duty.id}:{duty.version}")
        returning = pool.submit(second.says, "đúng")
        said = [confirming.result().body, returning.result().body]
    assert len(office.changes(duty)) == 2
    if office.changes(duty)[-1] == "confirmed":
        assert said[1].startswith(f"Giám sát đã xác nhận {duty.code} lúc 26/02 08:00.")
    else:
        assert said[0].startswith(f"Giám sát Hai đã trả lại {duty.code} lúc 26/02 08:00. Lý do: Thiếu phụ lục.")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.ADMIN])
def test_nobody_but_a_supervisor_decides(office: Office, waiting: list[DutyLine], role: Role) -> None:
    other = office.officer("snv", role)
    pair = pack([(waiting[0].id, waiting[0].version)])
    for value in (f"confirm:{waiting[0].id}:{waiting[0].version}", f"confirms:{pair}", f"returns:{pair}"):
        assert other.presses(value).body.startswith(REFUSED), value
    assert state(office, waiting[0]) is State.REPORTED


def test_the_reason_stays_on_the_card_until_the_duty_is_reported_again(
    office: Office, supervisor: Person, waiting: list[DutyLine]
) -> None:
    duty = waiting[0]
    supervisor.presses(f"return:{duty.id}:{duty.version}")
    supervisor.records("Thiếu phụ lục")
    officer = office.officer(duty.agency_code)
    told = "Lý do trả lại: Thiếu phụ lục"
    officer.presses(f"percent:{duty.id}:2:50")
    officer.taps("Hoàn tác")
    assert told in officer.taps(f"Xem {duty.code}").body
    officer.taps("✏️ Tiến độ")
    officer.taps("75%")
    assert told in officer.taps(f"Xem {duty.code}").body
    officer.taps("✅ Đã xong")
    officer.says("13/BC 26/02/2024")
    assert told not in officer.taps(f"Xem {duty.code}").body


def test_a_page_of_duties_fits_a_button_and_comes_out_as_it_went_in() -> None:
    largest = [((1 << 24) - 1 - number, (1 << 16) - 1) for number in range(MAX_DUTIES)]
    assert unpack(pack(largest)) == sorted(largest)
    assert len(f"confirms:{pack(largest)}") <= 64


def test_one_goes_on_with_what_waits_after_a_decision(supervisor: Person, waiting: list[DutyLine]) -> None:
    opens_waiting(supervisor)
    supervisor.taps("TC.1 UBND huyện Quỳnh Phụ")
    supervisor.taps("✅ Xác nhận")
    assert "Chờ xác nhận: 2" in supervisor.taps("‹ Danh sách").body


def test_a_head_comes_back_from_what_is_overdue(office: Office) -> None:
    head = office.officer("stp", Role.HEAD)
    head.says("/tonghop")
    assert "Quá hạn:" in head.taps("🔴 Quá hạn").body
    assert "Sở Tư pháp" in head.taps("‹ Tổng hợp").heading


def test_who_reported_a_duty_is_not_offered_to_decide_on_it(office: Office, supervisor: Person) -> None:
    supervisor.presses(f"done:{office.duties('snv')[0].id}:0")
    supervisor.says("12/BC 26/02/2024")
    supervisor.taps("Xem TC.1")
    names = {button.text for row in supervisor.screen.buttons for button in row}
    assert not names & {"↩️ Trả lại", "✅ Xác nhận", "✅ Tự xác nhận"}


def test_nobody_sends_back_what_they_reported(office: Office, supervisor: Person) -> None:
    duty = office.duties("snv")[0]
    supervisor.presses(f"done:{duty.id}:0")
    supervisor.says("12/BC 26/02/2024")
    refused = supervisor.presses(f"return:{duty.id}:1")
    assert refused.body.startswith("Anh/chị không tự trả lại việc do chính mình báo.")
    me = Actor(id_of(office, supervisor), "chat")
    with office.store.write() as session, pytest.raises(NotAllowed, match=r"progress\.return_own"):
        progress.send_back(session, duty.id, 1, "thiếu phụ lục", me, office.clock.now())
    assert office.changes(duty) == ["reported"]
