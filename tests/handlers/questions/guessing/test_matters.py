"""Questions how to do something, about a matter that is named, and requests in other words: a row a phrasing, many a
kind, with and without accents."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.enums import Role
from data.store import Store
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
SNV, STP, VP, HUYEN = (Person(code, Role.OFFICER) for code in ("snv", "stp", "vp-ubnd", "hung-ha"))
BOSS = Person("snv", Role.SUPERVISOR)
TYPED = pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])
ACTS = frozenset({"remind", "extend", "hand_over", "snooze"})


@pytest.fixture
def asking_of_the_plan(library: Store) -> Iterator[Asking]:
    """A registry with plan 175, of which nothing is reported yet."""
    with library.read() as session:
        yield Asking(session)


SENTENCES: list[tuple[Person, date, str, str]] = [
    (BOSS, date(2024, 3, 26), "duyệt thì bấm nút nào", "help"),
    (BOSS, date(2024, 3, 26), "trả lại báo cáo thì vào mục nào em", "help"),
    (STP, date(2024, 3, 26), "muốn báo II.3 xong thì bấm vào đâu", "help"),
    (STP, date(2024, 3, 26), "hoàn tác bằng cách nào", "help"),
    (STP, date(2024, 3, 26), "xin gia hạn theo quy trình nào", "help"),
    (STP, date(2024, 3, 26), "lùi hạn cần hồ sơ gì không", "help"),
    (STP, date(2024, 3, 26), "bàn giao việc thì thủ tục thế nào", "help"),
    (STP, date(2024, 3, 26), "gửi ảnh chụp văn bản vào đây được không", "help"),
    (STP, date(2024, 3, 26), "đính kèm bản scan lên bot được không", "help"),
    (STP, date(2024, 3, 26), "em tự duyệt có được không", "help"),
    (BOSS, date(2024, 3, 26), "chỉ số PCI năm 2023 tỉnh xếp thứ mấy", "unknown"),
    (BOSS, date(2024, 3, 26), "PAR INDEX năm ngoái được bao nhiêu điểm", "unknown"),
    (BOSS, date(2024, 3, 26), "SIPAS tăng hay giảm", "unknown"),
    (STP, date(2024, 3, 26), "hạn rơi vào thứ bảy thì nộp sang thứ hai có bị tính trễ không", "calendar/help"),
    (STP, date(2024, 3, 26), "30/4 nghỉ lễ thì nộp 2/5 có coi là chậm không", "calendar/help"),
    (STP, date(2024, 3, 26), "II.3 có bị trả lại không anh", "card"),
    (STP, date(2024, 3, 26), "báo cáo quý 1 có được trả về chưa", "card"),
    (STP, date(2024, 3, 26), "II.3 có nên xin lùi không", "card"),
    (STP, date(2024, 3, 26), "II.3 do ai chủ trì hay Sở Nội vụ", "who"),
    (STP, date(2024, 3, 26), "đề án vị trí việc làm do bên mình phụ trách hay Sở Nội vụ", "who"),
    (STP, date(2024, 4, 26), "báo cáo quý 1 gửi rồi được Sở Nội vụ duyệt chưa", "card"),
    (STP, date(2024, 3, 26), "II.3 ký rồi, khi nào có số em báo", "card"),
    (STP, date(2024, 3, 26), "II.3 đã trình, khoan ghi xong", "card"),
    (STP, date(2024, 3, 26), "II.3 chưa có số, em sẽ báo sau", "card"),
    (STP, date(2024, 3, 26), "II.3 có hạn cụ thể không", "when"),
    (STP, date(2024, 4, 26), "quý 1 sở mình nộp được mấy văn bản rồi", "activity/count"),
    (STP, date(2024, 4, 26), "tháng 3 đã ban hành những văn bản nào", "activity"),
    (STP, date(2024, 4, 26), "lịch nộp báo cáo CCHC năm nay", "list"),
    (HUYEN, date(2024, 4, 26), "cho xin lịch báo cáo định kỳ", "list"),
    (STP, date(2024, 4, 26), "em là cán bộ hay đầu mối vậy", "me"),
    (STP, date(2024, 4, 26), "chị Hoa có tên trong danh sách nhận nhắc chưa", "people"),
    (BOSS, date(2024, 3, 26), "trễ lắm rồi, nhắc giúp anh mấy huyện chưa nộp báo cáo quý 1", "remind"),
    (BOSS, date(2024, 3, 26), "gần hết tháng rồi đôn đốc hộ tôi các sở chưa có TC.1", "remind"),
    (STP, date(2024, 2, 20), "II.3 xin chậm đến 20/3", "extend"),
    (STP, date(2024, 2, 20), "II.3 xin nộp muộn sang 20/3 vì chờ thẩm định", "extend"),
    (STP, date(2024, 2, 20), "xin dãn hạn II.3 đến 20/3 nhé", "extend"),
    (STP, date(2024, 2, 20), "báo cáo quý 1 xin khất đến 20/3", "extend"),
    (STP, date(2024, 2, 20), "từ nay II.3 chị Hoa theo dõi nhé", "hand_over"),
    (STP, date(2024, 2, 20), "kể từ hôm nay II.3 anh Dũng lo giúp em", "hand_over"),
    (VP, date(2024, 3, 1), "những việc chạy cả năm là gì", "list"),
    (VP, date(2024, 3, 1), "việc nào kéo dài cả năm", "list"),
    (SNV, date(2024, 3, 1), "ngày đầu tháng sau có gì phải nộp", "list"),
    (SNV, date(2024, 3, 1), "ngày cuối quý này phải nộp gì", "list"),
    (STP, date(2024, 3, 1), "phản hồi nhanh ghê ta", "small_talk/unknown/thanks"),
    (HUYEN, date(2024, 6, 11), "báo cáo 6 tháng để thứ 5 nhắc nhé", "snooze"),
    (STP, date(2024, 3, 26), "xài con bot này kiểu gì", "help"),
    (STP, date(2024, 3, 26), "hệ thống này dùng thế nào", "help"),
    (STP, date(2024, 3, 26), "đính kèm file pdf có được không", "help"),
    (STP, date(2024, 3, 26), "đính kèm ảnh văn bản được không em", "help"),
    (BOSS, date(2024, 3, 26), "một tuần nhắc được mấy lần", "help"),
    (BOSS, date(2024, 3, 26), "nhắc một đơn vị được bao nhiêu lần mỗi ngày", "help"),
    (STP, date(2024, 3, 26), "ai là chủ tịch tỉnh", "unknown"),
    (STP, date(2024, 3, 26), "tên đơn vị em trên hệ thống là gì", "me"),
    (STP, date(2024, 3, 26), "ước gì kế hoạch CCHC ký xong trước Tết", "card"),
    (STP, date(2024, 3, 26), "giá mà II.3 xong rồi", "card"),
    (BOSS, date(2024, 10, 7), "các báo cáo sở nhận được trong tháng 9", "activity"),
    (BOSS, date(2024, 3, 26), "ai là người cập nhật cho Sở Y tế", "people"),
    (BOSS, date(2024, 3, 26), "không phải TC.1, ý anh là TC.2", "card"),
    (STP, date(2024, 3, 26), "danh mục dịch vụ công là sở mình làm hay Sở Tài chính làm", "who"),
    (STP, date(2024, 2, 20), "II.3 chưa kịp, cho em thêm 10 ngày", "extend"),
    (STP, date(2024, 2, 20), "cho em thêm một tuần với II.3 nhé", "extend"),
    (STP, date(2024, 3, 11), "em đang họp, thứ năm nhắc lại báo cáo quý I nhé", "snooze"),
    (STP, date(2024, 7, 11), "em đã nộp hết việc quý 2 chưa, còn sót cái nào", "list"),
]
"""Who types what on which day, and the intents that answer it."""


@TYPED
@pytest.mark.parametrize(("person", "today", "sentence", "intents"), SENTENCES)
def test_a_sentence_is_what_its_words_make_certain(
    asking_of_the_plan: Asking, person: Person, today: date, sentence: str, intents: str, typed: type[str]
) -> None:
    given = asking_of_the_plan.ask(person, today, typed(sentence))
    assert given["intent"] in intents.split("/")
    assert given["needs_confirmation"] == (given["intent"] in ACTS)


@pytest.mark.parametrize("sentence", ["hối Sở Y tế nộp TC.1 giùm chị", "hối Hưng Hà gửi báo cáo quý 1 đi em"])
def test_to_hurry_somebody_is_to_urge_them_where_the_accent_says_so(
    asking_of_the_plan: Asking, sentence: str
) -> None:
    assert asking_of_the_plan.ask(BOSS, date(2024, 3, 26), sentence)["intent"] == "remind"
    asked = asking_of_the_plan.ask(BOSS, date(2024, 3, 26), sentence.replace("hối", "hỏi"))
    assert not asked["needs_confirmation"]


DAYS: list[tuple[str, tuple[str, str]]] = [
    ("ngày cuối tháng này phải trình những gì", ("2024-03-31", "2024-03-31")),
    ("ngày đầu tháng sau có gì phải nộp", ("2024-04-01", "2024-04-01")),
    ("ngày cuối cùng của quý này phải nộp gì", ("2024-03-31", "2024-03-31")),
    ("ngày cuối tuần này có việc gì phải nộp", ("2024-03-10", "2024-03-10")),
]


@TYPED
@pytest.mark.parametrize(("sentence", "days"), DAYS)
def test_the_last_day_of_a_time_is_one_day(
    asking_of_the_plan: Asking, sentence: str, days: tuple[str, str], typed: type[str]
) -> None:
    given = asking_of_the_plan.ask(SNV, date(2024, 3, 4), typed(sentence))
    assert (given["from"], given["to"]) == days


@TYPED
@pytest.mark.parametrize(
    "sentence", ["việc nào chạy cả năm", "những việc kéo dài cả năm là gì", "việc nào trải dài cả năm"]
)
def test_what_goes_on_all_the_year_is_what_is_continuous(
    asking_of_the_plan: Asking, sentence: str, typed: type[str]
) -> None:
    given = asking_of_the_plan.ask(VP, date(2024, 3, 1), typed(sentence))
    assert {item["task"] for item in given["items"]} == {"III.2", "III.5"}


@TYPED
def test_a_reminder_of_a_report_is_for_the_day_not_the_end_of_its_period(
    asking_of_the_plan: Asking, typed: type[str]
) -> None:
    given = asking_of_the_plan.ask(HUYEN, date(2024, 6, 11), typed("báo cáo 6 tháng để thứ 5 nhắc nhé"))
    assert (given["intent"], given["to"]) == ("snooze", "2024-06-13")


SEVERAL: list[tuple[Person, date, str, list[str]]] = [
    (STP, date(2024, 2, 20), "II.2, II.4 hoàn thành cả rồi", ["II.2", "II.4"]),
    (STP, date(2024, 2, 20), "II.2 và II.4 cả hai đều xong", ["II.2", "II.4"]),
    (STP, date(2024, 2, 20), "II.2 với II.4 đều đã ban hành", ["II.2", "II.4"]),
    (STP, date(2024, 2, 20), "II.3 xong rồi, II.4 thì chưa", ["II.3"]),
    (STP, date(2024, 2, 20), "II.3 xong rồi, II.4 vẫn chưa xong", ["II.3"]),
    (
        Person("ttra", Role.OFFICER),
        date(2024, 9, 16),
        "báo cáo quý 3 gửi rồi, đề án kiện toàn được 85%",
        ["TC.2", "IV.4"],
    ),
    (STP, date(2024, 2, 20), "II.3 xong rồi, II.4 chưa em", []),
    (STP, date(2024, 2, 20), "II.3 xong rồi, II.4 xong chưa", []),
    (STP, date(2024, 2, 20), "II.3 xong rồi, không có văn bản có được không", []),
    (STP, date(2024, 2, 20), "báo cáo quý 1 nộp chưa, kế hoạch CCHC xong chưa", []),
]
"""Who tells of several duties at once, and which of them are done or in part."""


@TYPED
@pytest.mark.parametrize(("person", "today", "sentence", "tasks"), SEVERAL)
def test_of_several_duties_those_are_reported_of_which_it_is_told(
    asking_of_the_plan: Asking, person: Person, today: date, sentence: str, tasks: list[str], typed: type[str]
) -> None:
    given = asking_of_the_plan.ask(person, today, typed(sentence))
    assert [one["task"] for one in given.get("reports", [])] == tasks
    assert given["needs_confirmation"] == bool(tasks)
