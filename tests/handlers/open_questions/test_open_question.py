"""What is typed while a question waits: words of leaving, buttons, questions and commands are never its answer."""

import unicodedata

import pytest

from data.text import fold
from tests.files import PDF
from tests.handlers.chat import Office, Person
from tests.handlers.open_questions.test_leave_phrases import LEAVING
from tests.handlers.questions.test_asking_writes_nothing import Contents, contents
from tests.handlers.steps import FORMED, FREE, Steps

LEFT = "Đã bỏ qua. Chưa có gì thay đổi."

QUESTIONS = (
    "tuần này phải nộp gì",
    "hạn của II.2 là khi nào?",
    "việc quá hạn",
    "II.1 đến đâu rồi",
    "bao nhiêu việc chưa xong",
    "II.1 xong rồi",
    "xin gia hạn II.1 đến 30/3",
    "cho xem việc quý 2",
)


STEPS = (*FREE, *FORMED)


def spellings(text: str) -> tuple[str, str, str]:
    """Return a sentence with accents, without, and decomposed. Each step hears one of them."""
    return text, fold(text), unicodedata.normalize("NFD", text) + "."


def kept(office: Office) -> Contents:
    with office.store.read() as session:
        return contents(session)


@pytest.mark.parametrize("step", STEPS)
def test_words_of_leaving_leave_with_and_without_accents_and_change_nothing(steps: Steps, step: str) -> None:
    before = kept(steps.office)
    for turn, text in enumerate(LEAVING, start=STEPS.index(step)):
        typed = spellings(text)[turn % 3]
        assert steps.open(step).says(typed).body == LEFT, typed
    assert kept(steps.office) == before


@pytest.mark.parametrize("step", STEPS)
def test_a_question_is_answered_or_asked_about_and_the_step_stays_open(steps: Steps, step: str) -> None:
    before = kept(steps.office)
    for turn, text in enumerate(QUESTIONS, start=STEPS.index(step)):
        typed = spellings(text)[turn % 2]
        person = steps.open(step)
        said = person.says(typed).body
        half = step in ("later", "exempt") and "Đã có lý do, còn thiếu" in said  # asked about with the rest
        assert half or "Tôi vẫn chờ" in said or "Chưa có gì được ghi." in said, (typed, said)
        assert person.says("thôi").body == LEFT
    assert kept(steps.office) == before


def test_an_answered_question_is_answered_in_full(steps: Steps) -> None:
    person = steps.open("reason")
    said = person.says("hạn của II.2 là khi nào?").body
    assert "Hạn: Thứ Tư, 31/01/2024" in said
    still = "Tôi vẫn chờ lý do trả lại II.4; đúng là lý do trả lại thì chạm “Đây là lý do”."
    assert said.endswith(f"Câu của anh/chị chưa được ghi. {still}")
    assert [button.text for button in person.buttons()][-2:] == ["Đây là lý do", "Thôi, không ghi"]


def test_a_question_without_a_subject_is_about_the_duty_of_the_step(steps: Steps) -> None:
    said = steps.open("document").says("hạn khi nào").body
    assert "II.3" in said
    assert "Thứ Năm, 29/02/2024" in said
    assert said.endswith("Tôi vẫn chờ số và ngày văn bản của II.3; muốn dừng thì gõ “thôi”.")


def test_after_an_answer_the_step_takes_its_answer(steps: Steps) -> None:
    person = steps.open("document")
    person.says("tuần này phải nộp gì")
    assert person.says("12/KH-UBND 26/02/2024").body.startswith("✅ Đã ghi II.3 là xong.")


@pytest.mark.parametrize("step", FREE)
def test_a_question_may_be_the_content_after_all_by_one_tap(steps: Steps, step: str) -> None:
    person = steps.open(step)
    person.says("Biểu số 2 của báo cáo quý 1 đâu, ai làm?")
    before = kept(steps.office)
    accept = next(button.text for button in person.buttons() if button.text.startswith("Đây là"))
    person.taps(accept)
    assert kept(steps.office) != before


@pytest.mark.parametrize("typed", ["ok", "vâng ạ", "cảm ơn", "đúng", "1"])
def test_thanks_for_an_answer_write_nothing(steps: Steps, typed: str) -> None:
    before = kept(steps.office)
    for first in ("thiếu phụ lục", "hạn của II.2 là khi nào?"):
        person = steps.open("reason")
        person.says(first)
        person.says("tuần này phải nộp gì")
        assert "Chưa có gì được ghi." in person.says(typed).body
    assert kept(steps.office) == before


@pytest.mark.parametrize(
    ("step", "typed", "shown"),
    [
        ("document", "xem ii.3", "Tình trạng: chưa bắt đầu"),
        ("note", "‹ Xem II.3", "Tình trạng: chưa bắt đầu"),
        ("percent", "Bắt đầu làm", "✅ Đã ghi II.3: 0%."),
        ("percent", "CHI GHI CHU", "Gõ điều cần ghi lại"),
        ("hour", "14:00", "Giờ gửi bản tin: 14:00"),
        ("page", "Thôi, để sau", LEFT),
        ("whose", "thoi, khong luu!", LEFT),
    ],
)
def test_the_label_of_a_button_that_is_shown_presses_it(steps: Steps, step: str, typed: str, shown: str) -> None:
    assert shown in steps.open(step).says(typed).text


def test_a_label_is_pressed_on_the_message_that_was_shown_last(steps: Steps) -> None:
    person = steps.open("note")
    person.says("/toi")
    assert "Tình trạng" not in person.says("Nhiệm vụ").body
    steps.open("document")
    assert "Ghi chú" not in person.says("chỉ ghi chú").text


