"""A report may name its duty, say its percentage and its document in any order; it is proposed, and never guessed."""

from collections.abc import Iterator
from datetime import date, time

import pytest

from data.enums import Role, State
from data.registry.duties import history
from data.rules.viet_nam_time import at_hour
from tests.handlers.chat import Office
from tests.handlers.questions.asking import Asking, Document
from tests.handlers.questions.corpus.cases import Person as Asker
from tests.handlers.questions.corpus.variants import without_accents

TODAY = date(2024, 3, 14)
STP = Asker("stp", Role.OFFICER)
"""Sở Tư pháp still owes II.3, II.5 and TC.2; II.2 and II.4 are reported."""

DONE = {
    "báo cáo quý 1 nộp rồi, số 45/BC-STP ngày 5/3": ("TC.2", "45/BC-STP", "2024-03-05"),
    "Ngày 13/3 sở đã gửi báo cáo quý I số 45/BC-STP": ("TC.2", "45/BC-STP", "2024-03-13"),
    "số 45/BC-STP ngày 5/3, báo cáo quý 1 nộp rồi nhé": ("TC.2", "45/BC-STP", "2024-03-05"),
    "đã ban hành kế hoạch 40/KH-UBND ngày 26/2/2024 về phổ biến giáo dục pháp luật": (
        "II.5",
        "40/KH-UBND",
        "2024-02-26",
    ),
    "ngày 5/3 đã gửi báo cáo quý 1": ("TC.2", None, None),
    "Em báo cáo: kế hoạch PBGDPL xong rồi, văn bản số 40/KH-UBND ngày 26/2": ("II.5", "40/KH-UBND", "2024-02-26"),
    "II.3 xong 100% số 12/KH-UBND 28/2": ("II.3", "12/KH-UBND", "2024-02-28"),
    "kế hoạch phổ biến giáo dục pháp luật xong rồi": ("II.5", None, None),
    "kế hoạch PBGDPL đã ban hành, số 40/KH-UBND": ("II.5", "40/KH-UBND", None),
    "kế hoạch kiểm tra công tác thi hành pháp luật ban hành rồi, 41/KH-UBND 1/3": (
        "II.3",
        "41/KH-UBND",
        "2024-03-01",
    ),
}
HALFWAY = {
    "II.3 80%": ("II.3", 80, None),
    "ii.3 làm được 80 phần trăm rồi": ("II.3", 80, None),
    "II.3 xong 50%": ("II.3", 50, None),
    "II.3 được nửa rồi": ("II.3", 50, None),
    "II.3 được ba phần tư": ("II.3", 75, None),
    "II.3 40 đang lấy ý kiến các sở": ("II.3", 40, "đang lấy ý kiến các sở"),
    "cập nhật II.3 lên 65": ("II.3", 65, None),
    "II.3 đang xin ý kiến, tầm một nửa": ("II.3", 50, "đang xin ý kiến"),
    "II.3: 90%, chỉ còn trình ký": ("II.3", 90, "chỉ còn trình ký"),
    "kế hoạch phổ biến giáo dục pháp luật mới làm được 30%": ("II.5", 30, None),
    "báo cáo quý 1 mới được 20%": ("TC.2", 20, None),
}


def reported(asking: Asking, sentence: str) -> Document:
    given = asking.ask(STP, TODAY, sentence)
    assert given["needs_confirmation"], given["text"]
    assert given["intent"] == "report_progress"
    assert len(given["reports"]) == 1, given["text"]
    return dict(given["reports"][0])


@pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])
@pytest.mark.parametrize(("sentence", "expected"), DONE.items())
def test_a_report_by_name_finds_the_duty_and_its_document(
    asking_a_file: Asking, sentence: str, expected: tuple[str, str | None, str | None], typed: type[str]
) -> None:
    found = reported(asking_a_file, typed(sentence))
    assert (found["task"], found["document_number"], found["document_date"]) == expected
    assert found["percent"] == 100


@pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])
@pytest.mark.parametrize(("sentence", "expected"), HALFWAY.items())
def test_a_percentage_is_read_with_the_words_beside_it(
    asking_a_file: Asking, sentence: str, expected: tuple[str, int, str | None], typed: type[str]
) -> None:
    task, percent, note = expected
    found = reported(asking_a_file, typed(sentence))
    assert (found["task"], found["percent"], found.get("note")) == (task, percent, note and typed(note))


