"""What a sentence is taken to ask for that the grammar cannot read; in words that no example has."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.enums import Role
from data.store import Store
from tests.databases.registries import Databases, with_plan_175
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person

STP, BOSS = Person("stp", Role.OFFICER), Person("snv", Role.SUPERVISOR)
MONDAY = date(2024, 2, 26)

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def asking_of_the_plan(databases: Databases) -> Iterator[Asking]:
    """A registry with plan 175, of which nothing is reported yet."""
    store = Store(databases.copy_of(with_plan_175))
    with store.read() as session:
        yield Asking(session)
    store.close()


GUESSED = [
    (BOSS, "còn mấy huyện im hơi lặng tiếng chưa gửi kế hoạch về nhỉ", "agencies", {"TC.1"}),
    (BOSS, "Kiến Xương, Đông Hưng đã trình kế hoạch CCHC hết chưa vậy em", "agencies", {"TC.1"}),
    (BOSS, "số việc trễ tháng này so ra có vơi đi so tháng trước không", "compare", None),
    (BOSS, "phiền em nhắc giùm các sở còn chậm TC.1 một tiếng", "remind", {"TC.1"}),
    (STP, "chị ơi bên Sở Y tế thì gọi ai bây giờ", "people", None),
    (STP, "ai đứng ra lo vụ vị trí việc làm thế hả chị", "who", {"TC.3"}),
    (STP, "số 12/KH-UBND 23/2 kiểm tra công tác thi hành luật về xử lý VPHC đã ký", "report_progress", {"II.3"}),
    (STP, "II.3: 12/KH-UBND ngày 23/2/2024, gửi cho kịp buổi họp", "report_progress", {"II.3"}),
    (STP, "xonggg kế hoạch CCHC rồiii", "report_progress", {"TC.1"}),
    (STP, "thagns nafy còn gì phải nộp, mệt thật", "list", None),
    (STP, "ký kế hoạch CCHC hôm thứ Sáu rồi, số 12/KH-STP", "report_progress", {"TC.1"}),
    (STP, "gửi kế hoạch CCHC lúc 8h30 sáng nay rồi", "report_progress", {"TC.1"}),
    (STP, "II.3 tầm 3/4 rồi", "report_progress", {"II.3"}),
    (STP, "kế hoạch CCHC của ngành đã ký 14/KH-STP ngày 23/2/2024, nhờ bot ghi giúp", "report_progress", {"TC.1"}),
    (STP, "II.3 làm được hai mươi lăm phần trăm", "report_progress", {"II.3"}),
    (STP, "vì lãnh đạo đi vắng, sở đề nghị được gia hạn II.3 đến 15/3", "extend", {"II.3"}),
    (STP, "phân công chị Mai làm II.3", "hand_over", {"II.3"}),
    (STP, "các hạn của tuần này", "list", None),
    (STP, "mìnhcòn mấyviệc quáhạn, kể ra giúp", "list", None),
    (BOSS, "ai chưa nộp quý 1", "agencies", {"TC.2"}),
    (STP, "mai mốt có đợt nghỉ lễ nào dài dài không ta", "calendar", None),
]


def test_what_similar_sentences_ask_for_is_what_a_sentence_asks_for(asking_of_the_plan: Asking) -> None:
    for person, sentence, intent, tasks in GUESSED:
        found = asking_of_the_plan.ask(person, MONDAY, sentence)
        assert found["intent"] == intent, sentence
        if tasks is not None:
            assert {item["task"] for item in found["items"]} <= tasks, sentence


UNWRITTEN = [
    "II.3 ghi nhầm số 12/KH-UBND ngày 23/2/2024",
    "huỷ giúp em báo cáo II.3 số 12/KH-UBND ngày 23/2/2024",
    "kế hoạch CCHC xong rồi, chắc chưa gửi đâu",
    "kế hoạch CCHC nộp rồi, đúng không ạ?",
    "Sở Y tế nộp kế hoạch CCHC số 12/KH-SYT ngày 23/2/2024",
    "II.3 chắc chắn phải được 80% mới yên tâm",
    "giá mà kế hoạch thi hành luật 12/KH-UBND ngày 23/2 ký xong thì tốt",
    "kế hoạch thi hành pháp luật 12/KH-UBND ký chưa",
    "nếu II.3 nộp rồi thì số 12/KH-UBND ghi vào đâu",
    "định bàn giao II.3 cho chị Hoa mà không biết có được không",
    "chị Hoa ốm nghỉ đến hết tuần rồi",
    "ket qua bong da toi qua",
    "khoan, để tôi hỏi lại lãnh đạo đã",
    "sớm nhất chiều mai tôi mới nộp được kế hoạch CCHC",
    "hay là giao II.3 cho chị Hoa nhỉ?",
    "không ban hành được kế hoạch thi hành pháp luật đâu",
    "sắp ban hành kế hoạch phổ biến giáo dục pháp luật",
]


def test_what_asks_denies_wishes_or_sets_a_condition_is_never_guessed_to_be_an_act(
    asking_of_the_plan: Asking,
) -> None:
    for sentence in UNWRITTEN:
        assert not asking_of_the_plan.ask(STP, MONDAY, sentence)["needs_confirmation"], sentence


NOT_THERE = [
    "huyện Mường Tè còn việc gì nữa đây",
    "sở hậu cần còn nợ những gì vậy",
    "lĩnh vực XV còn những gì ấy nhỉ",
    "quý 7 phải nộp những gì ạ",
    "việc liên quan đến tàu vũ trụ",
]


def test_of_what_is_not_there_no_list_is_guessed(asking_of_the_plan: Asking) -> None:
    for sentence in NOT_THERE:
        assert asking_of_the_plan.ask(BOSS, MONDAY, sentence)["items"] == [], sentence


def test_an_agency_is_not_shown_the_progress_of_another_by_a_guess(asking_of_the_plan: Asking) -> None:
    for sentence in ("bên Sở Y tế dạo này làm ăn đến đâu rồi hả em", "mấy huyện khác đã gửi đủ kế hoạch chưa em"):
        assert asking_of_the_plan.ask(STP, MONDAY, sentence)["items"] == [], sentence
