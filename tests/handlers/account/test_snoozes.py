"""💤 on the card and on the digest, and why a duty was reminded of."""

from datetime import date

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import AuditEntry, Deadline, Officer
from tests.handlers.chat import REFUSED, Office, Person
from tests.handlers.post import post_comes


def texts(person: Person) -> list[str]:
    return [button.text for button in person.buttons()]


def card(person: Person, code: str) -> str:
    return person.says(f"/nhiemvu {code}").body


def test_a_card_offers_days_up_to_the_last_one_to_act(officer: Person) -> None:
    card(officer, "II.3")
    asked = officer.taps("💤 Nhắc lại sau")
    assert asked.body == (
        "Nhắc lại vào ngày nào? Chạm một ngày hoặc gõ ngày và tháng, ví dụ: 29/02. Muộn nhất là Thứ Năm, 29/02."
    )
    assert texts(officer) == ["T3 27/02", "T5 29/02", "‹ Xem II.3"]


def test_a_card_with_time_left_offers_a_day_three_days_and_next_monday(officer: Person) -> None:
    card(officer, "TC.3")
    officer.presses(f"snooze:{officer.office.duty('II.1').id}")
    assert texts(officer)[:-1] == ["T3 27/02", "T5 29/02", "T2 04/03"]


def test_a_snoozed_duty_says_so_on_its_card_until_its_day_comes(office: Office, officer: Person) -> None:
    card(officer, "II.3")
    officer.taps("💤 Nhắc lại sau")
    assert officer.taps("T3 27/02").body == "💤 II.3: tôi nhắc lại vào Thứ Ba, 27/02/2024."
    assert "💤 Nhắc lại vào Thứ Ba, 27/02/2024" in officer.taps("‹ Xem II.3").body
    office.later(days=1)
    assert "💤" not in card(officer, "II.3")


def test_a_snooze_is_shown_to_its_officer_alone(office: Office, officer: Person) -> None:
    officer.presses(f"until:{office.duty('II.3').id}:2024-02-28")
    assert "💤" not in card(office.officer("stp", name="Cán bộ B"), "II.3")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("28/2", "💤 II.3: tôi nhắc lại vào Thứ Tư, 28/02/2024."),
        ("15/3", "💤 II.3: tôi nhắc lại vào Thứ Năm, 29/02/2024. Không hoãn lâu hơn được vì hạn của việc."),
        ("15/4", "💤 II.5: tôi nhắc lại vào Thứ Hai, 04/03/2024. Không hoãn lâu hơn được vì việc đã quá hạn."),
    ],
)
def test_a_day_is_typed_and_ends_at_the_deadline_at_the_latest(officer: Person, typed: str, said: str) -> None:
    card(officer, said.split()[1].rstrip(":"))
    officer.taps("💤 Nhắc lại sau")
    assert officer.says(typed).body == said


def test_a_day_off_becomes_the_working_day_after_it(office: Office, officer: Person) -> None:
    duty = next(row for row in office.duties() if row.label == "Quý I" and row.code == "TC.2")
    officer.presses(f"snooze:{duty.id}")
    said = officer.says("2/3").body
    assert said == "💤 TC.2: tôi nhắc lại vào Thứ Hai, 04/03/2024. Ngày anh/chị chọn là ngày nghỉ."


def test_an_unreadable_day_is_asked_for_again(officer: Person) -> None:
    card(officer, "II.3")
    officer.taps("💤 Nhắc lại sau")
    assert officer.says("mai mốt").body.startswith("Chưa đọc được ngày.")
    assert officer.says("27/2").body.startswith("💤 II.3")


def test_what_is_overdue_waits_until_next_monday_at_the_latest(officer: Person) -> None:
    card(officer, "II.2")
    assert "Muộn nhất là Thứ Hai, 04/03." in officer.taps("💤 Nhắc lại sau").body


def test_on_its_last_day_a_duty_cannot_be_put_off(office: Office, officer: Person) -> None:
    office.later(days=3)
    card(officer, "II.3")
    assert "💤 Nhắc lại sau" not in texts(officer)
    refused = officer.presses(f"snooze:{office.duty('II.3').id}").body
    assert refused == "Hôm nay là ngày cuối để làm việc này nên không hoãn nhắc được."
    assert officer.presses(f"until:{office.duty('II.3').id}:2024-03-04").body == refused


