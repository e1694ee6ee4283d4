"""/nhac: the hour of the digest, the stages before a deadline, a pause; each one tap or one typed answer."""

from datetime import date, time

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import AuditEntry
from data.registry.people import preferences
from data.registry.people.preferences import Preferences
from data.rules.sending_hours import SendingHours
from handlers.dispatch.turns import TurnProcessor
from tests.handlers.chat import REFUSED, Office, Person
from tests.handlers.post import post_comes

STAGES = ["✅ 60 ngày (hạn cuối năm)", "✅ 30 ngày", "✅ 15 ngày", "✅ 7 ngày", "✅ 3 ngày", "✅ 1 ngày"]


def texts(person: Person) -> list[str]:
    return [button.text for button in person.buttons()]


def chosen(office: Office) -> Preferences:
    """What the first officer chose."""
    with office.store.read() as session:
        return preferences.get(session, 1)


def test_it_shows_what_is_chosen_and_what_can_be(officer: Person) -> None:
    screen = officer.says("/nhac")
    assert screen.heading == "⏰ Lời nhắc của tôi"
    assert screen.body.splitlines() == [
        "Giờ gửi bản tin: 08:00, ngày làm việc; không có việc thì không nhắn.",
        "Nhắc trước hạn: 60 ngày (hạn cuối năm), 30 ngày, 15 ngày, 7 ngày, 3 ngày, 1 ngày và đúng ngày cuối.",
        "Quá hạn: nhắc ngày đầu, rồi mỗi đầu tuần đến khi xong.",
    ]
    assert texts(officer) == ["🕗 Đổi giờ", "⏸ Tạm dừng", *STAGES]


def test_the_hour_is_tapped(office: Office, officer: Person) -> None:
    officer.says("/nhac")
    officer.taps("🕗 Đổi giờ")
    assert texts(officer)[:12] == [f"{hour:02}:00" for hour in range(6, 18)]
    assert "Giờ gửi bản tin: 14:00" in officer.taps("14:00").body
    assert officer.screen.replaces
    assert chosen(office).hour == 14


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("7", 7), ("07", 7), ("7h", 7), ("7 giờ", 7), ("7g", 7), ("07:00", 7), ("7h00", 7), (" 17 H ", 17), ("6", 6)],
)
def test_the_hour_is_typed(office: Office, officer: Person, typed: str, hour: int) -> None:
    officer.presses("hour:")
    assert f"Giờ gửi bản tin: {hour:02}:00" in officer.says(typed).body
    assert chosen(office).hour == hour


@pytest.mark.parametrize("typed", ["5", "18", "0", "7:30", "7h30", "-7", "bảy giờ", "7 8", "٧", "700", ""])
def test_what_is_no_full_hour_of_the_day_is_refused(office: Office, officer: Person, typed: str) -> None:
    officer.presses("hour:")
    refused = officer.says(typed).body
    assert refused.startswith("Cần một giờ tròn từ 06:00 đến 17:00") or not typed
    assert chosen(office).hour == 8
    assert "Giờ gửi bản tin: 09:00" in officer.says("9").body


def test_a_stage_is_left_out_and_taken_back_by_a_tap_each(office: Office, officer: Person) -> None:
    officer.says("/nhac")
    officer.taps("✅ 30 ngày")
    without = officer.taps("✅ 3 ngày")
    assert "Nhắc trước hạn: 60 ngày (hạn cuối năm), 15 ngày, 7 ngày, 1 ngày và đúng ngày cuối." in without.body
    assert chosen(office).left_out == {"T-30", "T-3"}
    officer.taps("⬜ 30 ngày")
    assert chosen(office).left_out == {"T-3"}


def test_a_second_tap_on_the_same_button_changes_nothing(office: Office, officer: Person) -> None:
    for _ in range(2):
        officer.presses("leaveout:T-7")
    assert chosen(office).left_out == {"T-7"}


def test_the_day_itself_always_stays(office: Office, officer: Person) -> None:
    officer.says("/nhac")
    for stage in STAGES:
        officer.taps(stage)
    assert "Chỉ nhắc đúng ngày cuối." in officer.screen.body
    assert officer.presses("leaveout:T0").body.startswith("Nút này")
    assert "T0" not in chosen(office).left_out


