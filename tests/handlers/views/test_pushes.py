"""What heads, supervisors and administrators read that goes out by itself, and what they tap."""

import re
from pathlib import Path

import pytest

from data.enums import Role
from handlers.views import pushes
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes
from tests.scheduler.office import morning


def on(office: Office, day: str, role: Role, of: str = "stp") -> Person:
    """An officer with what arrived on the morning of `day`; the day before was planned."""
    office.clock.move_to(morning(day, 6))
    person = office.officer(of, role)
    office.clock.move_to(morning(day))
    post_comes(office, person)
    return person


def test_a_head_reads_what_is_late_and_opens_it(office: Office) -> None:
    head = on(office, "2024-03-05", Role.HEAD)
    assert head.screen.heading == "⏰ Sáng Thứ Ba, 05/03/2024 · Sở Tư pháp"
    assert "Quá hạn đã 3 ngày làm việc, báo lãnh đạo cơ quan:\n🔴 II.3  KH kiểm tra" in head.screen.body
    assert "· quá hạn 5 ngày" in head.screen.body
    assert "II.3 · Kế hoạch kiểm tra" in head.taps("Xem II.3").heading


def test_a_supervisor_reads_whose_duty_is_late(office: Office) -> None:
    supervisor = on(office, "2024-04-10", Role.SUPERVISOR, "snv")
    assert supervisor.screen.body.startswith("Quá hạn đã 7 ngày làm việc, báo cơ quan theo dõi kế hoạch:\n🔴 ")
    assert "🔴 VII.2  Sở TT&TT · KH hoạt động của BCĐ về chuyển đổi số… · quá hạn 10 ngày" in supervisor.screen.body
    assert "Cơ quan thực hiện: Sở Thông tin và Truyền thông" in supervisor.taps("Xem VII.2").body


def test_one_line_stands_for_a_duty_that_many_agencies_are_late_with(office: Office) -> None:
    supervisor = on(office, "2024-03-26", Role.SUPERVISOR, "snv")
    assert "🔴 TC.2  VP UBND tỉnh, Sở Nội vụ, Sở Tư pháp và 23 cơ quan khác · Báo cáo CCHC" in supervisor.screen.body
    assert supervisor.screen.body.count("TC.2") == 1
    assert "Quá hạn" in supervisor.taps("🔴 Quá hạn").body


def test_a_continuous_duty_is_noted_from_the_digest(office: Office) -> None:
    officer = on(office, "2024-05-30", Role.OFFICER, "snv")
    assert "Việc thường xuyên, anh/chị báo kết quả của kỳ này:\n🔵 V.6 " in officer.screen.body
    officer.taps("V.6 kết quả")
    assert "Đã lưu kết quả 6 tháng đầu năm 2024 của V.6." in officer.records("3 cuộc thanh tra").body


@pytest.mark.parametrize(
    ("role", "of", "said"),
    [
        (Role.SUPERVISOR, "snv", "Quá hạn nhiều nhất:"),
        (Role.HEAD, "stp", "Sở Tư pháp"),
    ],
)
def test_the_figures_of_the_week_are_those_of_tonghop(office: Office, role: Role, of: str, said: str) -> None:
    reader = on(office, "2024-03-11", role, of)
    assert reader.screen.heading.startswith("Tổng hợp đầu tuần\n📊 KH 175/KH-UBND · đến Thứ Hai, 11/03/2024")
    assert said in reader.screen.text
    assert reader.screen.body == reader.says("/tonghop").body


def test_an_administrator_reads_that_a_clock_was_ahead(office: Office) -> None:
    office.clock.move_to(morning("2024-04-10"))
    post_comes(office)
    administrator = on(office, "2024-03-12", Role.ADMIN, "snv")
    post_comes(office)
    assert administrator.screen.heading == "🕰 Đồng hồ máy chủ từng chạy nhanh"
    assert "Lúc 12/03 08:00 tôi thấy sổ đã lập lịch nhắc cho những ngày chưa tới" in administrator.screen.body


def test_an_administrator_reads_where_nobody_can_be_reached_and_what_to_do(office: Office) -> None:
    administrator = on(office, "2024-03-12", Role.ADMIN, "snv")
    assert administrator.screen.heading == "📵 Chưa có người nhận nhắc (286)"
    assert "• Sở Tư pháp\n" in administrator.screen.body
    assert "… và 274 cơ quan khác" in administrator.screen.body
    assert "gõ /moi rồi dán danh sách" in administrator.screen.body
    assert "mỗi người một dòng" in administrator.taps("👤 Mời cán bộ").text


def test_no_message_that_is_sent_unasked_names_a_command_of_the_server() -> None:
    """Whoever reads a chat has no shell; what only the server's keeper can do is said without its command."""
    folder = Path(pushes.__file__).parent
    told = re.findall(r'"[^"\n]*"', "".join(file.read_text("utf-8") for file in sorted(folder.glob("*.py"))))
    assert len(told) > 100
    assert [words for words in told if re.search(r"nhacviec [a-z]", words)] == []