def test_a_finished_duty_cannot_be_put_off(office: Office, officer: Person) -> None:
    card(officer, "II.3")
    officer.taps("✅ Đã xong")
    officer.says("12/KH-UBND 26/02/2024")
    officer.taps("Xem II.3")
    assert "💤 Nhắc lại sau" not in texts(officer)
    assert officer.presses(f"snooze:{office.duty('II.3').id}").body.startswith("Việc này không có ngày để nhắc")


def test_a_duty_without_a_date_cannot_be_put_off(office: Office, officer: Person) -> None:
    duty = office.duty("II.3")
    with office.store.write() as session:
        session.get_one(Deadline, duty.deadline_id).due_on = None
    card(officer, "II.3")
    assert "💤 Nhắc lại sau" not in texts(officer)
    assert officer.presses(f"snooze:{duty.id}").body.startswith("Việc này không có ngày để nhắc")


@pytest.mark.parametrize("value", ["2024-02-26", "2024-02-30", "2026-01-01"])
def test_an_old_or_made_up_day_on_a_button_is_refused(office: Office, officer: Person, value: str) -> None:
    officer.presses(f"until:{office.duty('II.3').id}:{value}")
    assert "💤" not in card(officer, "II.3")


def test_another_agencys_duty_cannot_be_put_off(office: Office, officer: Person) -> None:
    other = office.duty("TC.3", "snv")
    assert officer.presses(f"until:{other.id}:2024-03-04").body.startswith(REFUSED)


@pytest.mark.parametrize("role", [Role.HEAD, Role.SUPERVISOR])
def test_who_is_not_reminded_of_duties_has_nothing_to_put_off(office: Office, role: Role) -> None:
    leader = office.officer("stp", role)
    card(leader, "II.3")
    assert "💤 Nhắc lại sau" not in texts(leader)
    assert leader.presses(f"snooze:{office.duty('II.3').id}").body.startswith(REFUSED)


def test_a_digest_puts_off_until_tomorrow_all_that_can_wait(office: Office, officer: Person) -> None:
    post_comes(office, officer)
    assert officer.taps("💤 Mai nhắc lại").body == (
        "💤 Thứ Ba, 27/02/2024 tôi nhắc lại: II.1, II.2, II.4, II.5, TC.1, II.3."
    )
    office.later(days=1)
    post_comes(office, officer)
    assert officer.screen.heading == "⏰ Sáng Thứ Ba, 27/02/2024 · Sở Tư pháp"
    codes = [line.split()[1] for line in officer.screen.body.splitlines()]
    assert codes == ["II.1", "II.2", "II.4", "II.5", "TC.1", "II.3"]


def test_a_digest_says_what_cannot_wait(office: Office, officer: Person) -> None:
    post_comes(office)
    office.later(days=3)
    post_comes(office, officer)
    assert officer.taps("💤 Mai nhắc lại").body.splitlines() == [
        "💤 Thứ Sáu, 01/03/2024 tôi nhắc lại: TC.2.",
        "Không hoãn được vì đã đến ngày cuối: II.3.",
    ]


def test_a_digest_of_which_all_is_done_says_so(office: Office, officer: Person) -> None:
    post_comes(office)
    office.later(days=2)
    post_comes(office, officer)
    digest = officer.screen
    officer.taps("II.3 đã xong")
    officer.says("12/KH-UBND 28/02/2024")
    officer.screen = digest
    assert officer.taps("💤 Mai nhắc lại").body.startswith("Các việc trong bản tin này đều đã xong")


def test_before_the_weekend_tomorrow_is_monday(office: Office, officer: Person) -> None:
    office.later(days=4)
    officer.presses(f"until:{office.duty('II.2').id}:2024-03-02")
    assert "💤 Nhắc lại vào Thứ Hai, 04/03/2024" in card(officer, "II.2")