@pytest.mark.parametrize("step", ["note", "tasknote", "reason"])
@pytest.mark.parametrize("label", ["✅ Đã xong", "Trả lại", "xac nhan", "Hoàn tác"])
def test_the_name_of_another_button_is_not_silently_taken_for_content(steps: Steps, step: str, label: str) -> None:
    before = kept(steps.office)
    assert "Chưa có gì được ghi." in steps.open(step).says(label).body
    assert kept(steps.office) == before


GENUINE = (
    ("none", "cuộc họp bị huỷ do bão"),
    ("none", "đã báo cáo trực tiếp tại giao ban"),
    ("reason", "nhầm số liệu, cần tính lại"),
    ("reason", "chưa đủ minh chứng"),
    ("reason", "báo cáo quý I thiếu biểu số 2"),
    ("reason", "Thiếu phụ lục; bỏ sót phần II"),
    ("reason", "thôi không làm riêng, ghép vào báo cáo tháng"),
    ("reason", "Không rõ ai ký"),
    ("page", "thiếu chữ ký, để xem lại"),
    ("refusal", "hạn đã chốt, không lùi được"),
    ("refusal", "dừng gia hạn theo Thông báo 12/TB-UBND"),
    ("extension", "huỷ họp thẩm định do bão"),
    ("extension", "chưa có hướng dẫn của Bộ Nội vụ"),
    ("note", "nhầm số liệu tháng 2, đang tính lại"),
    ("note", "việc này chờ ý kiến của Sở Tài chính"),
    ("tasknote", "đã gửi số liệu, biểu 2 để sau Tết"),
)


@pytest.mark.parametrize(("step", "text"), GENUINE)
def test_a_genuine_reason_with_such_words_is_recorded_word_for_word(steps: Steps, step: str, text: str) -> None:
    person = steps.open(step)
    person.says(text)
    first = next(person.buttons())
    if first.value.startswith("record:"):
        person.taps(first.text)
    assert person.screen.body.startswith(("✅ Đã", "↩️ Đã"))
    told = str(kept(steps.office)["progress_entry"])
    assert text in told


@pytest.mark.parametrize("text", ["đang chờ thẩm định của Sở Tư pháp", "Đã gửi bản giấy", "chưa có kết quả"])
def test_a_plain_note_is_noted_at_once(steps: Steps, text: str) -> None:
    assert steps.open("note").says(text).body.startswith("✅ Đã ghi chú vào II.3.")


@pytest.mark.parametrize("note", ["để mai", "hạn của II.2 là khi nào?"])
def test_a_percentage_with_doubtful_words_is_asked_about(steps: Steps, note: str) -> None:
    person = steps.open("percent")
    person.says(f"60% {note}")
    assert steps.office.duty("II.3").percent == 0
    person.taps("Đây là ghi chú")
    assert steps.office.duty("II.3").percent == 60


@pytest.mark.parametrize("step", ["document", "percent", "file"])
def test_a_caption_that_leaves_leaves_and_the_file_waits(steps: Steps, step: str) -> None:
    before = kept(steps.office)
    person = steps.open(step)
    said = person.sends("KH 12.pdf", PDF, "Thôi, để sau").body
    assert said.startswith(LEFT)
    assert "Tệp này là của việc nào?" in said
    assert kept(steps.office) == before


@pytest.mark.parametrize("step", ["document", "percent", "file"])
@pytest.mark.parametrize("caption", ["hạn của II.2 là khi nào?", "việc quá hạn", "nhầm mẫu, gửi lại sau"])
def test_a_caption_that_could_be_meant_for_us_is_asked_about(steps: Steps, step: str, caption: str) -> None:
    before = kept(steps.office)
    person = steps.open(step)
    person.sends("KH 12.pdf", PDF, caption)
    assert kept(steps.office) == before
    person.taps("Đây là chú thích")
    assert person.screen.body.startswith("📎 Đã lưu vào II.3: KH 12.pdf (1 KB).")
    assert caption in str(kept(steps.office)["progress_entry"])
    assert person.says("thôi").body == LEFT


def test_a_command_leaves_as_ever(steps: Steps) -> None:
    for step in (*FREE, *FORMED):
        steps.open(step).says("/toi")
        assert steps.open(step).says("/huy").body == LEFT


def words_on(person: Person) -> list[str]:
    return [button.text for button in person.buttons()]


@pytest.mark.parametrize("typed", ["ok", "có ạ", "dung"])
def test_a_yes_to_either_half_of_a_question_writes_nothing(steps: Steps, typed: str) -> None:
    before = kept(steps.office)
    person = steps.open("reason")
    person.says("nhầm số liệu, cần tính lại")
    assert "Chưa có gì được ghi." in person.says(typed).body
    assert kept(steps.office) == before
    assert person.says("đúng").body.startswith("↩️ Đã trả lại II.4")


def test_what_could_be_both_is_asked(steps: Steps) -> None:
    person = steps.open("reason")
    said = person.says("nhầm số liệu, cần tính lại").body
    assert said.splitlines() == [
        "Tôi sẽ ghi như sau:",
        "Trả lại II.4 cho Sở Tư pháp.",
        "Lý do: nhầm số liệu, cần tính lại",
        "",
        "Chưa có gì được ghi. Đây là lý do trả lại, hay anh/chị muốn dừng? "
        "Đúng thì chạm “Đây là lý do” hoặc gõ “đúng”.",
    ]
    assert words_on(person) == ["Đây là lý do", "Thôi, không ghi"]
    person.says("việc quá hạn")
    assert words_on(person) == ["Đây là lý do", "Trả lời câu này", "Thôi, không ghi"]
    assert "II.2" in person.taps("Trả lời câu này").body
    assert words_on(person)[-2:] == ["Đây là lý do", "Thôi, không ghi"]