def _doubtful() -> Iterator[str]:
    for sentence in (*DONE, *HALFWAY):
        yield from (
            f"{sentence}?",
            f"{sentence} chưa",
            f"{sentence} phải không",
            f"nếu {sentence} thì sao",
            f"ai bảo {sentence}",
            f"bao giờ {sentence}",
            f"khi nào {sentence} thì báo em",
        )


@pytest.mark.parametrize("sentence", list(_doubtful()))
def test_a_question_or_a_condition_is_no_report(asking_a_file: Asking, sentence: str) -> None:
    for typed in (sentence, without_accents(sentence)):
        assert not asking_a_file.ask(STP, TODAY, typed)["needs_confirmation"], typed


@pytest.mark.parametrize(
    "sentence",
    [
        "những báo cáo đã nộp",
        "việc đã xong",
        "các kế hoạch đã ban hành rồi",
        "báo cáo quý 1",
        "kế hoạch đã ban hành ngày 5/3",
        "những báo cáo đã nộp ngày 5/3",
        "kế hoạch phổ biến giáo dục pháp luật",
        "II.3 chưa được 80%",
        "II.3 phải đạt 80%",
        "II.3 còn 20%",
        "II.3 120%",
        "đề án nhân lực ngành y tế xong rồi",
        "báo cáo quý 2 nộp rồi ngày 30/6",
        "80%",
    ],
)
def test_what_tells_of_no_report_for_certain_proposes_none(asking_a_file: Asking, sentence: str) -> None:
    assert not asking_a_file.ask(STP, TODAY, sentence)["needs_confirmation"]


@pytest.fixture
def open_office(own_office: Office) -> Office:
    own_office.clock.move_to(at_hour(TODAY, time(9, 0)))
    return own_office


def last_note(office: Office, code: str) -> str | None:
    with office.store.read() as session:
        return history.list_entries(session, office.duty(code).id)[0].reason


def test_a_named_report_is_recorded_by_one_tap(open_office: Office) -> None:
    officer = open_office.officer("stp")
    officer.says("báo cáo quý 1 nộp rồi, số 45/BC-STP ngày 5/3")
    assert open_office.duty("TC.2").state is State.NOT_STARTED
    officer.taps("✅ Đã xong")
    duty = open_office.duty("TC.2")
    assert (duty.state, duty.document_number, duty.document_date) == (State.REPORTED, "45/BC-STP", date(2024, 3, 5))
    assert duty.completed_on == TODAY  # what is to be sent is judged by the day it was received


def test_a_percentage_is_shown_with_the_officers_words_and_recorded_by_one_tap(open_office: Office) -> None:
    officer = open_office.officer("stp")
    said = officer.says("II.3 85%, đang lấy ý kiến các sở")
    assert "85%" in said.text
    assert "đang lấy ý kiến các sở" in said.text
    assert open_office.duty("II.3").percent == 60
    officer.taps("Ghi nhận")
    assert open_office.duty("II.3").percent == 85
    assert last_note(open_office, "II.3") == "đang lấy ý kiến các sở"


def test_a_percentage_left_alone_changes_nothing(open_office: Office) -> None:
    officer = open_office.officer("stp")
    officer.says("II.3 85%")
    officer.taps("Thôi")
    assert open_office.duty("II.3").percent == 60


def test_a_percentage_after_a_card_is_about_its_duty(open_office: Office) -> None:
    officer = open_office.officer("stp")
    officer.says("II.3")
    officer.says("70 đang lấy ý kiến")
    officer.taps("Ghi nhận")
    assert open_office.duty("II.3").percent == 70


def test_a_percentage_of_several_duties_asks_of_which_and_keeps_the_words(open_office: Office) -> None:
    officer = open_office.officer("stp")
    officer.says("TC.2 30% đang tổng hợp số liệu")
    assert all(duty.percent == 0 for duty in open_office.duties() if duty.code == "TC.2")
    first = next(officer.buttons())
    officer.presses(first.value)
    assert open_office.duty("TC.2").percent == 30
    assert last_note(open_office, "TC.2") == "đang tổng hợp số liệu"


def test_a_report_that_several_duties_fit_asks_of_which_and_keeps_the_document(own_office: Office) -> None:
    own_office.clock.move_to(at_hour(TODAY, time(9, 0)))
    officer = own_office.officer("stttt")
    officer.says("kế hoạch tổ chức chuyển đổi số đã ban hành, số 118/KH-UBND ngày 12/3")
    labels = [button.text for button in officer.buttons()]
    assert len(labels) > 1
    officer.presses(next(officer.buttons()).value)
    changed = [duty for duty in own_office.duties("stttt") if duty.document_number == "118/KH-UBND"]
    assert [duty.state for duty in changed] == [State.REPORTED]
