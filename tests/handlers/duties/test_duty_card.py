"""The card of a duty: the plan's words, the date, what to tap."""

import pytest

from data.enums import Kind
from data.models import Deadline, Duty, Task
from data.registry.duties import duty_lines
from data.store import Store
from tests.handlers.changes.test_extensions import asks, decides
from tests.handlers.changes.test_progress import reports
from tests.handlers.chat import Office, Person


def reread(store: Store, duty_id: int, *, kind: Kind, certain: bool) -> None:
    """Another reading of a duty's time: without a date, of that kind."""
    with store.write() as session:
        deadline = session.get_one(Deadline, session.get_one(Duty, duty_id).deadline_id)
        task = session.get_one(Task, deadline.task_id)
        deadline.due_on, task.kind, task.certain = None, kind, certain


def test_a_card_says_what_by_when_and_what_to_tap(reader: Person) -> None:
    reply = reader.says("/nhiemvu II.3")
    assert reply.heading == (
        "II.3 · Kế hoạch kiểm tra công tác thi hành pháp luật về xử lý vi phạm hành chính năm 2024"
    )
    assert reply.body.splitlines() == [
        "Kế hoạch: 175/KH-UBND (phụ lục)",
        "Sản phẩm: Kế hoạch của UBND tỉnh",
        "Chủ trì: Sở Tư pháp",
        "Phối hợp: Sở, ban, ngành, UBND các huyện, thành phố",
        "Thời gian trong kế hoạch: Tháng 02/2024",
        "Hạn: Thứ Năm, 29/02/2024 · còn 3 ngày",
        "Tình trạng: chưa bắt đầu",
    ]
    assert [button.text for button in reader.buttons()] == [
        "✅ Đã xong",
        "✏️ Tiến độ",
        "💤 Nhắc lại sau",
        "🕓 Xin gia hạn",
        "👤 Giao cho",
        "📎 Văn bản",
        "📜 Lịch sử",
        "➖ Đề nghị không tính",
        "‹ Danh sách",
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "còn 3 ngày"), (2, "còn 1 ngày"), (3, "hôm nay"), (4, "quá hạn 1 ngày"), (306, "quá hạn 303 ngày")],
)
def test_days_are_counted_one_by_one(reader: Person, days: int, said: str) -> None:
    reader.office.later(days=days)
    assert f"Hạn: Thứ Năm, 29/02/2024 · {said}" in reader.says("/nhiemvu II.3").body


def test_a_deadline_on_a_day_off_says_by_when_it_is_better_done(office: Office, officer: Person) -> None:
    card = f"card:{next(row.id for row in office.duties() if row.label == '6 tháng')}"
    said = "Hạn: Thứ Bảy, 15/06/2024 (ngày nghỉ) · nên xong chậm nhất Thứ Sáu, 14/06 · còn 110 ngày"
    assert said in officer.presses(card).body
    office.later(days=110)
    assert "Hạn: Thứ Bảy, 15/06/2024 (ngày nghỉ) · hôm nay" in officer.presses(card).body


@pytest.mark.parametrize(
    ("day", "icon", "said"),
    [
        (16, "🟠 7 ngày tới", "còn kịp đến hết T2 17/06"),
        (17, "🟠 7 ngày tới", "còn kịp đến hết T2 17/06"),
        (18, "🔴 Quá hạn", "quá hạn 3 ngày"),
    ],
)
def test_after_a_day_off_the_next_working_day_is_still_on_time(
    office: Office, officer: Person, day: int, icon: str, said: str
) -> None:
    """Plan 175's half-yearly report is due on Saturday, 15/06 (domain: "Due, remind-by, overdue")."""
    office.later(days=111 + day - 16)
    listed = officer.says("/nhiemvu tháng 6").body
    assert f"{icon} (1)\n  TC.2  Báo cáo CCHC, 6 tháng · hạn 15/06, {said}" in listed
    assert said in officer.taps("TC.2").body
    assert said in officer.says("TC.2 tháng 6 thế nào").body


def test_two_deadlines_of_one_task_name_their_own_deliverables(office: Office) -> None:
    officer = office.officer("vp-ubnd")
    officer.says("/nhiemvu III.3")
    told = {officer.presses(b.value).body.splitlines()[1] for b in officer.screen.buttons[0] if b.text[:3] == "III"}
    assert len(told) == 2


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.CONTINUOUS, "Hạn: không ghi thời hạn, làm thường xuyên"),
        (Kind.EXTERNAL, "Hạn: chưa có ngày; kế hoạch ghi “"),
    ],
)
def test_a_duty_without_a_date_says_why(office: Office, officer: Person, kind: Kind, said: str) -> None:
    reread(office.store, office.duty("II.3").id, kind=kind, certain=True)
    assert said in officer.says("/nhiemvu II.3").body
    assert "🔵 Không ghi thời hạn (1)" in officer.says("/nhiemvu không hạn").body


