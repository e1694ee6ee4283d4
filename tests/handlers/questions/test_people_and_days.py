"""Questions about people and the calendar, absences and handing over: answered or offered, and nothing is written."""

from datetime import date, time

import pytest

from data.enums import Role
from data.registry.people import assignments, identities, preferences
from data.rules.viet_nam_time import at_hour
from tests.handlers.chat import Office
from tests.handlers.chat import Person as Chat
from tests.handlers.questions.asking import Asking, Document
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

TODAY = date(2024, 3, 4)
STP, SUPERVISOR = Person("stp", Role.OFFICER), Person("snv", Role.SUPERVISOR)
TYPED = pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])


def asked(asking: Asking, sentence: str, person: Person = STP, today: date = TODAY) -> Document:
    return asking.ask(person, today, sentence)


@TYPED
@pytest.mark.parametrize(
    "sentence",
    ["em là ai", "tôi là ai vậy", "tôi đang ở cơ quan nào trên này", "vai trò của tôi là gì", "tôi có quyền gì"],
)
def test_who_am_i_is_told(asking_a_file: Asking, sentence: str, typed: type[str]) -> None:
    given = asked(asking_a_file, typed(sentence))
    assert (given["intent"], given["agency"], given["items"]) == ("me", "stp", [])
    assert "Sở Tư pháp" in given["text"]


@TYPED
@pytest.mark.parametrize("person", [STP, SUPERVISOR], ids=["officer", "supervisor"])
@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("ai là đầu mối của huyện Tiền Hải", "tien-hai"),
        ("cán bộ đầu mối Sở Y tế là ai", "syt"),
        ("Sở Y tế ai phụ trách nhận nhắc việc", "syt"),
        ("cho xin sđt cán bộ đầu mối bên Sở Nội vụ", "snv"),
    ],
)
def test_focal_officers_are_told_by_name(
    asking_a_file: Asking, sentence: str, agency: str, person: Person, typed: type[str]
) -> None:
    given = asked(asking_a_file, typed(sentence), person)
    assert (given["intent"], given["agency"], given["items"]) == ("people", agency, [])


def test_other_agencies_tell_their_focal_officers_and_nobody_else(own_office: Office) -> None:
    sentence = "ai là đầu mối của Sở Nội vụ"
    with own_office.store.read() as session:
        asking = Asking(session)
        assert "snv supervisor" not in asked(asking, sentence)["text"]
        assert "snv supervisor" in asked(asking, sentence, SUPERVISOR)["text"]
        assert "snv officer" in asked(asking, sentence)["text"]


@TYPED
@pytest.mark.parametrize("sentence", ["xã nào chưa có đầu mối", "bao nhiêu cơ quan chưa có cán bộ nhận nhắc"])
def test_agencies_without_a_focal_officer_are_counted_for_who_oversees(
    asking_a_file: Asking, sentence: str, typed: type[str]
) -> None:
    given = asked(asking_a_file, typed(sentence), SUPERVISOR)
    assert given["intent"] == "people"
    assert given["count"] == len(given["agencies"]) > 0
    assert "agencies" not in asked(asking_a_file, typed(sentence))


CALENDAR = {
    "hôm nay thứ mấy": (date(2024, 3, 4), "2024-03-04", False),
    "mai có nghỉ không": (date(2024, 4, 12), "2024-04-13", True),
    "thứ hai tuần sau có phải đi làm không nhỉ": (date(2024, 4, 26), "2024-04-29", True),
    "ngày mai thứ bảy làm bù à": (date(2024, 5, 3), "2024-05-04", False),
    "tết năm nay nghỉ từ ngày nào": (date(2024, 2, 5), "2024-02-08", True),
    "2/9 nghỉ mấy ngày": (date(2024, 8, 30), "2024-09-02", True),
    "tết dương lịch nghỉ mấy ngày": (date(2024, 11, 1), "2025-01-01", True),
    "còn bao nhiêu ngày nữa là hết năm": (date(2024, 12, 2), "2024-12-31", False),
    "còn mấy ngày nữa là đến 30/4": (date(2024, 4, 1), "2024-04-30", True),
    "giỗ tổ được nghỉ ngày nào": (date(2024, 4, 1), "2024-04-18", True),
}


@TYPED
@pytest.mark.parametrize(("sentence", "expected"), CALENDAR.items())
def test_days_off_are_told(
    asking_a_file: Asking, sentence: str, expected: tuple[date, str, bool], typed: type[str]
) -> None:
    today, day, off = expected
    given = asked(asking_a_file, typed(sentence), today=today)
    assert given["intent"] == "calendar", given["text"]
    assert (given["date"], given["off"], given["items"]) == (day, off, [])


@TYPED
@pytest.mark.parametrize(
    "sentence", ["bận quá mai làm", "mệt quá", "chào buổi sáng", "cảm ơn nhé", "chúc cuối tuần vui vẻ", "nhầm rồi"]
)
def test_small_talk_is_passed_politely(asking_a_file: Asking, sentence: str, typed: type[str]) -> None:
    given = asked(asking_a_file, typed(sentence))
    assert given["intent"] in ("small_talk", "greeting", "thanks")
    assert (given["items"], given["needs_confirmation"]) == ([], False)


