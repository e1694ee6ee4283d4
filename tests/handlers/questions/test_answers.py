"""What an officer reads: how the sentence was understood, and never a wrong list in place of an answer."""

from datetime import date, time

import pytest

from data.enums import Role
from data.rules.viet_nam_time import at_hour
from handlers.base.messages import Reply
from tests.handlers.chat import Office
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.test_follow_ups import shown

NINE = time(9, 0)
EVE, MONDAY, GRACE = "2024-02-07", "2024-02-26", "2024-06-17"
"""The day before Tết; an ordinary Monday; the Monday after 15/06/2024, a Saturday."""


def answered(office: Office, agency: str, day: str, sentence: str, role: str = "officer") -> Reply:
    office.clock.move_to(at_hour(date.fromisoformat(day), NINE))
    return office.officer(agency, Role(role)).says(sentence)


UNDERSTOOD = [
    ("stp", "quý 2 còn gì", ("Quý II/2024", "Sở Tư pháp", "chưa xong")),
    ("stp", "quy 2 con gi", ("Quý II/2024", "Sở Tư pháp", "chưa xong")),
    ("stp", "tháng này có gì quá hạn", ("Tháng 2/2024", "Sở Tư pháp", "quá hạn")),
    ("stp", "tuần này phải nộp gì", ("26/02", "03/03", "Sở Tư pháp")),
    ("stp", "bao nhiêu việc chưa xong", ("Sở Tư pháp", "chưa xong")),
    ("stp", "việc đã xong", ("Sở Tư pháp", "đã xong")),
    ("snv", "lĩnh vực IV quý 4 còn gì", ("Quý IV/2024", "IV", "chưa xong")),
    ("snv", "việc nào phải có nghị quyết HĐND", ("nghị quyết", "chưa xong")),
    ("tien-hai", "tháng 6 mình phối hợp gì", ("Tháng 6/2024", "phối hợp")),
]


@pytest.mark.parametrize(("agency", "sentence", "words"), UNDERSTOOD)
def test_an_answer_says_in_one_line_how_it_was_understood(
    office: Office, agency: str, sentence: str, words: tuple[str, ...]
) -> None:
    lines = answered(office, agency, MONDAY, sentence).text.casefold().splitlines()
    assert any(all(word.casefold() in line for word in words) for line in lines), lines


NOTHING_TO_LIST = [
    "sở hàng không vũ trụ còn nợ gì",
    "quý 5 còn gì",
    "tháng 13 có việc gì",
    "ngày 30/2 phải nộp gì",
    "lĩnh vực XII còn gì",
    "II.99 đến đâu rồi",
    "việc về tàu ngầm nguyên tử",
    "xã Không Tên còn nợ gì",
    "ừ",
    "?",
    "12345",
]


@pytest.mark.parametrize("sentence", NOTHING_TO_LIST)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR])
def test_what_is_not_understood_or_does_not_exist_is_not_answered_with_a_list(
    asking: Asking, role: Role, sentence: str
) -> None:
    given = asking.ask(Person("snv", role), date.fromisoformat(MONDAY), sentence)
    assert given["items"] == []
    assert not given["needs_confirmation"]
    assert given["text"]


@pytest.mark.parametrize("sentence", ["hôm nay trời có mưa không nhỉ", "asdfgh", "sở tư pháp đẹp quá", "ừ"])
def test_a_sentence_not_understood_is_answered_with_two_guesses_and_an_example(office: Office, sentence: str) -> None:
    reply = answered(office, "stp", MONDAY, sentence)
    assert "“" in reply.text
    assert shown(reply) == set()
    assert sum(len(row) for row in reply.buttons) == 2


NOT_THEIRS = [
    ("stp", "officer", "Sở Y tế còn nợ gì"),
    ("stp", "head", "sở y tế quá hạn việc gì"),
    ("stp", "officer", "toàn tỉnh có bao nhiêu việc quá hạn"),
    ("tien-hai", "officer", "tình hình chung toàn tỉnh"),
    ("tien-hai", "head", "TC.2 của huyện Vũ Thư đến đâu rồi"),
    ("xa-12436", "officer", "thành phố đã xong việc gì"),
]


@pytest.mark.parametrize(("agency", "role", "sentence"), NOT_THEIRS)
def test_what_a_role_may_not_see_is_answered_as_such(office: Office, agency: str, role: str, sentence: str) -> None:
    reply = answered(office, agency, MONDAY, sentence, role)
    assert shown(reply) <= {"TC.2"} if "TC.2" in sentence else shown(reply) == set()
    assert "Anh/chị chỉ" in reply.text


def test_a_deadline_on_a_day_off_is_still_in_time_on_the_next_working_day(office: Office) -> None:
    reply = answered(office, "tien-hai", GRACE, "tháng 6 phải nộp gì")
    assert "còn kịp đến hết T2 17/06" in reply.text
    assert "quá hạn" not in reply.text


def test_what_is_in_grace_is_not_among_the_overdue(office: Office) -> None:
    assert "15/06" not in answered(office, "tien-hai", GRACE, "việc nào quá hạn").text


def test_what_several_agencies_owe_is_opened_by_buttons_that_name_them(office: Office) -> None:
    reply = answered(office, "snv", MONDAY, "toàn tỉnh có những việc nào chờ xác nhận", "supervisor")
    names = [button.text for row in reply.buttons for button in row]
    assert len(set(names)) == len(names)
    assert "TC.1 Sở Y tế" in names


def test_what_many_agencies_owe_is_a_line_that_leads_to_them(office: Office) -> None:
    reply = answered(office, "snv", MONDAY, "toàn tỉnh còn bao nhiêu việc quá hạn", "supervisor")
    assert any(line.startswith("🔴 TC.1") and line.endswith(": 277 cơ quan") for line in reply.body.splitlines())
    assert "sumt:0:TC.1" in [button.value for row in reply.buttons for button in row]


@pytest.mark.parametrize("words", ["II.5 đã ban hành 14 quyết định, 112 TTHC", "II.3 tình hình TTHC"])
def test_a_code_says_which_task_is_meant_whatever_field_other_words_are_of(office: Office, words: str) -> None:
    assert answered(office, "stp", MONDAY, words).heading.startswith(f"{words[:4]} · ")
