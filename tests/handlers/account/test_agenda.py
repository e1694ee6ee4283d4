"""/lich: the next 30 days, a file of all of them, and an address of one's own."""

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from data.models import Duty
from data.registry.office import agencies
from handlers.base.messages import Reply
from tests import factories as make
from tests.handlers.chat import Office, Person

PUBLIC_URL = "https://nhacviec.example.vn"


@pytest.fixture
def public(office: Office) -> Office:
    """A bot that can be reached from the network."""
    office.public_url = PUBLIC_URL
    office.restart()
    return office


def events(reply: Reply) -> list[Any]:
    """The days in the attached calendar."""
    (file,) = reply.files
    assert (file.name, file.media_type) == ("lich-stp.ics", "text/calendar; charset=utf-8")
    return list(Calendar.from_ical(file.content).walk("VEVENT"))


def event(reply: Reply, code: str) -> Any:
    (found,) = [one for one in events(reply) if f"{code} ·" in one["SUMMARY"]]
    return found


def token(reply: Reply) -> str:
    """The secret in the address that a reply shows."""
    address = reply.body.split("\n")[0]
    assert address.startswith(f"{PUBLIC_URL}/lich/")
    return address.removeprefix(f"{PUBLIC_URL}/lich/").removesuffix(".ics")


def test_what_is_due_within_30_days_stands_under_its_day(reader: Person) -> None:
    reply = reader.says("/lich")
    assert reply.heading == "🗓 Sở Tư pháp · từ 26/02 đến 27/03/2024"
    assert reply.body.splitlines() == [
        "Đến hạn trong 30 ngày tới: 2",
        "",
        "Thứ Năm, 29/02 · còn 3 ngày",
        "  🟠 II.3  KH kiểm tra công tác thi hành pháp luật về xử…",
        "",
        "Thứ Sáu, 15/03 · còn 18 ngày",
        "  🟡 TC.2  Báo cáo CCHC, Quý I",
    ]
    assert [button.text for button in reader.buttons()] == [
        "II.3",
        "TC.2",
        "🔴 Quá hạn (5)",
        "📅 Tệp lịch",
        "🔗 Đường dẫn",
    ]


def test_a_code_opens_the_card(reader: Person) -> None:
    reader.says("/lich")
    assert reader.taps("II.3").heading.startswith("II.3 · ")


