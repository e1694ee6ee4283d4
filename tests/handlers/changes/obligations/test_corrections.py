"""What was read wrong is put right by a person with a document; it wins, shows, moves reminders, and is undone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.enums import JudgedBy, Kind, Role
from data.plans.reading import read_plan
from data.plans.storing.apply import apply, preview_changes
from data.plans.storing.stored_plan import read_stored_tasks
from data.registry.duties import history
from data.rules.stages import Policy
from data.seeds import seed
from handlers.views.plans.remarks import for_registry
from scheduler.context import Planning
from scheduler.planning.due_reminders import preview_reminders
from tests.databases.registries import PLAN_175
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes

TWENTIETH = "20/3, 20/6, 20/9, 20/12/2024 theo 581/BNV-CCHC: báo cáo của tỉnh gửi Bộ Nội vụ"
DATES = [date(2024, month, 20) for month in (3, 6, 9, 12)]
READ = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)]


def dates(office: Office, code: str = "I.5", of: str = "snv") -> list[date | None]:
    return [row.due_on for row in office.duties(of) if row.code == code]


def corrects(supervisor: Person, office: Office, field: str, said: str, code: str = "I.5", of: str = "snv") -> str:
    supervisor.presses(f"card:{office.duty(code, of).id}")
    supervisor.taps("🔧 Sửa cách đọc")
    supervisor.taps(field)
    return supervisor.records(said).body


def read_again(office: Office) -> None:
    with office.store.write() as session:
        apply(session, for_registry(read_plan(seed(PLAN_175))), now=office.clock.now(), actor="test")


def test_the_report_of_the_province_is_due_on_the_twentieth(office: Office, supervisor: Person) -> None:
    assert dates(office) == READ
    said = corrects(supervisor, office, "Hạn", TWENTIETH)
    assert said.startswith("🔧 Đã sửa cách đọc I.5. Hạn: 20/03/2024; 20/06/2024; 20/09/2024; 20/12/2024")
    assert "Theo 581/BNV-CCHC. Lý do: báo cáo của tỉnh gửi Bộ Nội vụ" in said
    assert dates(office) == DATES
    card = supervisor.presses(f"card:{office.duty('I.5', 'snv').id}").body
    assert "🔧 Hạn sửa theo 581/BNV-CCHC: 20/03/2024 (trước đó đọc là 31/03/2024)" in card
    assert "Hạn: Thứ Tư, 20/03/2024 · còn 23 ngày" in card
    told = supervisor.taps("📜 Lịch sử").body
    assert "Giám sát: sửa cách đọc kế hoạch\n  Hạn: 20/03/2024" in told


def test_it_wins_over_later_readings_and_is_taken_back_likewise(office: Office, supervisor: Person) -> None:
    corrects(supervisor, office, "Hạn", TWENTIETH)
    with office.store.read() as session:
        changes = preview_changes(session, for_registry(read_plan(seed(PLAN_175))))
    assert (changes.added, changes.changed, changes.removed) == (0, 0, 0)
    read_again(office)
    assert dates(office) == DATES
    assert supervisor.taps("Hoàn tác").body.startswith("↩️ Đã bỏ lần sửa vừa rồi")
    assert dates(office) == READ
    read_again(office)
    assert dates(office) == READ
    assert office.changes(office.duty("I.5", "snv")) == ["corrected", "corrected"]


def test_unsent_reminders_go_by_the_corrected_date(office: Office, supervisor: Person) -> None:
    corrects(supervisor, office, "Hạn", TWENTIETH)
    planning = Planning(office.calendar, Policy(), {"chat"})
    with office.store.read() as session:
        found = [
            one.reason
            for one in preview_reminders(session, date(2024, 2, 27), date(2024, 4, 1), planning)
            if one.duty.code == "I.5"
        ]
    assert {reason.due_on for reason in found} == {DATES[0]}
    assert date(2024, 3, 20) in {reason.send_on for reason in found}


def test_one_date_of_several_can_be_corrected_alone(office: Office, supervisor: Person) -> None:
    corrects(supervisor, office, "Hạn", "20/3 theo 581/BNV-CCHC: báo cáo của tỉnh")
    assert dates(office) == [DATES[0], *READ[1:]]
    read_again(office)
    assert dates(office) == [DATES[0], *READ[1:]]


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("20/3", "Còn thiếu số văn bản làm căn cứ."),
        ("20/3 theo 581/BNV-CCHC", "Còn thiếu lý do."),
        ("theo 581/BNV-CCHC: báo cáo của tỉnh", "Chưa thấy hạn đúng."),
        ("30/2 theo 581/BNV-CCHC: báo cáo của tỉnh", "Ngày này không có trong lịch."),
        ("20/3/2022 theo 581/BNV-CCHC: báo cáo của tỉnh", "Hạn này nằm trước ngày ký kế hoạch"),
        ("20/3, 20/6 theo 581/BNV-CCHC: báo cáo của tỉnh", "Số ngày vừa gõ không bằng số hạn"),
    ],
)
def test_what_is_missing_or_wrong_is_said(office: Office, supervisor: Person, typed: str, refused: str) -> None:
    supervisor.presses(f"fixfield:{office.duty('I.5', 'snv').id}:due_on")
    assert refused in supervisor.says(typed).body
    assert dates(office) == READ


def test_what_is_so_already_is_no_correction(office: Office, supervisor: Person) -> None:
    supervisor.presses(f"fixfield:{office.duty('I.5', 'snv').id}:due_on")
    supervisor.says("31/3/2024 theo 581/BNV-CCHC: báo cáo của tỉnh")
    assert "Đang đọc đúng như vậy rồi" in supervisor.taps("Ghi nhận").body


def test_a_corrected_lead_moves_the_duty_and_both_agencies_hear_of_it(
    office: Office, officer: Person, supervisor: Person
) -> None:
    finance = office.officer("stc", name="Cán bộ tài chính")
    post_comes(office)
    officer.presses(f"percent:{office.duty('II.3').id}:0:60")
    old = office.duty("II.3")
    corrects(supervisor, office, "Cơ quan chủ trì", "Sở Tài chính theo 581/BNV-CCHC: đã giao lại", "II.3", "stp")
    assert "II.3" not in {row.code for row in office.duties("stp")}
    assert "II.3" in {row.code for row in office.duties("stc")}
    with office.store.read() as session:
        assert [entry.change.value for entry in history.list_entries(session, old.id)] == ["corrected", "progress"]
    post_comes(office, officer, finance)
    assert "Cơ quan anh/chị không còn phải thực hiện việc này." in officer.screen.body
    assert finance.screen.heading == "🔔 II.3 · Sở Tài chính"
    read_again(office)
    assert "II.3" in {row.code for row in office.duties("stc")}
    card = finance.says("/nhiemvu II.3").body
    assert "🔧 Cơ quan chủ trì sửa theo 581/BNV-CCHC: Sở Tài chính (trước đó đọc là Sở Tư pháp)" in card
    supervisor.taps("Hoàn tác")
    assert office.duty("II.3").percent == 60
    assert "II.3" not in {row.code for row in office.duties("stc")}


def test_a_coordinator_that_led_for_a_while_coordinates_again(office: Office, supervisor: Person) -> None:
    with office.store.read() as session:
        before = {task.code: task for task in read_stored_tasks(session, "175/KH-UBND")}["II.3"]
    assert "stc" in before.coordinating_agencies
    corrects(supervisor, office, "Cơ quan chủ trì", "Sở Tài chính theo 581/BNV-CCHC: đã giao lại", "II.3", "stp")
    supervisor.taps("Hoàn tác")
    with office.store.read() as session:
        after = {task.code: task for task in read_stored_tasks(session, "175/KH-UBND")}["II.3"]
    assert after == before


@pytest.mark.parametrize(
    ("field", "said", "shown"),
    [
        ("Tên việc", "Kế hoạch kiểm tra CCHC theo 581/BNV-CCHC: bản in ghi sai", "Kế hoạch kiểm tra CCHC"),
        ("Đã có ở việc khác", "I.5 theo 581/BNV-CCHC: cùng một báo cáo", None),
    ],
)
def test_other_fields_are_corrected_and_taken_back(
    office: Office, officer: Person, supervisor: Person, field: str, said: str, shown: str | None
) -> None:
    before = office.duty("II.3")
    corrects(supervisor, office, field, said, "II.3", "stp")
    [undo] = [button.value for button in supervisor.buttons() if button.value.startswith("unfix:")]
    read_again(office)
    if shown:
        assert office.duty("II.3").title == shown
        assert f"🔧 Tên việc sửa theo 581/BNV-CCHC: {shown}" in officer.says("/nhiemvu II.3").body
    else:
        assert "II.3" not in {row.code for row in office.duties("stp")}
        card = supervisor.presses(f"card:{office.duty('I.5', 'snv').id}").body
        assert "Cũng nêu ở phụ lục (II.3): KH kiểm tra" in card
    supervisor.presses(undo)
    assert office.duty("II.3").title == before.title


def test_a_kind_without_dates_has_none_until_that_is_taken_back(office: Office, supervisor: Person) -> None:
    supervisor.presses(f"card:{office.duty('I.5', 'snv').id}")
    supervisor.taps("🔧 Sửa cách đọc")
    supervisor.taps("Loại việc")
    supervisor.taps("thường xuyên")
    supervisor.records("theo 581/BNV-CCHC: văn bản hướng dẫn nêu rõ")
    assert dates(office) == [None]
    assert office.duty("I.5", "snv").kind is Kind.CONTINUOUS
    read_again(office)
    assert dates(office) == [None]
    supervisor.taps("Hoàn tác")
    assert (dates(office), office.duty("I.5", "snv").kind) == (READ, Kind.RECURRING)


def test_how_a_duty_is_judged_differs_from_its_plan_until_that_is_taken_back(
    office: Office, officer: Person, supervisor: Person
) -> None:
    office.later(days=5)
    officer.presses(f"done:{office.duty('II.3').id}:0")
    officer.says("12/KH-STP 28/02/2024")
    told = corrects(supervisor, office, "Cách tính đúng hạn", "theo 581/BNV-CCHC: phải gửi đến", "II.3", "stp")
    assert "Cách tính đúng hạn: theo ngày gửi đến, thay cho theo ngày văn bản" in told
    judged = [(row.judged_by, row.completed_on) for row in [office.duty("II.3")]]
    assert judged == [(JudgedBy.RECEIVED, date(2024, 3, 2))]
    card = officer.presses(f"card:{office.duty('II.3').id}").body
    assert "🔧 Cách tính đúng hạn sửa theo 581/BNV-CCHC: theo ngày gửi đến" in card
    assert "đúng hạn tính theo ngày nhận" in card
    read_again(office)
    assert office.duty("II.3").judged_by is JudgedBy.RECEIVED
    supervisor.taps("Hoàn tác")
    duty = office.duty("II.3")
    assert (duty.judged_by, duty.completed_on) == (JudgedBy.DOCUMENT, date(2024, 2, 28))


def test_who_may_not_correct_is_refused(office: Office, officer: Person) -> None:
    outside = office.officer("stc", Role.SUPERVISOR, name="Giám sát ngoài")
    duty = office.duty("II.3")
    for person in (officer, outside):
        assert "sửa" in person.presses(f"fixfield:{duty.id}:title").body or "Lệnh này" in person.screen.body
        person.presses(f"card:{duty.id}")
        assert "🔧 Sửa cách đọc" not in [button.text for button in person.buttons()]
    admin = office.officer("snv", Role.ADMIN, name="Quản trị")
    assert "giá trị đúng" in admin.presses(f"fixfield:{duty.id}:title").body


def test_a_withdrawn_task_is_not_corrected(office: Office, supervisor: Person) -> None:
    duty = office.duty("II.3")
    corrects(supervisor, office, "Đã có ở việc khác", "I.5 theo 581/BNV-CCHC: cùng một báo cáo", "II.3", "stp")
    assert "Kế hoạch không còn giao nhiệm vụ này" in supervisor.presses(f"fixfield:{duty.id}:title").body


def test_the_code_of_a_covered_task_opens_the_one_that_covers_it(office: Office, supervisor: Person) -> None:
    corrects(supervisor, office, "Đã có ở việc khác", "I.5 theo 581/BNV-CCHC: cùng một báo cáo", "II.3", "stp")
    for person, said in ((supervisor, "/nhiemvu II.3"), (office.officer("snv"), "II.3 đến đâu rồi")):
        shown = person.says(said)
        assert shown.body.startswith("II.3 đã có ở I.5, nên chỉ theo dõi I.5.\n"), said
        assert "II.5" not in shown.body
    assert "Không có nhiệm vụ nào mang mã II.99" not in supervisor.says("/nhiemvu II.4").body


def test_a_correction_too_old_or_anothers_is_not_taken_back(office: Office, supervisor: Person) -> None:
    corrects(supervisor, office, "Hạn", TWENTIETH)
    [undo] = [button.value for button in supervisor.buttons() if button.value.startswith("unfix:")]
    other = office.officer("snv", Role.SUPERVISOR, name="Giám sát Hai")
    assert "Chỉ người vừa cập nhật mới hoàn tác được" in other.presses(undo).body
    office.later(minutes=16)
    assert "Đã quá 15 phút" in supervisor.presses(undo).body
    assert dates(office) == DATES


SIDECAR = """
[[correction]]
code = "I.5"
document = "581/BNV-CCHC"
reason = "báo cáo của tỉnh gửi Bộ Nội vụ"
due_on = [2024-03-20, 2024-06-20, 2024-09-20, 2024-12-20]
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> Callable[[str], Path]:
    """Plan 175 with something more in the file beside it."""

    def write(more: str) -> Path:
        source = seed(PLAN_175)
        for name in ("agencies-thai-binh-2024.csv", "thai-binh-units-2023.csv"):
            (tmp_path / name).write_bytes(seed(name).read_bytes())
        copy = tmp_path / source.name
        copy.write_bytes(source.read_bytes())
        copy.with_suffix(".toml").write_text(source.with_suffix(".toml").read_text() + more)
        return copy

    return write


def test_the_file_beside_the_plan_corrects_likewise_and_can_stop_doing_so(
    office: Office, supervisor: Person, plan_file: Callable[[str], Path]
) -> None:
    def apply_with(more: str) -> None:
        with office.store.write() as session:
            apply(session, for_registry(read_plan(plan_file(more))), now=office.clock.now(), actor="test")

    for _time in range(2):
        apply_with(SIDECAR)
        assert dates(office) == DATES
    card = supervisor.presses(f"card:{office.duty('I.5', 'snv').id}").body
    assert "🔧 Hạn sửa theo 581/BNV-CCHC: 20/03/2024 (trước đó đọc là 31/03/2024)" in card
    apply_with('\n[[correction]]\ncode = "I.5"\ndocument = "1/CV"\nreason = "gửi"\njudged_by = "received"\n')
    assert (dates(office), office.duty("I.5", "snv").judged_by) == (READ, JudgedBy.RECEIVED)
    apply_with("")
    assert (dates(office), office.duty("I.5", "snv").judged_by) == (READ, JudgedBy.DOCUMENT)
