"""Everybody concerned hears of a change once: colleagues at once, whoever supervises together, nobody else."""

from dataclasses import replace
from datetime import date, time

import pytest

from data.enums import Role
from data.models import Officer
from data.registry.duties.extensions import Extension
from data.registry.outbox.change_notices import NotifiedPerson
from data.registry.plans.exemptions import ExemptionRequest
from data.rules.viet_nam_time import at_hour
from handlers.views.changes.notified_people import notified_line
from handlers.views.pushes.change_notices import review_notice
from scheduler.change_notices.recheck import ReviewFacts
from tests.handlers.changes.test_extensions import asks
from tests.handlers.changes.test_progress import reports
from tests.handlers.chat import Office, Person, check
from tests.handlers.morning import MORNING
from tests.handlers.post import post_comes


@pytest.fixture
def colleague(office: Office, officer: Person) -> Person:
    """A second focal officer of Sở Tư pháp; this morning's post has come."""
    found = office.officer("stp", name="Cán bộ B")
    post_comes(office)
    return found


def test_a_colleague_hears_at_once_who_did_what(office: Office, officer: Person, colleague: Person) -> None:
    reports(officer)
    assert post_comes(office, officer, colleague) == 1
    assert colleague.screen.heading == "🔔 II.3 · Sở Tư pháp"
    assert colleague.screen.body.splitlines()[1:] == [
        "Cán bộ A: báo hoàn thành (26/02 08:00)",
        "Văn bản: 12/KH-UBND ngày 26/02/2024",
        "Bây giờ: đã báo hoàn thành, chờ xác nhận.",
    ]
    assert "Tình trạng: đã báo hoàn thành" in colleague.taps("Xem II.3").body
    assert post_comes(office) == 0


def test_whoever_changes_something_is_told_who_hears(
    office: Office, officer: Person, colleague: Person, supervisor: Person
) -> None:
    reports(officer)
    assert "\n📣 Sẽ báo ngay cho Cán bộ B; báo giám sát lúc 08:30.\n" in officer.screen.body
    officer.says("/capnhat II.2")
    officer.taps("✏️ Tiến độ")
    assert "\n📣 Sẽ báo ngay cho Cán bộ B.\n" in officer.taps("50%").body


def test_what_is_done_in_the_evening_is_told_in_the_morning(
    office: Office, officer: Person, colleague: Person, supervisor: Person
) -> None:
    office.later(hours=13)
    post_comes(office)
    reports(officer)
    assert "📣 Sẽ báo Cán bộ B lúc 07:00 T3 27/02; báo giám sát lúc 07:00 T3 27/02." in officer.screen.body
    assert post_comes(office) == 0
    office.later(hours=9, minutes=59)
    assert post_comes(office) == 0
    office.later(minutes=1)
    assert post_comes(office, colleague, supervisor) == 2
    assert colleague.screen.heading.startswith("🔔 II.3")
    assert supervisor.screen.heading == "⏳ 1 nhiệm vụ vừa báo xong"


def test_a_head_hears_of_what_they_took_part_in_and_of_nothing_else(
    office: Office, officer: Person, supervisor: Person
) -> None:
    head = office.officer("stp", Role.HEAD, name="Lãnh đạo")
    post_comes(office)
    asks(head)
    reports(officer, "II.2")
    assert post_comes(office, officer, head) == 1
    supervisor.presses(f"request:{office.duty('II.3').id}")
    supervisor.taps("✅ Đồng ý")
    assert "📣 Sẽ báo ngay cho Cán bộ A, Lãnh đạo." in supervisor.screen.body
    supervisor.presses(f"card:{office.duty('II.2').id}")
    supervisor.taps("✅ Xác nhận")
    assert "📣 Sẽ báo ngay cho Cán bộ A." in supervisor.screen.body
    assert post_comes(office, officer, head) == 2
    assert "Giám sát: đồng ý gia hạn đến 15/03/2024" in head.screen.body


