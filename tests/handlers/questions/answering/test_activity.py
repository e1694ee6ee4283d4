"""What was done is told by the day on which it was reported; what is due, by the deadline."""

from datetime import date, timedelta

import pytest

from data.enums import Role
from data.registry.duties import duty_lines, progress
from data.registry.duties.progress_entries import Actor
from data.registry.statistics.activity import list_activity
from handlers.questions.answering.answerer import answer
from tests.handlers.chat import Office
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

SUPERVISOR, JUSTICE = Person("snv", Role.SUPERVISOR), Person("stp", Role.OFFICER)
MONDAY, EVE = date(2024, 2, 26), date(2024, 2, 7)

DONE: list[tuple[Person, date, str, set[str]]] = [
    (JUSTICE, MONDAY, "tháng trước mình nộp những gì", {"II.2", "II.4", "TC.1"}),
    (JUSTICE, MONDAY, "tháng trước đã làm xong việc gì", {"II.2", "II.4", "TC.1"}),
    (JUSTICE, EVE, "tuần trước nộp gì", {"II.2", "II.4"}),
    (JUSTICE, EVE, "hôm qua cơ quan tôi cập nhật những gì", {"II.3", "II.5"}),
    (SUPERVISOR, EVE, "ai báo xong trong tuần này", {"IV.1", "TC.1"}),
    (SUPERVISOR, EVE, "hôm qua có ai cập nhật gì", {"I.2", "IV.3", "II.3", "II.5"}),
    (SUPERVISOR, EVE, "hôm qua có đơn vị nào nộp gì không", set()),
    (SUPERVISOR, EVE, "tuần trước sở nào nộp kế hoạch CCHC", {"TC.1"}),
    (SUPERVISOR, EVE, "cơ quan tôi tuần này báo xong những gì", {"IV.1"}),
    (SUPERVISOR, EVE, "2 ngày qua có gì mới", {"I.2", "IV.3", "II.3", "II.5", "IV.1", "TC.1"}),
]


@pytest.mark.parametrize("variant", [str, without_accents])
@pytest.mark.parametrize(("person", "today", "sentence", "tasks"), DONE)
def test_what_was_done_is_told_by_the_day_of_the_report(
    asking_a_file: Asking, person: Person, today: date, sentence: str, tasks: set[str], variant: type[str]
) -> None:
    given = asking_a_file.ask(person, today, variant(sentence))
    assert given["intent"] == "activity"
    assert {item["task"] for item in given["items"]} == tasks
    assert given["count"] == len({(item["task"], item["agency"]) for item in given["items"]})
    own = person is JUSTICE or "cơ quan tôi" in sentence
    assert given["agency"] == (person.agency if own else None)
    assert not given["needs_confirmation"]


BY_DEADLINE = [
    "tuần này phải nộp gì",
    "tháng trước phải nộp gì",
    "tuần trước còn nợ gì",
    "tháng sau nộp gì",
    "năm nay đã xong gì",
    "danh sách nhiệm vụ đã xong quý 1",
    "tháng này có gì quá hạn",
    "hôm nay nộp gì",
]


@pytest.mark.parametrize("sentence", BY_DEADLINE)
def test_what_is_to_be_done_is_told_by_the_deadline(asking_a_file: Asking, sentence: str) -> None:
    assert asking_a_file.ask(JUSTICE, MONDAY, sentence)["intent"] == "list"


def test_a_report_of_one_time_that_was_due_in_another(asking_a_file: Asking) -> None:
    given = asking_a_file.ask(SUPERVISOR, date(2024, 3, 18), "hôm qua ai nộp báo cáo quý 1")
    assert (given["intent"], given["from"], given["to"]) == ("activity", "2024-03-17", "2024-03-17")
    assert "hạn trong Quý I/2024" in given["text"]


def test_each_line_says_when_what_and_who(asking_a_file: Asking) -> None:
    text = asking_a_file.ask(SUPERVISOR, EVE, "ai báo xong trong tuần này")["text"]
    assert text.splitlines() == [
        "Hiểu là: đã báo hoàn thành · ngày báo: 05/02/2024 – 11/02/2024 · toàn tỉnh",
        "2 nhiệm vụ.",
        "05/02 09:00 · TC.1  Ban hành KH CCHC năm 2024 của cơ quan, đơn vị… (Sở TT&TT) · báo hoàn thành, 12/KH-UBND ·"
        " stttt officer",
        "05/02 09:00 · IV.1  QĐ ban hành Quy định về phân cấp quản lý CBCC… (Sở Nội vụ) · báo hoàn thành, 12/KH-UBND"
        " · snv officer",
    ]


def test_an_officer_hears_of_their_own_agency_only(asking_a_file: Asking) -> None:
    given = asking_a_file.ask(JUSTICE, EVE, "hôm qua có ai cập nhật gì")
    assert {item["agency"] for item in given["items"]} == {"stp"}
    assert (
        "chỉ xem được việc của cơ quan mình"
        in asking_a_file.ask(JUSTICE, EVE, "hôm qua Sở Nội vụ nộp những gì")["text"]
    )


def test_what_was_taken_back_was_not_done(own_office: Office) -> None:
    own_office.officer("stp")
    now = own_office.clock.now()
    with own_office.store.write() as session:
        row = next(row for row in duty_lines.list_duties(session, codes={"II.3"}))
        actor = Actor(1, "chat")
        progress.add_note(session, row.id, "đang lấy ý kiến", actor, now)
        progress.advance(session, row.id, row.version + 1, 80, actor, now)
        progress.undo(session, row.id, row.version + 2, actor, now)
    day = timedelta(days=1)
    with own_office.store.read() as session:
        made = list_activity(session, now - day, now + day)
        assert [(one.code, one.change.value) for one in made] == [("II.3", "noted")]
        assert list_activity(session, now + day, now + 2 * day) == []
        assert list_activity(session, now - day, now + day, row.agency_id + 1) == []


def test_follow_ups_count_the_duties_that_were_told(asking_a_file: Asking) -> None:
    me = asking_a_file._identity(SUPERVISOR)
    session, calendar = asking_a_file.session, asking_a_file.calendar
    first = answer(session, me, "ai báo xong trong tuần này", EVE, calendar)
    second = answer(session, me, "cái thứ hai", EVE, calendar, first.topic)
    assert [item.task for item in second.items] == [first.items[1].task]