def test_a_digest_says_why_each_duty_is_in_it(office: Office, officer: Person) -> None:
    post_comes(office, officer)
    said = officer.taps("❓ Vì sao tôi được nhắc?")
    assert said.heading == "❓ Vì sao tôi được nhắc"
    assert said.body.splitlines()[0] == "• II.1: đã quá hạn Chủ Nhật, 31/12/2023, nhắc mỗi đầu tuần đến khi xong."
    assert said.body.splitlines()[-1] == "• II.3: nhắc trước 3 ngày, hạn Thứ Năm, 29/02/2024."


def test_it_says_what_a_head_was_told_for_when_they_supervise_by_now(office: Office) -> None:
    head = office.officer("stp", role=Role.HEAD)
    for days in (7, 1):
        office.later(days=days)
        post_comes(office, head)
    with office.store.write() as session:
        session.exec(select(Officer).where(col(Officer.role) == Role.HEAD)).one().role = Role.SUPERVISOR
    assert "nên báo lãnh đạo cơ quan, một lần." in head.taps("❓ Vì sao tôi được nhắc?").body


def test_it_says_that_the_officer_wanted_it_on_that_day(office: Office, officer: Person) -> None:
    post_comes(office, officer)
    officer.taps("💤 Mai nhắc lại")
    office.later(days=1)
    post_comes(office, officer)
    assert officer.taps("❓ Vì sao tôi được nhắc?").body.splitlines()[-1] == (
        "• II.3: nhắc trước 3 ngày, hạn Thứ Năm, 29/02/2024; theo lịch anh/chị hẹn hôm Thứ Hai, 26/02."
    )


def test_it_still_says_why_when_the_duty_is_done(office: Office, officer: Person) -> None:
    post_comes(office, officer)
    digest = officer.screen
    officer.taps("II.3 đã xong")
    officer.says("12/KH-UBND 26/02/2024")
    officer.screen = digest
    assert "• II.3: nhắc trước 3 ngày" in officer.taps("❓ Vì sao tôi được nhắc?").body


def test_it_says_that_a_deadline_has_moved_since(office: Office, officer: Person) -> None:
    post_comes(office, officer)
    with office.store.write() as session:
        session.get_one(Deadline, office.duty("II.3").deadline_id).due_on = date(2024, 3, 29)
    said = officer.taps("❓ Vì sao tôi được nhắc?").body
    assert "• II.3: mốc hạn đã thay đổi sau khi gửi." in said


def test_it_says_that_the_digest_came_late(office: Office, officer: Person) -> None:
    office.later(days=1)
    post_comes(office, officer)
    said = officer.taps("❓ Vì sao tôi được nhắc?").body.splitlines()
    assert said[-1].endswith("hạn Thứ Năm, 29/02/2024; lẽ ra gửi từ Thứ Hai, 26/02, bản tin đến muộn.")


def test_it_says_that_a_pause_gave_way_to_a_near_deadline(office: Office, officer: Person) -> None:
    officer.presses("setpause:2024-03-11")
    office.later(days=2)
    post_comes(office, officer)
    assert "(Đang tạm dừng nhắc đến T2 11/03, nhưng có việc đã sát hạn hoặc quá hạn.)" in officer.screen.body
    said = officer.taps("❓ Vì sao tôi được nhắc?").body.splitlines()
    assert "; đang tạm dừng đến Thứ Hai, 11/03 nhưng hạn đã sát." in said[-1]


def test_nobody_else_learns_what_a_digest_told(office: Office, officer: Person) -> None:
    post_comes(office, officer)
    why = next(button.value for button in officer.buttons() if button.value.startswith("why:"))
    for stranger in (office.officer("stc"), office.officer("stp", name="Cán bộ B")):
        assert stranger.presses(why).body.startswith(REFUSED)
        assert stranger.presses(why.replace("why", "tomorrow")).body.startswith(REFUSED)
    assert officer.presses("why:999").body.startswith(REFUSED)


def test_every_snooze_leaves_a_trace(office: Office, officer: Person) -> None:
    duty = office.duty("II.3")
    officer.presses(f"until:{duty.id}:2024-02-27")
    officer.presses(f"until:{duty.id}:2024-02-28")
    with office.store.read() as session:
        noted = session.exec(select(AuditEntry.subject).where(col(AuditEntry.action) == "snooze")).all()
    assert noted == [f"duty:{duty.id} until 2024-02-27", f"duty:{duty.id} until 2024-02-28"]
