"""A channel without buttons: choices in words, answered by a number or by words."""

import pytest

from data.store import Store
from tests.handlers.chat import Office, Person


@pytest.fixture
def typist(office: Office) -> Person:
    """An officer of Sở Tư pháp whose channel shows no buttons."""
    return office.officer("stp", has_buttons=False)


@pytest.fixture
def looker(library: Store) -> Person:
    """One who changes nothing."""
    return Office(library).officer("stp", has_buttons=False)


def test_a_reply_ends_in_its_numbered_choices(looker: Person) -> None:
    reply = looker.says("/nhiemvu II.3")
    assert reply.choices.split("\n") == [
        "Chọn cho II.3:",
        "1 Đã xong · 2 Tiến độ",
        "3 Nhắc lại sau · 4 Xin gia hạn · 5 Giao cho",
        "6 Văn bản · 7 Lịch sử",
        "8 Đề nghị không tính",
        "9 Danh sách",
    ]


@pytest.mark.parametrize("answer", ["1", "xong", "Đã xong", "da xong", "ĐÃ XONG"])
def test_a_choice_is_made_by_its_number_or_its_words(looker: Person, answer: str) -> None:
    looker.says("/nhiemvu II.3")
    assert looker.says(answer).heading.startswith("✅ II.3 · ")


def test_the_next_page_is_a_word(looker: Person) -> None:
    looker.says("/nhiemvu")
    assert "trang trước" in looker.says("trang sau").choices


def test_a_whole_duty_is_marked_without_a_button(office: Office, typist: Person) -> None:
    typist.says("/nhiemvu II.3")
    typist.says("1")
    assert typist.screen.choices == "Hoặc gõ: Xem II.3"
    noted = typist.says("12/KH-UBND 26/02/2024").text
    assert noted.endswith("1 Hoàn tác · 2 Xem II.3 · 3 Danh sách\n4 Gửi tệp văn bản")
    assert typist.says("hoàn tác").body.startswith("↩️ Đã hoàn tác.")
    assert office.changes(office.duty("II.3")) == ["reported", "undone"]


def test_while_a_question_is_open_a_number_is_its_answer(office: Office, typist: Person) -> None:
    typist.says("/nhiemvu II.3")
    typist.says("tiến độ")
    assert typist.screen.choices == "Hoặc gõ: Bắt đầu làm · 25% · 50% · 75% · Chỉ ghi chú · Xem II.3"
    typist.says("2")
    assert office.duty("II.3").percent == 2


def test_while_a_question_is_open_a_choice_is_made_by_its_words(office: Office, typist: Person) -> None:
    typist.says("/nhiemvu II.3")
    typist.says("tiến độ")
    typist.says("75%")
    assert office.duty("II.3").percent == 75


def test_choices_older_than_half_an_hour_are_not_guessed_at(office: Office, typist: Person) -> None:
    typist.says("/nhiemvu II.3")
    office.later(minutes=30)
    assert typist.says("7").heading.startswith("📜 II.3")
    typist.says("/nhiemvu II.3")
    office.later(minutes=30, seconds=1)
    reply = typist.says("1")
    assert reply.body.startswith("Các lựa chọn trước đã lâu")
    assert reply.text.endswith("11 trang sau")
    assert typist.says("1").heading.startswith("II.1 · ")


@pytest.mark.parametrize("answer", ["0", "99", "-1", "1.", "٣", "9" * 1900])
def test_a_number_that_was_not_offered_chooses_nothing(looker: Person, answer: str) -> None:
    looker.says("/nhiemvu II.3")
    assert not looker.says(answer).heading.startswith("✅ II.3")


def test_words_that_several_choices_end_in_choose_none(looker: Person) -> None:
    looker.says("/nhiemvu TC.2")
    assert not looker.says("15").heading


def test_the_choices_are_those_of_the_last_message(looker: Person) -> None:
    looker.says("/nhiemvu II.3")
    looker.says("/trogiup")
    assert not looker.says("1").heading.startswith("✅")


def test_choices_outlive_a_restart(office: Office, typist: Person) -> None:
    typist.says("/nhiemvu II.3")
    office.restart()
    assert typist.says("1").heading.startswith("✅ II.3")


def test_where_there_are_buttons_a_number_is_a_sentence(officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    assert not officer.says("1").heading.startswith("✅ II.3")


def test_a_refusal_offers_its_way_on_in_words(looker: Person) -> None:
    assert looker.says("/nhiemvu II.9").text.splitlines()[-1].startswith("1 II.")
    assert looker.says("1").heading.startswith("II.")
