"""Kinds of sentences that the eleventh half misread, and their neighbours that must not fall under the rule."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.enums import Role
from data.store import Store
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
SNV, SYT, STTTT, TTRA, TT = (Person(code, Role.OFFICER) for code in ("snv", "syt", "stttt", "ttra", "thai-thuy"))
BOSS = Person("snv", Role.SUPERVISOR)
JUNE, DECEMBER = date(2024, 6, 12), date(2024, 12, 20)


@pytest.fixture
def asking_of_the_plan(library: Store) -> Iterator[Asking]:
    """A registry with plan 175, of which nothing is reported yet."""
    with library.read() as session:
        yield Asking(session)


KINDS: list[tuple[Person, date, str, list[str]]] = [
    (SNV, JUNE, "thanks", ["dạ cảm ơn bạn nhiều", "cảm ơn nhiều"]),
    (SNV, JUNE, "!snooze TC.2", ["cảm ơn nhé hẹn nhắc TC.2 thứ sáu"]),
    (SNV, JUNE, "list", ["mai làm gì", "ngày mai em làm gì ạ", "chưa có việc gì để làm sau à"]),
    (SNV, JUNE, "help", ["cách xem tổng hợp thế nào", "cách tra cứu việc quá hạn ra sao", "nộp file báo cáo ở đâu"]),
    (
        SNV,
        JUNE,
        "unknown/small_talk/help",
        [
            "báo cáo anh, xe đang ở dưới sảnh rồi ạ",
            "báo cáo sếp, khách tới rồi",
            "ban dang dung khong",
            "ho xong met qua",
        ],
    ),
    (
        SYT,
        JUNE,
        "card V.7",
        ["V.7 sản phẩm là gì, ai phối hợp", "V.7 ra văn bản gì, hạn khi nào", "V.7 mới chưa tới 60% đâu"],
    ),
    (SYT, JUNE, "who V.7", ["V.7 ai chủ trì"]),
    (
        SYT,
        JUNE,
        "!report_progress V.7",
        ["V.7 nửa chừng rồi", "V.7 được nửa đường", "báo xong V.7 cho tôi", "ghi V.7 xong giúp em"],
    ),
    (SYT, JUNE, "card V.7", ["V.7 đừng ghi xong nhé", "V.7 bỏ nửa chừng rồi"]),
    (STTTT, JUNE, "!hand_over VII.2", ["VII.2 chuyển cho Tuấn làm tiếp, em bận dự án khác rồi"]),
    (STTTT, JUNE, "card VII.2", ["VII.2 chuyển cho Tuấn rồi", "VII.2 để đi Thái Bình về làm"]),
    (SNV, JUNE, "people", ["trên huyện ai theo dõi cải cách hành chính cho xã em"]),
    (SNV, JUNE, "when TC.2", ["hạn bc", "hạn nộp báo cáo"]),
    (SNV, JUNE, "!extend", ["xin gia hạn", "em xin lùi hạn ạ", "cho em gia hạn"]),
    (BOSS, JUNE, "list", ["xin gia hạn"]),
    (SNV, JUNE, "help", ["xin gia hạn thì làm thế nào"]),
    (SNV, JUNE, "!extend TC.2", ["xin nộp báo cáo 6 tháng chậm lại, ngày 20/6"]),
    (
        SNV,
        JUNE,
        "card TC.2",
        [
            "em xin lỗi vì nộp TC.2 muộn đến 20/6",
            "em xin cam kết nộp TC.2 chậm nhất đến 14/6",
            "TC.2 đề nghị chậm 3 ngày là vi phạm",
        ],
    ),
    (BOSS, JUNE, "card TC.2", ["huyện Thái Thụy xin nộp báo cáo 6 tháng chậm đến 20/6"]),
    (
        BOSS,
        JUNE,
        "!remind",
        [
            "hôm nay hạn chót, nhắc lại các xã gửi kế hoạch cải cách hành chính",
            "nhắc các huyện chưa nộp báo cáo quý I, hỏi lý do",
        ],
    ),
    (
        BOSS,
        JUNE,
        "card",
        ["quá tháng rồi nhắc các huyện TC.1 vẫn im", "cả tuần rồi nhắc Sở Y tế mãi mà chưa nộp báo cáo quý I"],
    ),
    (BOSS, JUNE, "agencies", ["may so cham the", "tháng này may so cham"]),
    (BOSS, JUNE, "export", ["lấy giùm file excel các xã chưa nộp TC.1", "xuất file exell các xã chưa nộp TC.1"]),
    (
        BOSS,
        JUNE,
        "card/summary/list",
        ["tổ chức bộ máy thế nào em, mai chị họp giao ban", "mai chị họp, tổ chức bộ máy thế nào em"],
    ),
    (SNV, DECEMBER, "!pause", ["em xin nghỉ Noel từ 24/12 đến 26/12, tạm dừng giúp em", "em nghỉ từ 28/12 đến 5/1"]),
    (
        TTRA,
        date(2024, 10, 1),
        "!report_progress IV.4",
        ["IV.4 đã ban hàn quyết định rồi", "IV.4 ban hàh quyết định xong rồi"],
    ),
    (SNV, JUNE, "!snooze V.1", ["V.1 dời nhắc sag 25/6"]),
]
"""Who asks, when, what is right (intents, “!” before one that is offered to be tapped, the only task); sentences."""


@pytest.mark.parametrize(
    ("person", "today", "right", "sentence"),
    [(person, today, right, one) for person, today, right, sentences in KINDS for one in sentences],
)
def test_a_kind_of_the_eleventh_half_is_understood_and_its_neighbour_is_none(
    asking_of_the_plan: Asking, person: Person, today: date, right: str, sentence: str
) -> None:
    given = asking_of_the_plan.ask(person, today, sentence)
    intents, _space, task = right.removeprefix("!").partition(" ")
    assert given["intent"] in intents.split("/")
    assert given["needs_confirmation"] is right.startswith("!")
    assert not task or {item["task"] for item in given["items"]} == {task}


@pytest.mark.parametrize(
    ("sentence", "percent"), [("V.7 nửa chừng rồi", 50), ("kế hoạch CCHC soạn được 80%", 80), ("V.7 được 60%", 60)]
)
def test_how_far_it_is_is_read(asking_of_the_plan: Asking, sentence: str, percent: int) -> None:
    given = asking_of_the_plan.ask(SYT, JUNE, sentence)
    assert [one["percent"] for one in given["reports"]] == [percent]