def test_a_pause_is_tapped_says_what_still_comes_and_is_ended_by_a_tap(office: Office, officer: Person) -> None:
    officer.says("/nhac")
    asked = officer.taps("⏸ Tạm dừng")
    assert "Khi tạm dừng, việc còn 1 ngày, đến hạn hoặc quá hạn vẫn được nhắc." in asked.body
    assert texts(officer)[:2] == ["Thứ Hai, 04/03", "Thứ Hai, 11/03"]
    paused = officer.taps("Thứ Hai, 11/03").body
    assert "⏸ Đang tạm dừng; nhắc lại từ Thứ Hai, 11/03/2024." in paused
    assert "Khi tạm dừng, việc còn 1 ngày, đến hạn hoặc quá hạn vẫn được nhắc." in paused
    assert chosen(office).resumes_on == date(2024, 3, 11)
    assert "tạm dừng" not in officer.taps("▶️ Nhắc lại ngay").body
    assert chosen(office).resumes_on is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/3", "2024-03-15"),
        ("đến 15/03/2024", "2024-03-15"),
        ("từ ngày 15 tháng 3", "2024-03-15"),
        ("15-3-24", "2024-03-15"),
        ("27/2", "2024-02-27"),
        ("1/1", "2025-01-01"),
        ("26/2/2025", "2025-02-26"),
    ],
)
def test_a_pause_is_typed_as_a_day(office: Office, officer: Person, typed: str, day: str) -> None:
    officer.presses("pause:")
    officer.says(typed)
    assert chosen(office).resumes_on == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("26/02/2024", "Cần một ngày sau hôm nay"),
        ("25/2/2024", "Cần một ngày sau hôm nay"),
        ("31/4", "Ngày này không có trong lịch"),
        ("28/2/2025", "Ngày này xa hơn một năm"),
        ("chưa rõ", "Chưa đọc được ngày"),
        ("họp xong 15/3", "Chưa đọc được ngày"),
    ],
)
def test_what_is_no_coming_day_is_refused_and_asked_again(
    office: Office, officer: Person, typed: str, said: str
) -> None:
    officer.presses("pause:")
    assert officer.says(typed).body.startswith(said)
    assert chosen(office).resumes_on is None
    officer.says("15/3")
    assert chosen(office).resumes_on == date(2024, 3, 15)


@pytest.mark.parametrize("value", ["setpause:2024-02-26", "setpause:2024-02-31"])
def test_an_old_or_made_up_day_on_a_button_is_refused(office: Office, officer: Person, value: str) -> None:
    officer.presses(value)
    assert chosen(office).resumes_on is None


def test_a_pause_that_is_over_is_shown_no_longer(office: Office, officer: Person) -> None:
    officer.presses("setpause:2024-03-04")
    office.later(days=7)
    assert "tạm dừng" not in officer.says("/nhac").body
    assert "⏸ Tạm dừng" in texts(officer)


def test_choices_are_each_officers_own(office: Office, officer: Person) -> None:
    officer.presses("sethour:14")
    assert "08:00" in office.officer("stp", name="Cán bộ B").says("/nhac").body


@pytest.mark.parametrize("role", [Role.HEAD, Role.SUPERVISOR, Role.ADMIN])
def test_who_is_not_reminded_of_duties_chooses_the_hour_only(office: Office, role: Role) -> None:
    leader = office.officer("snv", role)
    leader.says("/nhac")
    assert texts(leader) == ["🕗 Đổi giờ"]
    assert leader.presses("pause:").body.startswith(REFUSED)


def test_every_choice_leaves_a_trace(office: Office, officer: Person) -> None:
    officer.presses("sethour:14")
    officer.presses("leaveout:T-7")
    officer.presses("setpause:2024-03-04")
    with office.store.read() as session:
        noted = session.exec(select(AuditEntry).where(col(AuditEntry.action) == "preferences.choose")).all()
    assert [(entry.actor, entry.subject) for entry in noted] == [
        ("officer:1", "14:00"),
        ("officer:1", "14:00, no T-7"),
        ("officer:1", "14:00, no T-7, resumes 2024-03-04"),
    ]


def test_a_channel_without_buttons_takes_numbers_and_words(office: Office) -> None:
    person = office.officer("stp", has_buttons=False)
    assert person.says("/nhac").text.endswith("8 1 ngày")
    person.says("1")
    assert "Giờ gửi bản tin: 07:00" in person.says("7").body
    assert "Chưa đọc" not in person.says("Tạm dừng").body
    assert "nhắc lại từ Thứ Hai, 04/03/2024" in person.says("4/3").body


def test_a_digest_that_waits_moves_with_the_hour(office: Office, officer: Person) -> None:
    officer.presses("sethour:14")
    assert post_comes(office, officer) == 0
    office.later(hours=2)
    officer.presses("sethour:9")
    assert post_comes(office, officer) == 1
    assert officer.screen.heading == "⏰ Sáng Thứ Hai, 26/02/2024 · Sở Tư pháp"
    assert "muộn" not in officer.screen.body


def test_a_digest_that_waits_can_be_put_off_to_a_later_hour(office: Office, officer: Person) -> None:
    officer.presses("sethour:10")
    post_comes(office)
    officer.presses("sethour:14")
    office.later(hours=2)
    assert post_comes(office) == 0
    office.later(hours=4)
    assert post_comes(office, officer) == 1
    assert officer.screen.heading == "⏰ Chiều Thứ Hai, 26/02/2024 · Sở Tư pháp"


def test_an_hour_chosen_in_the_evening_brings_nothing_at_night(office: Office, officer: Person) -> None:
    officer.presses("sethour:17")
    assert post_comes(office) == 0
    office.later(hours=12)
    officer.presses("sethour:9")
    assert post_comes(office) == 0
    office.later(hours=13)
    assert post_comes(office, officer) == 1
    assert officer.screen.heading == "⏰ Sáng Thứ Ba, 27/02/2024 · Sở Tư pháp"


def test_who_chose_no_hour_is_shown_the_first_in_which_the_office_writes(office: Office, officer: Person) -> None:
    late = SendingHours(time(9, 30), time(16))
    office.reception = TurnProcessor(office.store, office.clock, office.calendar, office.files, hours=late)
    assert "Giờ gửi bản tin: 09:30" in officer.says("/nhac").body
    assert "Giờ gửi bản tin: 08:00" in officer.presses("sethour:8").body