def test_what_is_done_is_marked(officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✅ Đã xong")
    officer.says("12/KH-UBND 26/02/2024")
    assert "  ⏳ II.3" in officer.says("/lich").body
    assert event(officer.taps("📅 Tệp lịch"), "II.3")["SUMMARY"].startswith("⏳ II.3 · ")


def test_an_agency_with_nothing_to_do_is_told_so(office: Office) -> None:
    reply = office.officer("bhxh").says("/lich")
    assert reply.body == "30 ngày tới không có nhiệm vụ nào đến hạn."


def test_a_busy_month_has_pages(office: Office) -> None:
    with office.store.write() as session:
        plan, agency = make.plan(session, "1/KH-UBND"), agencies.find(session, "bhxh")
        for day in range(1, 13):
            owed = make.deadline(session, plan, date(2024, 3, day), title=f"Việc {day}")
            session.add(Duty(deadline_id=make.known(owed.id), agency_id=agency.id))
    officer = office.officer("bhxh")
    first = officer.says("/lich")
    assert "Việc 10" in first.body
    assert "Việc 11" not in first.body
    assert "Việc 11" in officer.taps("›").body
    assert officer.taps("‹").body == first.body


def test_the_file_holds_every_deadline_with_alarms_while_it_is_open(reader: Person) -> None:
    reader.says("/lich")
    found = event(reader.taps("📅 Tệp lịch"), "II.3")
    assert found["DTSTART"].dt.isoformat() == "2024-02-29"
    assert "Kế hoạch 175/KH-UBND" in found["DESCRIPTION"]
    assert [alarm["TRIGGER"].to_ical() for alarm in found.walk("VALARM")] == [b"-P6DT16H", b"-PT16H", b"PT8H"]
    assert len(events(reader.screen)) == 13


def test_alarms_of_a_day_off_ring_by_the_last_working_day(reader: Person) -> None:
    reader.says("/lich")
    reader.taps("📅 Tệp lịch")
    (half_year,) = [one for one in events(reader.screen) if "6 tháng" in one["SUMMARY"]]
    assert half_year["DTSTART"].dt.isoformat() == "2024-06-15"  # a Saturday
    assert half_year.walk("VALARM")[-1]["TRIGGER"].to_ical() == b"-PT16H"  # Friday at eight
    assert "chậm nhất Thứ Sáu, 14/06" in half_year["DESCRIPTION"]


def test_an_overdue_deadline_has_no_alarms(reader: Person) -> None:
    reader.says("/lich")
    assert event(reader.taps("📅 Tệp lịch"), "II.2").walk("VALARM") == []


def test_an_extended_deadline_stands_on_its_later_day_and_tells_the_first(office: Office, officer: Person) -> None:
    with office.store.write() as session:
        owed = session.get(Duty, office.duty("II.3").id)
        assert owed
        owed.extended_to = date(2024, 3, 8)
    assert "Thứ Sáu, 08/03 · còn 11 ngày\n  🟡 II.3" in officer.says("/lich").body
    found = event(officer.taps("📅 Tệp lịch"), "II.3")
    assert found["DTSTART"].dt == date(2024, 3, 8)
    assert "Hạn ban đầu: Thứ Năm, 29/02/2024" in found["DESCRIPTION"]


def test_a_day_keeps_its_name_and_counts_its_changes(office: Office, officer: Person) -> None:
    officer.says("/lich")
    before = event(officer.taps("📅 Tệp lịch"), "II.3")
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.says("60")
    officer.says("/lich")
    after = event(officer.taps("📅 Tệp lịch"), "II.3")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_bot_without_an_address_offers_the_file(officer: Person) -> None:
    officer.says("/lich")
    assert "chưa có địa chỉ trên mạng" in officer.taps("🔗 Đường dẫn").body
    assert officer.taps("📅 Tệp lịch").files


def test_the_first_address_is_made_at_once_and_shown_once(public: Office) -> None:
    officer = public.officer("stp")
    officer.says("/lich")
    secret = token(officer.taps("🔗 Đường dẫn"))
    officer.taps("‹ Lịch")
    again = officer.taps("🔗 Đường dẫn")
    assert "đã có một đường dẫn, tạo ngày 26/02/2024" in again.body
    assert secret not in again.text
    assert public.subscribed(secret)


def test_a_new_address_ends_the_old_one(public: Office) -> None:
    officer = public.officer("stp")
    old = token(officer.presses("feed:"))
    officer.presses("feed:")
    new = token(officer.taps("Tạo đường dẫn mới"))
    assert public.subscribed(old) is None
    assert b"X-WR-CALNAME:Nh\xe1\xba\xafc vi\xe1\xbb\x87c" in (public.subscribed(new) or b"")


def test_an_address_is_taken_back(public: Office) -> None:
    officer = public.officer("stp")
    secret = token(officer.presses("feed:"))
    assert officer.taps("Thu hồi").body == "Đã thu hồi. Đường dẫn cũ không còn mở được lịch."
    assert public.subscribed(secret) is None
    assert officer.presses("endfeed:").body == "Anh/chị chưa có đường dẫn nào."


def test_the_calendar_behind_an_address_is_that_of_the_file(public: Office) -> None:
    officer = public.officer("stp")
    secret = token(officer.presses("feed:"))
    (file,) = officer.presses("ics:").files
    assert public.subscribed(secret) == file.content


def test_a_stranger_gets_neither(office: Office) -> None:
    stranger = office.stranger()
    for value in ("ics:", "feed:", "newfeed:", "days:0"):
        assert not stranger.presses(value).files
        assert "175" not in stranger.screen.text
