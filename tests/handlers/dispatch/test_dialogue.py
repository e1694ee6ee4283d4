"""A question that waits: over a restart, over a day, until it is left."""

import re

import pytest

from tests.files import PDF
from tests.handlers.chat import Office, Person

DOCUMENT = "12/KH-UBND 26/02/2024"
NOTHING_WAITS = "Không có câu hỏi nào đang chờ anh/chị trả lời."


@pytest.fixture
def asked(officer: Person) -> Person:
    """An officer whom the bot has asked for the document of II.3."""
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    return officer


def test_another_process_goes_on_where_the_first_one_ended(office: Office, asked: Person) -> None:
    office.restart()
    assert asked.says(DOCUMENT).body.startswith("✅ Đã ghi II.3 là xong.")


def test_a_question_left_for_a_day_is_not_answered_by_chance(office: Office, asked: Person) -> None:
    office.later(days=1)
    assert asked.says(DOCUMENT).body.startswith("Câu hỏi trước đã quá lâu")
    assert office.changes(office.duty("II.3")) == []
    assert asked.taps("📋 Nhiệm vụ").heading.startswith("📋 Sở Tư pháp")
    assert asked.says("/huy").body == NOTHING_WAITS


def test_a_question_asked_in_the_morning_is_answered_in_the_evening(office: Office, asked: Person) -> None:
    office.later(hours=12)
    assert asked.says(DOCUMENT).body.startswith("✅ Đã ghi II.3 là xong.")


def test_leaving_changes_nothing(office: Office, asked: Person) -> None:
    assert asked.says("/huy").body == "Đã bỏ qua. Chưa có gì thay đổi."
    assert asked.says("/huy").body == NOTHING_WAITS
    assert not asked.says(DOCUMENT).body.startswith("✅ Đã ghi")
    assert office.changes(office.duty("II.3")) == []


def test_the_way_out_is_on_the_screen_when_an_answer_is_not_understood(asked: Person) -> None:
    asked.says("chưa rõ")
    assert asked.taps("Thôi, để sau").body == "Đã bỏ qua. Chưa có gì thay đổi."


@pytest.mark.parametrize(
    ("half", "told", "other"),
    [
        (
            "12/KH-UBND",
            "Đã có số 12/KH-UBND, còn thiếu ngày văn bản. Anh/chị gõ thêm ngày, ví dụ: 26/02/2024",
            "26/2",
        ),
        ("26/02/2024", "Đã có ngày 26/02/2024, còn thiếu số văn bản.", "12/KH-UBND"),
    ],
)
def test_half_an_answer_is_kept_and_only_the_other_half_asked_for(
    office: Office, asked: Person, half: str, told: str, other: str
) -> None:
    assert told in asked.says(half).body
    assert office.changes(office.duty("II.3")) == []
    office.restart()
    assert "Văn bản: 12/KH-UBND ngày 26/02/2024" in asked.says(other).body


def test_a_bare_figure_is_told_to_be_a_number(asked: Person) -> None:
    assert "Văn bản: số 12 ngày 26/02/2024." in asked.says("12 26/2").body


def test_half_a_caption_goes_with_what_is_typed_after_the_file(office: Office, asked: Person) -> None:
    assert "Đã có số 12/KH-UBND, còn thiếu ngày văn bản." in asked.sends("KH 12.pdf", PDF, "12/KH-UBND").body
    assert "Văn bản: 12/KH-UBND ngày 26/02/2024" in asked.says("26/2").body


def test_half_an_answer_is_left_with_its_question(office: Office, asked: Person) -> None:
    asked.says("12/KH-UBND")
    asked.says("/nhiemvu II.3")
    asked.taps("✅ Đã xong")
    assert "còn thiếu số văn bản" in asked.says("26/2").body


@pytest.mark.parametrize("unread", ["chưa rõ", "12/KH-UBND 30/02/2024", "12/KH-UBND 01/01/2020", "ABC 26/02/2024"])
def test_the_example_in_a_refusal_is_taken(office: Office, asked: Person, unread: str) -> None:
    told = asked.says(unread).body
    example = re.search(r"12/KH-UBND \d\d/\d\d/\d{4}", told)
    assert example, told
    assert asked.says(example[0]).body.startswith("✅ Đã ghi II.3 là xong.")


@pytest.mark.parametrize("typed", ["/nhiemvu", "/trogiup", "/start", "/nhiemvu II.9"])
def test_a_command_leaves_the_question_behind(asked: Person, typed: str) -> None:
    asked.says(typed)
    assert asked.says("/huy").body == NOTHING_WAITS


def test_a_tap_leaves_the_question_behind(asked: Person) -> None:
    asked.taps("‹ Xem II.3")
    assert asked.says("/huy").body == NOTHING_WAITS


def test_a_new_question_takes_the_place_of_the_one_before(office: Office, asked: Person) -> None:
    asked.says("/nhiemvu II.2")
    asked.taps("✏️ Tiến độ")
    assert asked.says("40").body.startswith("✅ Đã ghi II.2: 40%.")
    assert office.changes(office.duty("II.3")) == []


def test_two_chats_of_one_agency_are_asked_apart(office: Office, asked: Person) -> None:
    colleague = office.officer("stp", name="Cán bộ B")
    assert not colleague.says(DOCUMENT).body.startswith("✅ Đã ghi")
    assert asked.says(DOCUMENT).body.startswith("✅ Đã ghi II.3 là xong.")