@pytest.mark.parametrize(
    "sentence",
    [
        "nghỉ tết xong nộp gì",
        "31/3",
        "ai là đầu mối II.3",
        "mai phải làm gì",
        "ai chủ trì II.3",
        "quý sau",
        "thứ sáu",
    ],
)
def test_questions_of_duties_stay_questions_of_duties(asking_a_file: Asking, sentence: str) -> None:
    assert asked(asking_a_file, sentence)["intent"] in ("list", "who", "next", "card")


AWAY = {
    "tôi đi công tác đến 15/3": "2024-03-15",
    "em nghỉ phép từ mai đến 10/6": "2024-06-10",
    "tuần này em đi học, đừng nhắc nữa": "2024-03-10",
    "mai em nghỉ ốm": "2024-03-05",
    "tôi đi công tác Hà Nội từ 18/3 đến 22/3": "2024-03-22",
    "đừng nhắc nữa": None,
}


@TYPED
@pytest.mark.parametrize(("sentence", "until"), AWAY.items())
def test_an_absence_offers_a_pause(asking_a_file: Asking, sentence: str, until: str | None, typed: type[str]) -> None:
    given = asked(asking_a_file, typed(sentence))
    assert (given["intent"], given["to"], given["needs_confirmation"]) == ("pause", until, True), given["text"]
    assert typed(sentence) in given["text"]


@TYPED
@pytest.mark.parametrize(
    "sentence",
    [
        "ai đi công tác",
        "nếu tôi đi công tác thì sao",
        "tôi đi công tác được không?",
        "chị Hoa nghỉ đến 15/3",
        "lãnh đạo đi công tác đến 15/3",
        "mai đi họp",
    ],
)
def test_a_question_of_an_absence_offers_none(asking_a_file: Asking, sentence: str, typed: type[str]) -> None:
    assert not asked(asking_a_file, typed(sentence))["needs_confirmation"]


HANDED = ["giao II.5 cho chị Hoa", "II.5 chuyển sang chị Hoa làm nhé", "từ nay giao II.5 cho chị Hoa theo dõi"]


@TYPED
@pytest.mark.parametrize("sentence", HANDED)
def test_handing_over_is_offered(asking_a_file: Asking, sentence: str, typed: type[str]) -> None:
    given = asked(asking_a_file, typed(sentence))
    assert (given["intent"], given["needs_confirmation"]) == ("hand_over", True)
    assert [item["task"] for item in given["items"]] == ["II.5"]


@TYPED
@pytest.mark.parametrize(
    "sentence", ["giao II.5 cho ai", "II.5 giao cho Sở Y tế", "có giao II.5 cho chị Hoa không", "đã giao II.5 cho ai"]
)
def test_a_question_and_another_agency_are_no_handing_over(
    asking_a_file: Asking, sentence: str, typed: type[str]
) -> None:
    assert asked(asking_a_file, typed(sentence))["intent"] != "hand_over"


@pytest.fixture
def officer(own_office: Office) -> Chat:
    own_office.clock.move_to(at_hour(TODAY, time(9, 0)))
    return own_office.officer("stp", name="Nguyễn Văn An")


def test_a_duty_is_handed_over_by_one_tap(officer: Chat) -> None:
    office = officer.office
    office.officer("stp", name="Trần Thị Hoa")
    officer.says("giao II.5 cho chị Hoa")
    with office.store.read() as session:
        assert assignments.get_assignee(session, office.duty("II.5").id) is None
    officer.presses(next(officer.buttons()).value)
    with office.store.read() as session:
        assignee = assignments.get_assignee(session, office.duty("II.5").id)
    assert assignee
    assert assignee.name == "Trần Thị Hoa"


def test_a_stranger_is_not_handed_anything(officer: Chat) -> None:
    said = officer.says("giao II.5 cho chị Thủy")
    assert "Thủy" in said.text
    assert "không có cán bộ nào tên" in said.text


def test_reminders_are_paused_by_one_tap(officer: Chat) -> None:
    def resumes_on() -> date | None:
        with officer.office.store.read() as session:
            return preferences.get(session, _id(officer)).resumes_on

    officer.says("tôi đi công tác đến 15/3")
    assert resumes_on() is None
    officer.taps("⏸ Tạm dừng")
    assert resumes_on() == date(2024, 3, 18)


def test_a_head_has_no_reminders_to_pause(own_office: Office) -> None:
    own_office.clock.move_to(at_hour(TODAY, time(9, 0)))
    head = own_office.officer("stp", Role.HEAD)
    head.says("tôi đi công tác đến 15/3")
    assert not any(button.value.startswith("setpause") for button in head.buttons())


def _id(chat: Chat) -> int:
    with chat.office.store.read() as session:
        found = identities.identify(session, chat.chat.channel, chat.chat.chat_id)
    assert found
    return found.officer_id