def test_whoever_a_duty_was_handed_to_hears_of_it(office: Office, officer: Person) -> None:
    head = office.officer("stp", Role.HEAD, name="Lãnh đạo")
    post_comes(office)
    officer.says("/nhiemvu II.3")
    officer.taps("👤 Giao cho")
    assert "📣 Sẽ báo ngay cho Lãnh đạo." in officer.taps("Lãnh đạo").body
    assert post_comes(office, head) == 1
    assert "Cán bộ A: giao cho Lãnh đạo" in head.screen.body


def test_a_supervisor_hears_of_half_an_hour_in_one_message(
    office: Office, officer: Person, supervisor: Person
) -> None:
    post_comes(office)
    for code in ("II.1", "II.2", "II.3"):
        reports(officer, code)
        assert post_comes(office) == 0
        office.later(minutes=9)
    assert post_comes(office) == 0
    office.later(minutes=3)
    assert post_comes(office, supervisor) == 1
    assert supervisor.screen.heading == "⏳ 3 nhiệm vụ vừa báo xong"
    lines = supervisor.screen.body.splitlines()
    assert [line.split(" · ")[::2] for line in lines] == [[f"⏳ II.{n}  Sở Tư pháp", "12/KH-UBND"] for n in (1, 2, 3)]
    assert lines[0].split(" · ")[1] == "KH kiểm tra, rà soát VBQPPL năm 2024"
    supervisor.taps("⏳ Chờ xác nhận")
    assert "Chờ xác nhận: 3" in supervisor.screen.body
    office.later(minutes=30)
    assert post_comes(office) == 0


def test_what_was_decided_on_before_the_message_is_left_out(
    office: Office, officer: Person, supervisor: Person
) -> None:
    second = office.officer("snv", Role.SUPERVISOR, name="Giám sát B")
    post_comes(office)
    for code in ("II.2", "II.3"):
        reports(officer, code)
    supervisor.presses(f"card:{office.duty('II.3').id}")
    supervisor.taps("✅ Xác nhận")
    office.later(minutes=30)
    post_comes(office, second)
    assert second.screen.heading == "⏳ 1 nhiệm vụ vừa báo xong"
    assert second.screen.body == "⏳ II.2  Sở Tư pháp · KH công tác thi hành pháp luật về xử… · 12/KH-UBND"


def test_a_single_request_comes_as_the_card_to_decide_on(office: Office, officer: Person, supervisor: Person) -> None:
    post_comes(office)
    asks(officer)
    assert "📣 Sẽ báo giám sát lúc 08:30." in officer.screen.body
    office.later(minutes=30)
    post_comes(office, supervisor)
    assert supervisor.screen.heading == "🕓 Xin gia hạn · II.3 · Sở Tư pháp"
    supervisor.taps("✅ Đồng ý")
    assert "📣 Sẽ báo ngay cho Cán bộ A." in supervisor.screen.body
    assert post_comes(office, officer) == 1
    assert "Giám sát: đồng ý gia hạn đến 15/03/2024 (26/02 08:30)" in officer.screen.body


def test_reports_and_requests_come_in_one_message(office: Office, officer: Person, supervisor: Person) -> None:
    post_comes(office)
    asks(officer)
    reports(officer, "II.2")
    office.later(minutes=30)
    assert post_comes(office, supervisor) == 1
    assert supervisor.screen.heading == "⏳ 1 nhiệm vụ vừa báo xong · 🕓 1 đề nghị gia hạn"
    assert "🕓 II.3  Sở Tư pháp · hạn 29/02, xin đến 15/03" in supervisor.screen.body
    assert supervisor.taps("🕓 Chờ xem xét gia hạn").heading == "🕓 Đề nghị gia hạn chờ xem xét (1)"


def test_a_message_to_who_supervises_fits_whatever_half_an_hour_brings(office: Office) -> None:
    rows = [
        replace(row, document_number="1" * 100, agency_short_name="Ủy ban nhân dân xã " * 10)
        for row in office.duties("snv") * 3
    ]
    asked = Extension(None, 0, date(2024, 12, 31))
    proposed = ExemptionRequest("không phát sinh " * 30, 1, 1, "Cán bộ A", MORNING)
    said = review_notice(
        ReviewFacts(
            tuple(rows),
            tuple((row, asked) for row in rows),
            tuple((row, proposed) for row in rows),
            date(2024, 2, 26),
            office.calendar,
        )
    )
    check(said)
    assert said.body.count("… và") == 3


