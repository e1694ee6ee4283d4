"""What stands on free text alone is shown once, and written only when the officer says so."""

from datetime import date, time

import pytest
from sqlmodel import select

from data.enums import Role, State
from data.models import Officer
from data.registry.duties import proofs
from data.rules.viet_nam_time import at_hour
from tests.files import JPEG, PDF
from tests.handlers.chat import Office
from tests.handlers.open_questions.test_open_question import LEFT, kept, words_on
from tests.handlers.steps import Steps

REASON = "Thiếu phụ lục số liệu"
FREE_ACTS = ("none", "reason", "page", "extension", "refusal")


@pytest.mark.parametrize("step", FREE_ACTS)
def test_an_act_on_words_alone_is_shown_before_anything_is_written_or_told(steps: Steps, step: str) -> None:
    before = kept(steps.office)
    person = steps.open(step)
    shown = person.says(REASON).body
    assert shown.startswith("Tôi sẽ ghi như sau:\n")
    assert REASON in shown
    assert shown.endswith("Chưa có gì được ghi. Đúng thì chạm “Ghi nhận” hoặc gõ “đúng”; cần sửa thì gõ lại.")
    assert words_on(person) == ["Ghi nhận", "Sửa", "Thôi"]
    assert kept(steps.office) == before
    assert "Tôi sẽ ghi" not in person.taps("Ghi nhận").body
    assert REASON in str(kept(steps.office)["progress_entry"])


@pytest.mark.parametrize("step", FREE_ACTS)
def test_what_is_left_or_denied_is_not_written(steps: Steps, step: str) -> None:
    before = kept(steps.office)
    for typed in ("Thôi", "không", "chưa ạ", "thôi để sau", "/huy"):
        person = steps.open(step)
        person.says(REASON)
        assert person.says(typed).body == LEFT
    assert kept(steps.office) == before


@pytest.mark.parametrize(
    "typed", ["đúng", "Đúng rồi", "dung", "ok", "OK em", "vâng ạ", "ghi nhận", "ghi đi", "có", "1", "ừ", "đồng ý"]
)
def test_a_word_confirms_as_a_tap_does(steps: Steps, typed: str) -> None:
    person = steps.open("reason")
    person.says(REASON)
    assert person.says(typed).body.startswith("↩️ Đã trả lại II.4")
    assert steps.office.changes(steps.office.duty("II.4")) == ["reported", "returned"]


def test_where_there_are_no_buttons_the_first_choice_confirms(office: Office) -> None:
    typist = office.officer("stp", has_buttons=False)
    typist.says("/nhiemvu II.3")
    typist.says("1")
    assert typist.says("không có, đã họp").text.endswith("1 Ghi nhận · 2 Sửa · 3 Thôi")
    assert typist.says("1").body.startswith("✅ Đã ghi II.3 là xong. Không có văn bản: đã họp.")


@pytest.mark.parametrize("say_so", ["Sửa", "sua lai", "chưa đúng"])
def test_what_is_to_be_mended_is_asked_for_again(steps: Steps, say_so: str) -> None:
    person = steps.open("none")
    person.says("đã họp")
    assert person.says(say_so).body == "Anh/chị gõ lại lý do không có văn bản của II.3. Chưa có gì được ghi."
    person.says("đã họp trực tiếp")
    person.taps("Ghi nhận")
    assert steps.office.changes(steps.office.duty("II.3")) == ["reported"]
    assert "Không có văn bản: đã họp trực tiếp." in person.screen.body


def test_another_text_takes_the_place_of_the_one_shown(steps: Steps) -> None:
    person = steps.open("reason")
    old = person.says("thiếu biểu 2").buttons[0][0].value
    assert "Lý do: thiếu biểu 3\n" in person.says("thiếu biểu 3").body
    again = person.presses(old)
    assert again.body.startswith("Nút này thuộc một tin trước")
    assert "Lý do: thiếu biểu 3\n" in again.body
    assert steps.office.changes(steps.office.duty("II.4")) == ["reported"]
    person.taps("Ghi nhận")
    assert "thiếu biểu 3" in person.presses(f"card:{steps.office.duty('II.4').id}").body


def test_a_document_typed_after_all_is_the_report(steps: Steps) -> None:
    person = steps.open("none")
    person.says("đã họp")
    assert person.says("12/KH-UBND 26/02/2024").body.startswith("✅ Đã ghi II.3 là xong. Văn bản: 12/KH-UBND")


def test_a_second_tap_writes_nothing_more(steps: Steps) -> None:
    person = steps.open("reason")
    value = person.says(REASON).buttons[0][0].value
    person.presses(value)
    assert person.presses(value).body.startswith("Nút này thuộc một tin trước, không còn dùng được")
    assert steps.office.changes(steps.office.duty("II.4")) == ["reported", "returned"]


def test_a_button_of_another_chat_writes_nothing(steps: Steps) -> None:
    value = steps.open("none").says("đã họp").buttons[0][0].value
    other = steps.office.officer("stp", name="Cán bộ B")
    assert other.presses(value).body.startswith("Nút này thuộc một tin trước")
    assert steps.office.changes(steps.office.duty("II.3")) == []


def test_what_changed_since_it_was_shown_is_told_and_not_written(steps: Steps) -> None:
    colleague = steps.office.officer("stp", name="Cán bộ B")
    person = steps.open("none")
    person.says("đã họp")
    colleague.presses(f"percent:{steps.office.duty('II.3').id}:0:50")
    assert person.taps("Ghi nhận").body.startswith("II.3 đã được Cán bộ B cập nhật lúc")
    assert steps.office.changes(steps.office.duty("II.3")) == ["progress"]