def test_a_time_that_was_read_by_rule_asks_to_be_checked(office: Office, officer: Person) -> None:
    reread(office.store, office.duty("II.3").id, kind=Kind.ONCE, certain=False)
    assert "⚠️ Thời gian này được đọc theo quy tắc" in officer.says("/nhiemvu II.3").body


def test_a_lead_that_the_plan_does_not_name_says_so(supervisor: Person) -> None:
    assert "Chủ trì: Sở Nội vụ\n⚠️ Kế hoạch không nêu cơ quan chủ trì" in supervisor.says("/nhiemvu TC.3").body


def test_who_takes_part_sees_what_and_by_when_but_not_how_far(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.2")
    officer.taps("✅ Đã xong")
    officer.says("12/KH-UBND 26/02/2024")
    other = office.officer("vp-ubnd")
    reply = other.says("/nhiemvu II.2")
    assert "Hạn: Thứ Tư, 31/01/2024" in reply.body
    assert "Cơ quan anh/chị phối hợp; cơ quan chủ trì cập nhật tiến độ." in reply.body
    assert "Tình trạng" not in reply.body
    listed = other.taps("‹ Phối hợp").body
    assert "  II.2  KH công tác thi hành pháp luật về xử lý VPHC… · hạn 31/01\n" in listed
    assert "quá" not in listed


def test_history_tells_every_change_the_latest_first(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    assert officer.taps("📜 Lịch sử").body == "Chưa có cập nhật nào."
    officer.taps("‹ Xem II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("50%")
    office.later(hours=1)
    officer.taps("Xem II.3")
    officer.taps("✅ Đã xong")
    officer.says("12/KH-UBND 26/02/2024")
    officer.taps("Xem II.3")
    assert officer.taps("📜 Lịch sử").body.splitlines() == [
        "26/02 09:00 · Cán bộ A: báo hoàn thành",
        "  Văn bản: 12/KH-UBND ngày 26/02/2024",
        "26/02 08:00 · Cán bộ A: tiến độ 50%",
    ]


def test_a_card_names_who_last_changed_the_state(office: Office, officer: Person, supervisor: Person) -> None:
    asks(officer)
    decides(supervisor, office, "✅ Đồng ý")
    assert officer.says("/nhiemvu II.3").body.endswith("Tình trạng: chưa bắt đầu")
    officer.taps("✏️ Tiến độ")
    officer.taps("50%")
    reports(officer)
    duty = office.duty("II.3")
    supervisor.presses(f"confirm:{duty.id}:{duty.version}")
    supervisor.taps("Hoàn tác")
    told = "Tình trạng: đã báo hoàn thành, chờ xác nhận · Cán bộ A cập nhật 26/02 08:00"
    assert told in officer.says("/nhiemvu II.3").body


def test_a_long_history_tells_what_fits_and_counts_the_rest(office: Office, officer: Person) -> None:
    duty = office.duty("II.3")
    for version in range(60):
        officer.presses(f"percent:{duty.id}:{version}:{version}")
    told = officer.presses(f"history:{duty.id}").body.splitlines()
    assert told[0].endswith("tiến độ 59%")
    assert told[-1] == f"… và {60 - len(told) + 1} lần cập nhật trước đó."


def test_every_card_of_the_plan_fits_a_message(office: Office, supervisor: Person) -> None:
    with office.store.read() as session:
        cards = {row.deadline_id: row.id for row in duty_lines.list_duties(session)}
    for duty_id in cards.values():
        assert "Chủ trì: " in supervisor.presses(f"card:{duty_id}").body


def test_the_card_tells_when_a_document_was_issued_and_received(office: Office, officer: Person) -> None:
    assert "Đúng hạn tính theo ngày gửi đến" not in officer.says("/nhiemvu II.3").body
    officer.taps("✅ Đã xong")
    officer.says("12/KH-UBND 20/02/2024")
    said = "Ban hành 20/02/2024, nhận 26/02/2024; đúng hạn tính theo ngày văn bản."
    assert said in officer.says("/nhiemvu II.3").body


def test_of_what_is_to_be_sent_the_card_tells_that_the_day_received_counts(office: Office, officer: Person) -> None:
    first = office.duty("TC.2").id
    assert "(Đúng hạn tính theo ngày gửi đến, không theo ngày văn bản.)" in officer.presses(f"card:{first}").body
    officer.taps("✅ Đã xong")
    officer.says("12/BC-STP 20/02/2024")
    said = "Ban hành 20/02/2024, nhận 26/02/2024; đúng hạn tính theo ngày nhận."
    assert said in officer.presses(f"card:{first}").body
