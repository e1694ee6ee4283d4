"""What an officer states in words changes something only after a tap, and then exactly that."""

from datetime import date, time

import pytest

from data.enums import State
from data.rules.viet_nam_time import at_hour
from handlers.base.messages import Reply
from tests.handlers.chat import Office, Person

THURSDAY = date(2024, 3, 14)
"""II.3 of Sở Tư pháp, 60 % done, was due a fortnight before; VII.2 of another department is due on 31/03."""


@pytest.fixture
def officer(own_office: Office) -> Person:
    own_office.clock.move_to(at_hour(THURSDAY, time(9, 0)))
    return own_office.officer("stp")


def tap_first(person: Person) -> Reply:
    """Taps what a statement is confirmed with."""
    return person.presses(next(person.buttons()).value)


@pytest.mark.parametrize(
    "sentence",
    [
        "II.3 xong rồi, số 12/KH-UBND ngày 28/2",
        "ii.3 xong roi, so 12/KH-UBND ngay 28/2/2024",
        "đã hoàn thành II.3, văn bản 12/KH-UBND ngày 28-02-24",
    ],
)
def test_a_report_with_its_document_is_recorded_by_one_tap(officer: Person, sentence: str) -> None:
    said = officer.says(sentence)
    assert "12/KH-UBND" in said.text
    assert officer.office.duty("II.3").state is State.IN_PROGRESS
    tap_first(officer)
    duty = officer.office.duty("II.3")
    assert (duty.state, duty.document_number) == (State.REPORTED, "12/KH-UBND")
    assert duty.completed_on == date(2024, 2, 28)


def test_an_older_card_never_records_the_document_that_was_typed_after_it(officer: Person) -> None:
    officer.says("II.3 xong rồi, số 12/KH-UBND ngày 28/2")
    older = next(officer.buttons()).value
    officer.says("II.3 xong rồi, số 13/KH-UBND ngày 29/2")
    officer.presses(older)
    assert officer.office.duty("II.3").state is State.IN_PROGRESS
    officer.says("12/KH-UBND 28/02/2024")
    assert officer.office.duty("II.3").document_number == "12/KH-UBND"


def test_a_card_of_before_documents_had_marks_asks_for_the_document(officer: Person) -> None:
    officer.says("II.3 xong rồi, số 12/KH-UBND ngày 28/2")
    duty = officer.office.duty("II.3")
    officer.presses(f"reported:{duty.id}:{duty.version}")
    assert officer.office.duty("II.3").state is State.IN_PROGRESS


def test_a_report_without_a_document_is_asked_for_it_as_by_the_button(officer: Person) -> None:
    officer.says("II.3 xong rồi")
    tap_first(officer)
    assert officer.office.duty("II.3").state is State.IN_PROGRESS
    officer.says("12/KH-UBND 28/02/2024")
    assert officer.office.duty("II.3").state is State.REPORTED


def test_a_report_that_says_why_there_is_no_document_keeps_the_reason(officer: Person) -> None:
    officer.says("II.3 xong rồi, không có văn bản vì đã họp trực tiếp")
    tap_first(officer)
    assert officer.office.duty("II.3").state is State.REPORTED
    assert "đã họp trực tiếp" in officer.says("II.3").text


@pytest.mark.parametrize("day", ["15/4/2024", "30/2", "31/12/2030"])
def test_a_document_of_a_day_that_has_not_come_is_not_recorded(officer: Person, day: str) -> None:
    officer.says(f"II.3 xong rồi, số 12/KH-UBND ngày {day}")
    if any(officer.buttons()):
        tap_first(officer)
    assert officer.office.duty("II.3").state is State.IN_PROGRESS


def test_a_colleague_who_was_first_is_named_instead(officer: Person) -> None:
    officer.says("II.3 xong rồi, số 12/KH-UBND ngày 28/2")
    colleague = officer.office.officer("stp", name="Cán bộ B")
    colleague.says("II.3 xong rồi, số 13/KH-UBND ngày 29/2")
    tap_first(colleague)
    assert "Cán bộ B" in tap_first(officer).text
    assert officer.office.duty("II.3").document_number == "13/KH-UBND"


def test_a_card_of_yesterday_is_still_only_a_card(officer: Person) -> None:
    officer.says("II.3 xong rồi, số 12/KH-UBND ngày 28/2")
    officer.office.later(days=1)
    officer.says("còn việc gì nữa")
    assert officer.office.duty("II.3").state is State.IN_PROGRESS


@pytest.mark.parametrize(
    "sentence", ["V.7 xong rồi", "IV.3 đã nộp, số 1/QĐ-UBND ngày 1/3", "II.2 xong rồi", "TC.1 của sở y tế xong rồi"]
)
def test_somebody_elses_duty_and_a_finished_one_are_not_offered(officer: Person, sentence: str) -> None:
    officer.says(sentence)
    assert not any(button.value.startswith("done:") for button in officer.buttons())


def test_a_day_to_be_reminded_on_is_taken_by_one_tap(own_office: Office) -> None:
    own_office.clock.move_to(at_hour(THURSDAY, time(9, 0)))
    officer = own_office.officer("stttt")
    officer.says("nhắc tôi VII.2 vào thứ hai")
    tap_first(officer)
    assert "18/03" in officer.says("VII.2").text


def test_the_answer_to_a_question_of_ours_is_no_statement(officer: Person) -> None:
    """The reason why there is no document may be worded like a report of another duty."""
    officer.says("II.3 xong rồi")
    tap_first(officer)
    officer.says("không có: gộp vào II.5 đã xong rồi")
    tap_first(officer)
    assert officer.office.duty("II.3").state is State.REPORTED
    assert officer.office.duty("II.5").state is State.IN_PROGRESS


@pytest.mark.parametrize("sentence", ["không phát sinh II.5", "ii.5 khong phat sinh", "bánh mì II.5"])
def test_words_that_no_task_has_do_not_hide_the_task_of_the_code(officer: Person, sentence: str) -> None:
    assert officer.says(sentence).text.startswith("II.5 · Kế hoạch phổ biến giáo dục pháp luật")
    assert officer.office.duty("II.5").state is State.IN_PROGRESS
