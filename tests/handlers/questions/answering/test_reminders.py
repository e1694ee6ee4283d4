"""A supervisor has others reminded: shown first, sent by one tap, at most once a day for each agency."""

import re
from datetime import date, time

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import Delivery, RequestedDuty, RequestedReminder
from data.registry.duties import progress
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.rules.viet_nam_time import at_hour
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person as Asker
from tests.handlers.questions.corpus.variants import without_accents

MONDAY = date(2024, 2, 26)
SUPERVISOR = Asker("snv", Role.SUPERVISOR)

READ = [
    ("nhắc tất cả các đơn vị chậm TC.1", {"TC.1"}, 277),
    ("nhắc các huyện nộp kế hoạch CCHC", {"TC.1"}, 6),
    ("đôn đốc các sở chưa xong TC.1 giúp tôi", {"TC.1"}, 12),
    ("nhắc lại các xã của huyện Vũ Thư chưa ban hành kế hoạch CCHC", {"TC.1"}, 30),
    ("gửi nhắc nhở cho Sở Tư pháp về II.3", {"II.3"}, 1),
    ("nhắc Sở Tài chính nộp kế hoạch", {"TC.1"}, 1),
    ("thúc giục huyện Quỳnh Phụ và huyện Hưng Hà nộp báo cáo quý 1", {"TC.2"}, 2),
    ("nhắc Sở Tư pháp", {"II.5"}, 1),
]


@pytest.mark.parametrize("variant", [str, without_accents])
@pytest.mark.parametrize(("sentence", "tasks", "count"), READ)
def test_reads_who_is_to_be_reminded_of_what(
    asking_a_file: Asking, sentence: str, tasks: set[str], count: int, variant: type[str]
) -> None:
    given = asking_a_file.ask(SUPERVISOR, MONDAY, variant(sentence))
    assert (given["intent"], given["needs_confirmation"]) == ("remind", True)
    assert (given["count"], len(given["agencies"])) == (count, count)
    assert {item["task"] for item in given["items"]} == tasks


NO_REMINDER = [
    "hôm qua đã nhắc Sở Tư pháp chưa",
    "lần cuối nhắc huyện Vũ Thư là ngày nào",
    "nhắc tôi II.3 thứ sáu",
    "thực hiện kế hoạch của Sở Y tế đến đâu rồi",
    "nhân lực y tế",
    "hỏi Sở Y tế còn nợ gì",
]


@pytest.mark.parametrize("variant", [str, without_accents])
@pytest.mark.parametrize("sentence", NO_REMINDER)
def test_what_only_speaks_of_reminding_reminds_nobody(
    asking_a_file: Asking, sentence: str, variant: type[str]
) -> None:
    assert asking_a_file.ask(SUPERVISOR, MONDAY, variant(sentence))["intent"] != "remind"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.ADMIN])
def test_nobody_but_a_supervisor_reminds_others(own_office: Office, role: Role) -> None:
    person = own_office.officer("snv", role)
    reply = person.says("nhắc Sở Tài chính nộp TC.1")
    assert "Chỉ giám sát nhắc được cơ quan khác" in reply.text
    assert not [button for row in reply.buttons for button in row if button.value.startswith("urge:")]
    person.presses(f"urge:{'0' * 12}")
    assert requests(own_office) == []


def requests(office: Office) -> list[tuple[int, date, list[int]]]:
    """Agency, day and number of duties of every request."""
    with office.store.read() as session:
        rows = session.exec(select(RequestedReminder).order_by(col(RequestedReminder.agency_id))).all()
        of_row = {
            row.id: list(session.exec(select(RequestedDuty.duty_id).where(RequestedDuty.request_id == row.id)))
            for row in rows
        }
    return [(row.agency_id, row.day, of_row[row.id]) for row in rows]


@pytest.fixture
def supervisor(own_office: Office) -> Person:
    own_office.clock.move_to(at_hour(MONDAY, time(9)))
    return own_office.officer("snv", Role.SUPERVISOR, name="Bà Giám sát")


def send_button(person: Person) -> str:
    (value,) = (button.value for button in person.buttons() if button.value.startswith("urge:"))
    return value


def test_a_request_goes_on_from_the_task_that_was_spoken_of(own_office: Office, supervisor: Person) -> None:
    supervisor.says("sở nào chưa nộp TC.1")
    assert "TC.1" in supervisor.says("nhắc các sở đó").text.splitlines()[0]


