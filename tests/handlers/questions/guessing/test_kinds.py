"""Kinds of sentences that were misread once: several of each, in other words, with and without accents."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.enums import Role
from data.store import Store
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
SKHDT, SYT, STC, QP, TT = (Person(code, Role.OFFICER) for code in ("skhdt", "syt", "stc", "quynh-phu", "thai-thuy"))
BOSS = Person("snv", Role.SUPERVISOR)
JUNE, JULY, NOVEMBER, DECEMBER = date(2024, 6, 12), date(2024, 7, 10), date(2024, 11, 26), date(2024, 12, 23)
TYPED = pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])
HARMLESS = "unknown/small_talk/help/calendar"


@pytest.fixture
def asking_of_the_plan(library: Store) -> Iterator[Asking]:
    """A registry with plan 175, of which nothing is reported yet."""
    with library.read() as session:
        yield Asking(session)


KINDS: list[tuple[Person, date, str, list[str]]] = [
    (
        SKHDT,
        DECEMBER,
        HARMLESS,
        [
            "thank bot, một năm vất vả, nghỉ Giáng sinh vui",
            "cảm ơn bot nhé, nghỉ Tết vui vẻ",
            "nghỉ lễ vui nhé cả nhà",
            "sắp nghỉ Tết rồi thích quá",
            "cảm ơn bot nhiều, hẹn gặp lại năm sau",
            "máy treo suốt",
            "em làm cả chủ nhật",
            "hôm nay mùng mấy, có phải ngày làm việc không",
        ],
    ),
    (SKHDT, DECEMBER, "!pause", ["em nghỉ đến 27/12, đừng nhắc", "ốm rồi, nghỉ hết tuần này nhé"]),
    (
        SKHDT,
        NOVEMBER,
        "unknown",
        [
            "thôi, việc này để sang tuần chị xem lại",
            "à không phải, nhầm rồi, em hỏi việc khác",
            "huỷ đi, bấm lộn",
            "thôi, để tuần tới anh xem",
        ],
    ),
    (
        QP,
        JUNE,
        "!extend TC.2",
        [
            "huyện em xin nộp báo cáo 6 tháng muộn hơn, khoảng 20/6 được không ạ",
            "xin phép nộp chậm báo cáo 6 tháng đến 19/6 vì thiếu số liệu",
            "nếu được cho em xin gia hạn báo cáo 6 tháng đến 20/6",
            "TC.2 xin trễ 3 ngày",
        ],
    ),
    (
        QP,
        JUNE,
        "card/when/help/unknown",
        [
            "có nên xin nộp báo cáo 6 tháng chậm đến 19/6 không",
            "nộp báo cáo 6 tháng chậm đến 19/6 thì có bị phê bình không",
            "nếu không kịp thì xin gia hạn báo cáo 6 tháng đến 20/6",
        ],
    ),
    (
        QP,
        JUNE,
        "!report_progress TC.2",
        ["báo cáo 6 tháng em viết được 2/3, còn thiếu số liệu", "báo cáo 6 tháng soạn được 1/2 rồi, chờ xã"],
    ),
    (SYT, JUNE, "!report_progress V.7", ["đề án phát triển nhân lực ngành y tế mới xây dựng được 35 phần trăm"]),
    (STC, JUNE, "!report_progress", ["em cập nhật ạ. VI.2b được 75%, III.4 được 40%"]),
    (
        QP,
        JUNE,
        "!hand_over TC.2",
        ["giao báo cáo 6 tháng cho cậu Thắng làm nhé", "chuyển TC.2 cho cháu Lan phụ trách"],
    ),
    (
        BOSS,
        JUNE,
        "!remind TC.2",
        ["nhắn nhắc các sở chưa nộp báo cáo 6 tháng, gấp nhé", "nhắc nhở các sở báo cáo 6 tháng, mai hết hạn"],
    ),
    (BOSS, JUNE, "!remind TC.1", ["gần hết tháng rồi đôn đốc hộ tôi các sở chưa có TC.1"]),
    (BOSS, JUNE, "agencies/list", ["tháng rồi đã nhắc các sở TC.1 mà chưa thấy nộp"]),
    (BOSS, JUNE, "agencies", ["hôm 15 là hạn báo cáo 6 tháng, huyện nào trễ thế"]),
    (BOSS, JUNE, "export", ["file tổng hợp đâu em", "biểu đồ tiến độ đâu"]),
    (
        TT,
        JULY,
        "card TC.2",
        [
            "báo cáo 6 tháng Sở Nội vụ xác nhận cho huyện chưa",
            "báo cáo 6 tháng của huyện đã được Sở Nội vụ chấp nhận hay còn treo",
        ],
    ),
    (TT, JULY, "list TC.2", ["từ giờ tới cuối năm còn báo cáo nào nữa không em", "còn báo cáo nào phải nộp không"]),
    (
        TT,
        JULY,
        "activity",
        [
            "quý 2 đã gửi những gì",
            "tuần trước anh em trong huyện nộp được cái gì",
            "sáu tháng đầu năm đã nộp những gì",
        ],
    ),
    (TT, JULY, "list", ["tuần trước phải nộp gì", "trễ hạn?", "việc nào đã được xác nhận hoàn thành rồi"]),
    (TT, JULY, "when TC.1", ["đừng bảo em đã nộp nhé, em hỏi TC.1 hạn ngày mấy"]),
    (TT, JULY, "card III.2", ["mục III số 2 nội dung gì"]),
    (TT, JULY, "who IV.7b", ["số người hoạt động không chuyên trách năm 2025 ai phê duyệt"]),
]
"""Who asks, when, what is right (intents, “!” before one that is offered to be tapped, the only task); sentences."""


@TYPED
@pytest.mark.parametrize(
    ("person", "today", "right", "sentence"),
    [(person, today, right, one) for person, today, right, sentences in KINDS for one in sentences],
)
def test_a_kind_that_was_misread_is_understood(
    asking_of_the_plan: Asking, person: Person, today: date, right: str, sentence: str, typed: type[str]
) -> None:
    given = asking_of_the_plan.ask(person, today, typed(sentence))
    intents, _space, task = right.removeprefix("!").partition(" ")
    assert given["intent"] in intents.split("/")
    assert given["needs_confirmation"] is right.startswith("!")
    assert not task or {item["task"] for item in given["items"]} == {task}