def test_a_request_made_since_by_a_colleague_is_not_overwritten(steps: Steps) -> None:
    colleague = steps.office.officer("stp", name="Cán bộ B")
    person = steps.open("extension")
    person.says("chờ ý kiến")
    colleague.presses(f"extend:{steps.office.duty('II.3').id}:2024-03-20")
    colleague.records("chờ họp")
    assert person.taps("Ghi nhận").body.startswith("II.3 đã được Cán bộ B cập nhật lúc")


def test_who_supervises_no_more_returns_nothing(steps: Steps) -> None:
    person = steps.open("reason")
    person.says(REASON)
    with steps.office.store.write() as session:
        session.exec(select(Officer).where(Officer.role == Role.SUPERVISOR)).one().role = Role.OFFICER
    assert "Lệnh này dành cho giám sát" in person.taps("Ghi nhận").body
    assert steps.office.duty("II.4").state is State.REPORTED


def test_what_was_shown_yesterday_is_not_written_today(steps: Steps) -> None:
    person = steps.open("none")
    value = person.says("đã họp").buttons[0][0].value
    steps.office.later(hours=13)
    assert person.presses(value).body.startswith("Câu hỏi trước đã quá lâu")
    assert steps.office.changes(steps.office.duty("II.3")) == []


def test_the_date_that_was_shown_is_the_date_that_is_written(steps: Steps) -> None:
    """Read again on another day, "31/12" could be of another year."""
    office = steps.office
    office.clock.move_to(at_hour(date(2024, 2, 26), time(23, 50)))
    person = steps.open("later")
    assert "Thứ Hai, 04/03/2024" in person.says("4/3 chờ ý kiến").body
    office.later(hours=1)
    assert "đến 04/03/2024" in person.taps("Ghi nhận").body


def test_a_scan_without_a_document_is_shown_with_its_reason_and_kept_with_the_report(steps: Steps) -> None:
    person = steps.open("document")
    assert "Không có văn bản: đã họp; kèm 1 tệp" in person.sends("BB.pdf", PDF, "không có: đã họp").body
    assert steps.office.changes(steps.office.duty("II.3")) == []
    assert "kèm 2 tệp" in person.sends("anh.jpg", JPEG).body
    person.taps("Ghi nhận")
    assert steps.office.changes(steps.office.duty("II.3")) == ["reported"]
    with steps.office.store.read() as session:
        assert len(proofs.list_current(session, steps.office.duty("II.3").id)) == 2


def test_files_that_the_folder_has_lost_since_are_asked_for_again(steps: Steps) -> None:
    person = steps.open("document")
    person.sends("BB.pdf", PDF + b"lost since", "không có: đã họp")
    for path in steps.office.files.folder.glob("??/*"):
        path.unlink()
    assert "Anh/chị gửi lại tệp giúp." in person.taps("Ghi nhận").body
    assert steps.office.changes(steps.office.duty("II.3")) == []


@pytest.mark.parametrize(
    ("typed", "at_once"),
    [
        ("30/06/2024 theo 123/KH-BNV", True),
        ("30/06/2024 theo Kế hoạch số 123/KH-BNV ngày 15/01/2024", True),
        ("30/06/2024 theo lời anh Nam, máy 0912345678", False),
        ("30/06/2024 theo 123/KH-BNV đúng không?", False),
        ("30/06/2024 để em hỏi lại, hình như 123", False),
    ],
)
def test_a_date_is_entered_at_once_only_by_the_number_of_a_document(steps: Steps, typed: str, at_once: bool) -> None:
    person = steps.open("date")
    said = person.says(typed).body
    assert said.startswith("✅ Đã ghi hạn của I.1.") is at_once
    assert (steps.office.duty("I.1", "snv").due_on is not None) is at_once
    if not at_once:
        person.presses(next(person.buttons()).value)
        assert steps.office.duty("I.1", "snv").due_on == date(2024, 6, 30)


def test_undoing_stays(steps: Steps) -> None:
    person = steps.open("none")
    person.says("đã họp")
    person.taps("Ghi nhận")
    assert person.taps("Hoàn tác").body.startswith("↩️ Đã hoàn tác.")


@pytest.mark.parametrize(("first", "then", "written"), [("II.3 60%", "70", 70), ("II.3 80%", "9", 9)])
def test_a_number_below_a_proposal_is_shown_as_well_before_it_is_written(
    steps: Steps, first: str, then: str, written: int
) -> None:
    """On a channel without buttons, it may have been meant for a choice that is not there."""
    steps.officer.says(first)
    before = kept(steps.office)
    assert f"II.3: {written}%." in steps.officer.says(then).body
    assert kept(steps.office) == before
    steps.officer.taps("Ghi nhận")
    assert steps.office.duty("II.3").percent == written


@pytest.mark.parametrize("said", ["thôi", "nhầm rồi", "huy", "thoi de sau", "lộn rồi", "em bấm nhầm ạ"])
def test_regret_where_nothing_is_open_offers_to_undo_what_was_just_written(steps: Steps, said: str) -> None:
    officer = steps.officer
    assert officer.says(said).body == "Vâng ạ, không có gì được ghi thêm."
    officer.says("II.3 60%")
    officer.taps("Ghi nhận")
    assert officer.says(said).heading == "Hoàn tác II.3?"
    assert steps.office.duty("II.3").percent == 60
    officer.taps("Hoàn tác")
    assert steps.office.duty("II.3").percent == 0
    assert officer.says(said).body == "Vâng ạ, không có gì được ghi thêm."


def test_regret_of_a_report_that_was_not_confirmed_leaves_it(steps: Steps) -> None:
    before = kept(steps.office)
    steps.officer.says("II.3 xong rồi, 12/KH-UBND 23/02/2024")
    assert steps.officer.says("thôi").body == "Vâng ạ, không có gì được ghi thêm."
    assert kept(steps.office) == before
