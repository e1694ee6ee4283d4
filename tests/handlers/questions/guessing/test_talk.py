"""What asks nothing of the plan is answered with no list, and what asks for one with few words still is."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.enums import Role
from data.store import Store
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
SYT, STTTT = Person("syt", Role.OFFICER), Person("stttt", Role.OFFICER)
BOSS = Person("snv", Role.SUPERVISOR)
FEBRUARY, JUNE, OCTOBER = date(2024, 2, 7), date(2024, 6, 12), date(2024, 10, 9)
POLITE = {"unknown", "small_talk", "help", "greeting", "thanks"}


@pytest.fixture
def asking_of_the_plan(library: Store) -> Iterator[Asking]:
    """A registry with plan 175, of which nothing is reported yet."""
    with library.read() as session:
        yield Asking(session)


OF_NO_PLAN = [
    "Bão to quá, mất điện cả huyện rồi",
    "mua to qua nha minh co bi ngap khong",
    "thủ tục đăng ký kết hôn cần những giấy tờ gì ạ",
    "để tôi duyệt lịch họp đã",
    "a đang họp tí nói chuyên sau",
    "Ối, chưa phải cái này",
    "nham so roi",
    "gui nham nhom, xin loi moi nguoi",
    "Hôm trước nói chuyện với anh Đông Hưng vui ghê",
    "em đang ở thành phố họp, trưa mới về huyện cơ",
    "hom nay ngay chuyen doi so vui qua",
    "có gì vui không bot",
    "em nhắn lại",
]


@pytest.mark.parametrize("sentence", OF_NO_PLAN)
def test_words_of_no_plan_get_no_list(asking_of_the_plan: Asking, sentence: str) -> None:
    answer = asking_of_the_plan.ask(STTTT, OCTOBER, sentence)
    assert answer["intent"] in POLITE
    assert not answer["items"]
    assert not answer["needs_confirmation"]


@pytest.mark.parametrize(
    ("person", "today", "sentence", "intent"),
    [
        (STTTT, OCTOBER, "tháng này có gì", "list"),
        (STTTT, OCTOBER, "30/9", "list"),
        (STTTT, OCTOBER, "cái nào quá hạng rồi nhỉ", "list"),
        (BOSS, OCTOBER, "thị trấn Diêm Điền đã có gì chưa hay vẫn trắng", "list"),
        (SYT, OCTOBER, "có gì cần tôi xác nhận hôm nay không", "list"),
        (SYT, OCTOBER, "so với tháng trước có nhúc nhích gì không", "compare"),
        (SYT, OCTOBER, "tui la ai trong danh sach nhan tin", "me"),
        (SYT, FEBRUARY, "Ngày mai 8/2 cơ quan nhà nước đã nghỉ Tết chưa", "calendar"),
        (SYT, OCTOBER, "Muốn gia hạn V.7 thì phải làm thế nào", "help"),
        (SYT, OCTOBER, "V.7 cần rút lại báo cáo thì phải làm gì", "help"),
        (SYT, JUNE, "em chua gui duoc bao cao 6 thang dau, so lieu xa ve cham", "card"),
        (SYT, JUNE, "Ai bảo sở tôi chưa nộp báo cáo 6 tháng thế", "card"),
        (BOSS, JUNE, "mấy huyện nộp báo cáo 6 tháng rồi hả em", "agencies"),
        (SYT, JUNE, "hoàn tác", "undo"),
        (SYT, JUNE, "rút lại cái vừa báo, em bấm nhầm", "undo"),
        (SYT, JUNE, "Không, tôi bấm nhầm", "small_talk"),
    ],
)
def test_few_words_of_the_plan_are_enough(
    asking_of_the_plan: Asking, person: Person, today: date, sentence: str, intent: str
) -> None:
    assert asking_of_the_plan.ask(person, today, sentence)["intent"] == intent