def test_nothing_is_sent_before_the_tap(own_office: Office, supervisor: Person) -> None:
    focal = own_office.officer("stc")
    reply = supervisor.says("nhắc các sở chậm TC.1")
    assert reply.text.splitlines() == [
        "Hiểu là: nhắc · các sở, ban, ngành · TC.1 Ban hành KH CCHC năm 2024 của cơ quan, đơn vị và gửi Sở…",
        "Sẽ nhắc (1): Sở Tài chính",
        "Chưa có cán bộ nhận nhắc (11): Thanh tra tỉnh; Sở Công Thương; Sở NN&PTNT; Sở GTVT; Sở Xây dựng; Sở TN&MT; "
        "Sở LĐ-TB&XH; Sở VH-TT&DL; Sở KH&CN; Sở GD&ĐT; BQL KKT và các KCN",
        "Nội dung tin nhắc (ví dụ Sở Tài chính):",
        "  📣 Bà Giám sát (Sở Nội vụ) đề nghị cơ quan anh/chị hoàn thành:",
        "  TC.1  Ban hành KH CCHC năm 2024 của cơ quan, đơn vị… · T4 31/01, quá hạn 26 ngày",
        "Cơ quan chưa có cán bộ nhận nhắc sẽ nhận tin này nếu có cán bộ liên kết trong hôm nay.",
        "Chưa gửi gì; chạm nút để gửi. Mỗi cơ quan được nhắc nhiều nhất một lần mỗi ngày.",
    ]
    assert requests(own_office) == []
    post_comes(own_office, focal)
    assert "📣" not in focal.screen.text


def test_one_tap_sends_it_to_each_agency_once_a_day(own_office: Office, supervisor: Person) -> None:
    focal, other = own_office.officer("stc"), own_office.officer("ttra")
    supervisor.says("nhắc Sở Tài chính nộp TC.1")
    reply = supervisor.presses(send_button(supervisor))
    assert reply.text.splitlines() == ["📣 Đã giao gửi nhắc cho 1 cơ quan", "Đang gửi đến (1): Sở Tài chính"]
    post_comes(own_office, focal, other)
    assert focal.screen.text.splitlines() == [
        "📣 Bà Giám sát (Sở Nội vụ) đề nghị cơ quan anh/chị hoàn thành:",
        "TC.1  Ban hành KH CCHC năm 2024 của cơ quan, đơn vị… · T4 31/01, quá hạn 26 ngày",
    ]
    assert focal.taps("✅ Đã xong").text
    assert "📣" not in other.screen.text

    again = supervisor.says("nhắc các sở chậm TC.1")
    assert "Hôm nay đã nhắc, không nhắc thêm (1): Sở Tài chính" in again.text
    assert "Sẽ nhắc (1): Thanh tra tỉnh" in again.text
    own_office.later(days=1)
    assert "Sẽ nhắc (2): Sở Tài chính; Thanh tra tỉnh" in supervisor.says("nhắc các sở chậm TC.1").text


def test_a_second_tap_and_a_second_supervisor_remind_nobody_again(own_office: Office, supervisor: Person) -> None:
    own_office.officer("stc")
    second = own_office.officer("snv", Role.SUPERVISOR)
    for person in (supervisor, second):
        person.says("nhắc Sở Tài chính nộp TC.1")
    supervisor.presses(send_button(supervisor))
    before = requests(own_office)
    button = send_button(second)
    for person in (supervisor, second):  # both were shown the same
        assert "Hôm nay đã được nhắc trước đó (1): Sở Tài chính" in person.presses(button).text
    assert requests(own_office) == before
    assert len(before) == 1


def test_only_what_was_shown_is_sent(own_office: Office, supervisor: Person) -> None:
    own_office.officer("stc")
    supervisor.says("nhắc Sở Tài chính nộp TC.1")
    old = send_button(supervisor)
    supervisor.says("nhắc Thanh tra tỉnh nộp TC.1")
    assert "Danh sách này đã cũ" in supervisor.presses(old).text
    supervisor.says("nhắc Sở Tài chính nộp TC.1")
    own_office.later(minutes=11)
    assert "Danh sách này đã cũ" in supervisor.presses(old).text
    assert requests(own_office) == []


def test_what_is_done_meanwhile_is_left_out(own_office: Office, supervisor: Person) -> None:
    own_office.officer("stc")
    supervisor.says("nhắc Sở Tài chính nộp TC.1")
    duty, now = own_office.duty("TC.1", "stc"), own_office.clock.now()
    with own_office.store.write() as session:
        document = Document("1/KH-STC", MONDAY)
        progress.report(session, duty.id, duty.version, document, Actor(1, "chat"), now, MONDAY)
    assert "Không nhắc thêm cơ quan nào" in supervisor.presses(send_button(supervisor)).text
    assert requests(own_office) == []


def test_outside_the_sending_hours_it_says_when(own_office: Office, supervisor: Person) -> None:
    own_office.clock.move_to(at_hour(MONDAY, time(20)))
    own_office.officer("stc")
    supervisor.says("nhắc Sở Tài chính nộp TC.1")
    assert "bắt đầu ngày làm việc kế tiếp" in supervisor.presses(send_button(supervisor)).text


def test_a_reminder_of_hundreds_fits_a_message(own_office: Office, supervisor: Person) -> None:
    own_office.officer("stc")
    supervisor.says("nhắc tất cả các đơn vị chậm TC.1")
    reply = supervisor.presses(send_button(supervisor))
    assert re.search(r"Chưa có cán bộ nhận nhắc, chờ trong hôm nay \(\d+\):", reply.text)
    assert len(requests(own_office)) == 277
    with own_office.store.read() as session:
        assert session.exec(select(Delivery)).all() == []