def test_a_return_reaches_all_of_the_agency_with_its_reason(
    office: Office, officer: Person, colleague: Person, supervisor: Person
) -> None:
    reports(officer)
    post_comes(office)
    supervisor.presses(f"card:{office.duty('II.3').id}")
    supervisor.taps("↩️ Trả lại")
    supervisor.records("Thiếu phụ lục số liệu")
    assert post_comes(office, officer, colleague) == 2
    for person in (officer, colleague):
        assert "Giám sát: trả lại (26/02 08:00)\nLý do: Thiếu phụ lục số liệu" in person.screen.body
    assert officer.taps("✅ Đã xong").heading.startswith("✅ II.3")


def test_a_change_taken_back_before_anybody_heard_is_told_to_nobody(
    office: Office, officer: Person, colleague: Person
) -> None:
    reports(officer)
    officer.taps("Hoàn tác")
    assert "📣" not in officer.screen.body
    assert post_comes(office) == 0


def test_who_heard_of_a_change_hears_that_it_was_taken_back(
    office: Office, officer: Person, colleague: Person
) -> None:
    reports(officer)
    post_comes(office)
    officer.taps("Hoàn tác")
    assert post_comes(office, colleague) == 1
    assert "Cán bộ A: hoàn tác lần cập nhật trước" in colleague.screen.body


def test_nobody_of_another_agency_hears_nor_who_came_later_or_left(
    office: Office, officer: Person, colleague: Person
) -> None:
    stranger, head = office.officer("stc"), office.officer("stp", Role.HEAD)
    reports(officer)
    office.later(minutes=1)
    late = office.officer("stp", name="Cán bộ C")
    with office.store.write() as session:
        session.get_one(Officer, 2).active = False
    before = [person.screen for person in (stranger, head, late, colleague)]
    post_comes(office, stranger, head, late, colleague)
    assert [person.screen for person in (stranger, head, late, colleague)] == before


def test_a_message_planned_before_a_crash_is_neither_lost_nor_doubled(
    office: Office, officer: Person, colleague: Person
) -> None:
    reports(officer)
    office.restart()
    assert post_comes(office) == 1
    office.restart()
    assert post_comes(office) == 0


@pytest.mark.parametrize(
    ("colleagues", "named"),
    [
        ((("An", Role.OFFICER), ("Bình", Role.OFFICER)), "An, Bình"),
        ((("An", Role.OFFICER), ("An", Role.OFFICER)), "An (2 người cùng tên)"),
    ],
)
def test_people_of_one_name_are_told_apart_or_counted(
    office: Office, officer: Person, colleagues: tuple[tuple[str, Role], ...], named: str
) -> None:
    for name, role in colleagues:
        office.officer("stp", role, name=name)
    reports(officer)
    assert f"📣 Sẽ báo ngay cho {named}." in officer.screen.body


def test_people_of_one_name_are_told_apart_by_agency_or_role() -> None:
    def person(officer_id: int, role: Role, agency: str) -> NotifiedPerson:
        return NotifiedPerson(officer_id, "Cán bộ", role, agency)

    now = at_hour(date(2024, 2, 26), time(8))
    officers = [person(1, Role.OFFICER, "Sở Y tế"), person(2, Role.OFFICER, "Sở Tư pháp")]
    assert notified_line(officers, now, None, now) == "📣 Sẽ báo ngay cho Cán bộ (Sở Y tế), Cán bộ (Sở Tư pháp)."
    both = [person(1, Role.OFFICER, "Sở Y tế"), person(2, Role.HEAD, "Sở Y tế")]
    assert (
        notified_line(both, now, None, now)
        == "📣 Sẽ báo ngay cho Cán bộ (cán bộ đầu mối), Cán bộ (lãnh đạo cơ quan)."
    )
