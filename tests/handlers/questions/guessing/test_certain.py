"""What words make certain, with and without accents, for officers and supervisors: a row a phrasing, many a kind."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.enums import Role
from data.store import Store
from tests.handlers.questions.asking import Asking, Document
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
STP, STTTT, VP, HUYEN, XA = (
    Person(code, Role.OFFICER) for code in ("stp", "stttt", "vp-ubnd", "hung-ha", "xa-12454")
)
HEAD, BOSS = Person("thai-thuy", Role.HEAD), Person("snv", Role.SUPERVISOR)
MONDAY = date(2024, 3, 4)
TYPED = pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])


@pytest.fixture
def asking_of_the_plan(library: Store) -> Iterator[Asking]:
    """A registry with plan 175, of which nothing is reported yet."""
    with library.read() as session:
        yield Asking(session)


def tasks_of(given: Document) -> set[str]:
    return {item["task"] for item in given["items"]}


Row = tuple[Person, str, str, set[str] | None]

QUESTIONS: list[Row] = [
    (BOSS, "làm thế nào để trả lại báo cáo của đơn vị", "help", None),
    (BOSS, "làm sao để xác nhận nhiều báo cáo một lúc", "help", None),
    (HEAD, "lãnh đạo huyện thì xem được những gì", "help", None),
    (BOSS, "soạn giúp tôi công văn đôn đốc các huyện", "help", None),
    (BOSS, "viết hộ văn bản nhắc các sở chậm TC.1", "help", None),
    (STP, "bot này làm được gì", "help", None),
    (STP, "bot này làm đượcc gì", "help", None),
    (STP, "bot làm được những trò gì", "help", None),
    (BOSS, "có ai xin gia hạn không", "list", set()),
    (BOSS, "đơn vị nào đang xin lùi hạn", "list", set()),
    (BOSS, "huyện nào bị trả lại báo cáo", "list", set()),
    (BOSS, "xếp hạng các đơn vị theo số việc quá hạn", "summary", None),
    (BOSS, "xếp thứ tự các sở theo tỷ lệ hoàn thành", "summary", None),
    (STP, "có ai bên tôi báo cáo quý 1 chưa", "card", {"TC.2"}),
    (STP, "sở em đã có ai làm II.3 chưa ạ", "card", {"II.3"}),
    (STP, "ngày 29/4 này có phải nghỉ hoán đổi không", "calendar", None),
    (STP, "30/4 có được nghỉ hoán đổi không", "calendar", None),
    (STP, "hết ngày 31/3 những việc gì hết hạn", "list", None),
    (HEAD, "tháng 3 huyện chỉ có mỗi báo cáo quý 1 đúng không", "list", {"TC.2"}),
    (STP, "hôm 15/3 có mỗi báo cáo quý 1 hay còn gì nữa", "list", {"TC.2"}),
    (STP, "cho tôi xem đầy đủ thông tin II.3, cả đơn vị phối hợp", "card", {"II.3"}),
    (
        STP,
        "kế hoạch kiểm tra công tác thi hành pháp luật về xử lý vi phạm hành chính ra sản phẩm gì",
        "card",
        {"II.3"},
    ),
    (BOSS, "trả lại báo cáo của Vũ Thư hôm nào, vì sao", "list", set()),
    (BOSS, "huyện Vũ Thư đã có những ai đăng ký dùng bot", "people", None),
    (BOSS, "kế hoạch CCHC thì huyện nào đã làm xong", "agencies", None),
    (STP, "bao giờ II.3 xong thì báo tôi nhé", "card", {"II.3"}),
    (HUYEN, "tôi có nhắc được các xã không", "help", None),
    (HUYEN, "có chỗ nào để tự đặt giờ nhắc không", "help", None),
    (STP, "bot soạn báo cáo quý 1 được không", "help", None),
    (STP, "mục II.3 nội dung thế nào", "card", {"II.3"}),
    (STP, "cảm ơn Sở Nội vụ đã nhắc, chúng tôi đang hoàn thiện", "small_talk", None),
    (BOSS, "huyện nào đứng đầu", "summary", None),
    (BOSS, "đơn vị nào xếp cuối", "summary", None),
    (BOSS, "xã nào kém nhất vậy", "summary", None),
    (BOSS, "huyện nào đang xếp cuối bảng", "summary", None),
    (BOSS, "sở nào cuối bảng", "summary", None),
    (STP, "nhớ nhắc tôi khi II.3 xong", "card", {"II.3"}),
    (STP, "báo cho em khi II.2 được duyệt nhé", "card", {"II.2"}),
    (STP, "làm sao để báo là đã nộp II.3", "help", None),
    (STP, "cách cập nhật tiến độ thế nào vậy", "help", None),
    (BOSS, "file excel mở kiểu gì trên máy", "help", None),
    (HUYEN, "bot này dùng làm gì", "help", None),
    (XA, "8/3 có nghỉ không ad ơi", "calendar", None),
    (STP, "hôm nay có phải đi làm không", "calendar", None),
    (BOSS, "ngày 29/4 cơ quan nhà nước có nghỉ không?", "calendar", None),
    (STP, "hỏi thật là mai có nghỉ không vậy", "calendar", None),
    (HUYEN, "giỗ tổ năm nay nghỉ mấy ngày", "calendar", None),
    (HEAD, "huyện Thái Thụy đang đạt bao nhiêu phần trăm kế hoạch?", "summary", None),
    (BOSS, "toàn tỉnh đã xong bao nhiêu phần trăm rồi", "summary", None),
    (HEAD, "bao nhiêu phần trăm nhiệm vụ của huyện đã hoàn thành", "summary", None),
    (BOSS, "cấp xã nộp kế hoạch đạt bao nhiêu phần trăm", "agencies", {"TC.1"}),
    (STP, "có thắc mắc thì gọi điện cho ai", "people", None),
    (BOSS, "liên hệ ai bên Sở Y tế", "people", None),
    (BOSS, "cơ quan nào chưa có người dùng", "people", None),
    (HEAD, "so với tháng trước thì huyện thế nào", "compare", None),
    (BOSS, "tháng 2 so tháng 1 thế nào", "compare", None),
    (STP, "báo cáo quý 1 em gửi rồi đã duyệt cho em chưa ạ", "card", {"TC.2"}),
    (STP, "kế hoạch thi hành pháp luật về xử lý vi phạm hành chính được xác nhận chưa ạ", "card", {"II.2"}),
    (XA, "kế hoạch của phường đã được xác nhận chưa ạ", "card", {"TC.1"}),
    (BOSS, "huyện Hưng Hà đã nộp báo cáo quý 1 chưa", "card", {"TC.2"}),
    (HUYEN, "báo cáo quý 1 hạn là 15/3 đúng không", "when", {"TC.2"}),
    (HUYEN, "6 tháng đầu năm huyện phải báo cáo trước ngày nào", "when", {"TC.2"}),
    (BOSS, "danh sách đơn vị chậm ban hành kế hoạch CCHC", "agencies", {"TC.1"}),
    (BOSS, "quý 1 bao nhiêu sở ngành phải báo cáo CCHC", "agencies", {"TC.2"}),
]


@TYPED
@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row[1])
def test_a_question_is_what_its_words_say(asking_of_the_plan: Asking, row: Row, typed: type[str]) -> None:
    person, sentence, intent, tasks = row
    given = asking_of_the_plan.ask(person, MONDAY, typed(sentence))
    assert (given["intent"], given["needs_confirmation"]) == (intent, False)
    assert tasks is None or tasks_of(given) == tasks


REQUESTS: list[tuple[Person, str, str, set[str] | None, str | None]] = [
    (BOSS, "xã nào còn chậm TC.1 thì nhắc giúp tôi", "remind", {"TC.1"}, None),
    (BOSS, "ai chưa làm III.4 thì bot gửi nhắc hết các sở, ngành ấy đi", "remind", {"III.4"}, None),
    (BOSS, "các huyện chưa nộp báo cáo quý 1 thì nhắc nhở hộ tôi", "remind", {"TC.2"}, None),
    (BOSS, "đơn vị cấp xã nào còn chậm TC.1 thì nhắc giúp em", "remind", {"TC.1"}, None),
    (BOSS, "sở nào chưa nộp báo cáo quý 1 thì đôn đốc luôn giúp anh", "remind", {"TC.2"}, None),
    (STTTT, "VII.2 cho em xin lùi hạn sang 15/4 ạ, Ban Chỉ đạo chưa họp", "extend", {"VII.2"}, "2024-04-15"),
    (STTTT, "xin ra hạn VII.2 đến ngày 15/4/2024", "extend", {"VII.2"}, "2024-04-15"),
    (STTTT, "gia hạn VII.2 tới 15/4 nhé, chờ kinh phí", "extend", {"VII.2"}, "2024-04-15"),
    (STTTT, "VII.2 xin đến 15/4 mới nộp được, Ban Chỉ đạo bận", "extend", {"VII.2"}, "2024-04-15"),
    (
        STP,
        "xin gia hạn kế hoạch kiểm tra thi hành pháp luật về xử lý vi phạm hành chính đến 15/4 do chờ Bộ hướng dẫn",
        "extend",
        {"II.3"},
        "2024-04-15",
    ),
    (
        Person("tp-thai-binh", Role.OFFICER),
        "đề án thành lập các phường xin kéo dài thời hạn đến 31/7/2024 vì Bộ Nội vụ chưa thẩm định",
        "extend",
        {"IV.2"},
        "2024-07-31",
    ),
    (STTTT, "đừng nhắc VII.2 trước ngày 18/3, hôm đó nhắc lại", "snooze", {"VII.2"}, "2024-03-18"),
    (STTTT, "VII.2 thôi đừng nhắc nữa, đầu tuần sau nhắc", "snooze", {"VII.2"}, "2024-03-11"),
    (STTTT, "VII.2 tuần sau thứ năm nhắc lại giúp", "snooze", {"VII.2"}, "2024-03-14"),
    (STTTT, "VII.2 thứ năm này hẵng gọi lại em", "snooze", {"VII.2"}, "2024-03-07"),
    (STTTT, "sở xin khất VII.2 tới 15/4, Ban Chỉ đạo chưa họp", "extend", {"VII.2"}, "2024-04-15"),
    (BOSS, "còn 2 ngày nữa hết hạn báo cáo quý 1, báo động cho tất cả các sở giúp chị", "remind", {"TC.2"}, None),
    (BOSS, "huyện Tiền Hải chậm TC.1 lâu rồi, nhắc họ giúp anh", "remind", {"TC.1"}, None),
    (BOSS, "nhắc ub huyện Tiền Hải nộp TC.1", "remind", {"TC.1"}, None),
]


@TYPED
@pytest.mark.parametrize("row", REQUESTS, ids=lambda row: row[1])
def test_a_request_is_offered_of_the_duty_that_it_names(
    asking_of_the_plan: Asking, row: tuple[Person, str, str, set[str] | None, str | None], typed: type[str]
) -> None:
    person, sentence, intent, tasks, day = row
    given = asking_of_the_plan.ask(person, MONDAY, typed(sentence))
    assert (given["intent"], given["needs_confirmation"], tasks_of(given)) == (intent, True, tasks)
    assert day is None or given["to"] == day


@TYPED
def test_a_later_reminder_is_of_the_report_that_is_named(asking_of_the_plan: Asking, typed: type[str]) -> None:
    given = asking_of_the_plan.ask(HUYEN, date(2024, 3, 14), typed("chiều mai nhắc tôi lại báo cáo quý 1"))
    assert (given["intent"], given["needs_confirmation"], tasks_of(given)) == ("snooze", True, {"TC.2"})
    assert given["to"] == "2024-03-15"


@pytest.mark.parametrize(
    ("sentence", "task"),
    [
        ("II.5 từ nay để chị Hoa theo dõi thay em", "II.5"),
        ("II.5 để đồng chí Dũng làm thay", "II.5"),
        ("nhờ chị Hoa theo dõi II.5 thay em", "II.5"),
        ("giao II.5 sang bên anh Hùng nhé", "II.5"),
        ("kế hoạch phổ biến giáo dục pháp luật giao cho cô Thủy nhé em", "II.5"),
        ("II.5 từ nay chị Hạnh theo, cập nhật lại nhé", "II.5"),
        ("nhượng II.5 cho chị Mai nhé", "II.5"),
        ("chuyển việc kế hoạch phổ biến giáo dục pháp luật sang cho đồng chí Lan văn phòng", "II.5"),
    ],
)
def test_a_duty_is_handed_over_to_who_is_named(asking_of_the_plan: Asking, sentence: str, task: str) -> None:
    given = asking_of_the_plan.ask(STP, MONDAY, sentence)
    assert (given["intent"], given["needs_confirmation"], tasks_of(given)) == ("hand_over", True, {task})


REPORTS = [
    (STP, "báo cáo quý 1 lên Sở Nội vụ nộp rồi", {"TC.2"}),
    (STP, "II.3 lên Sở Nội vụ nộp rồi", {"II.3"}),
    (STP, "em nộp báo cáo quý 1 rồi, quên chưa báo", {"TC.2"}),
    (STP, "cập nhật lại cho đúng: II.2 60%, II.4 40%", {"II.2", "II.4"}),
    (STP, "II.2 mới được 2/3, vướng kinh phí", {"II.2"}),
    (
        STP,
        "sau gần một năm lấy ý kiến, II.3 đã hoàn thành với Kế hoạch 982/KH-UBND ngày 1/3/2024, mong xác nhận",
        {"II.3"},
    ),
    (
        STP,
        "dạ em chào anh/chị, do tuần rồi cơ quan mất điện nên hôm nay em mới báo được: báo cáo CCHC quý I của Sở "
        "Tư pháp đã gửi Sở Nội vụ, số 81/BC-STP ngày 1/3/2024 ạ",
        {"TC.2"},
    ),
    (
        STP,
        "Sở Tư pháp đã ban hành Kế hoạch số 15/KH-STP ngày 26/01/2024 về cải cách hành chính năm 2024",
        {"TC.1"},
    ),
]


@pytest.mark.parametrize("row", REPORTS, ids=lambda row: row[1][:60])
def test_a_report_is_offered_whatever_stands_before_or_behind(
    asking_of_the_plan: Asking, row: tuple[Person, str, set[str]]
) -> None:
    person, sentence, tasks = row
    given = asking_of_the_plan.ask(person, MONDAY, sentence)
    assert (given["intent"], given["needs_confirmation"], tasks_of(given)) == ("report_progress", True, tasks)


UNWRITTEN = [
    (STP, "năm mới chúc em nhiều sức khỏe, công tác tốt nhé"),
    (STP, "chiều nay ký xong II.3 mình báo sau nhé"),
    (STP, "II.3 mà xong trong tuần này thì cả cơ quan được liên hoan"),
    (STP, "II.3 không thuộc trách nhiệm của sở em"),
    (BOSS, "xã nào còn chậm TC.1 thì không cần nhắc"),
    (BOSS, "xã nào chậm TC.1 thì đã nhắc rồi"),
    (BOSS, "đơn vị nào xin gia hạn đến 15/4"),
    (STP, "có nên xin gia hạn II.3 đến 15/4 không"),
    (STP, "II.3 được gia hạn đến 15/4 chưa"),
    (STP, "đã giao II.3 cho chị Hoa chưa"),
    (STP, "giao II.3 cho chị Hoa được không"),
    (STP, "không nhắc II.3 trước ngày 18/3 thì bao giờ nhắc"),
    (STP, "họp xong rồi, II.3 xong 12/KH-UBND ngày 28/2/2024?"),
    (STP, "anh chị ơi, II.3 80%?"),
    (STP, "quên chưa nộp báo cáo quý 1"),
    (STP, "sau khi nộp II.3 thì còn gì"),
    (STP, "giá mà kế hoạch CCHC ký rồi, số 15/KH-STP ngày 26/1/2024 thì tốt"),
    (STP, "họp xong chưa biết thế nào, II.3 đã nộp đâu"),
    (STP, "II.3 mà làm được 90% trước 10/3 thì tốt quá, anh em cố nhé"),
    (STP, "II.3 ký xong, số 12/KH-UBND ngày 1/3/2024 thì mừng"),
    (STP, "II.3 mà chưa được 80% là tôi phê bình đấy"),
    (BOSS, "thôi khoan nhắc Sở Tư pháp, để anh gọi điện trực tiếp"),
    (BOSS, "khỏi nhắc huyện Tiền Hải nộp TC.1 giúp anh"),
    (BOSS, "khoan hẵng đôn đốc Sở Tư pháp vụ TC.1"),
    (BOSS, "ai nhắc huyện Tiền Hải nộp TC.1 giúp tôi rồi"),
    (BOSS, "huyện Tiền Hải chậm TC.1, đã nhắc họ giúp anh chưa"),
    (STP, "II.3 từ nay chị Hạnh theo phải không"),
    (STP, "II.3 từ nay chị Hạnh theo chưa"),
    (STTTT, "VII.2 thứ năm này hẵng nhắc được không"),
    (STTTT, "nếu khất VII.2 tới 15/4 thì sao"),
    (STTTT, "VII.2 đã khất tới 15/4 rồi"),
    (STP, "mai em đi học tới 24/5 thì bot có nhắc người khác không"),
    (STP, "bot nhắc các sở được không"),
]


@TYPED
@pytest.mark.parametrize(("person", "sentence"), UNWRITTEN, ids=[row[1] for row in UNWRITTEN])
def test_nothing_is_offered_of_a_wish_a_condition_or_a_denial(
    asking_of_the_plan: Asking, person: Person, sentence: str, typed: type[str]
) -> None:
    assert not asking_of_the_plan.ask(person, MONDAY, typed(sentence))["needs_confirmation"]


NO_REQUEST = [
    (BOSS, "các huyện chậm thì nhắc thế nào", "remind"),
    (BOSS, "xã nào còn chậm TC.1 thì nhắc bằng cách nào", "remind"),
    (BOSS, "đơn vị nào chậm TC.1 thì nhắc được không", "remind"),
    (BOSS, "ai chậm thì mấy ngày bị nhắc", "remind"),
    (STP, "còn mấy ngày đến hạn thì bot nhắc", "remind"),
    (STP, "còn bao nhiêu ngày thì nhắc nhở", "remind"),
    (STP, "khi nào đến hạn thì nhắc nhé", "remind"),
    (STP, "việc nào sắp đến hạn thì nhắc nhở tôi", "remind"),
    (STP, "việc nào sắp đến hạn thì nhắc giúp em", "remind"),
    (STP, "các việc gần đến hạn thì nhắc hộ mình", "remind"),
    (BOSS, "xã nào nộp TC.1 thì nhắc nhở tôi", "remind"),
    (STP, "đề nghị anh Hùng cho ý kiến về II.3", "hand_over"),
    (STP, "đề xuất chị Hoa sang làm việc về II.3", "hand_over"),
    (STP, "nhờ anh Hùng cho ý kiến về II.3", "hand_over"),
    (STP, "nhờ báo chị Hoa cho em biết về II.3", "hand_over"),
    (STP, "vấn đề II.3 anh Hùng xử lý sao", "hand_over"),
    (STP, "cơ quan ở đâu", "summary"),
    (STP, "phường ở đâu", "summary"),
    (BOSS, "sở ở đâu", "summary"),
]


@TYPED
@pytest.mark.parametrize(("person", "sentence", "intent"), NO_REQUEST, ids=[row[1] for row in NO_REQUEST])
def test_words_that_only_look_alike_make_nothing_certain(
    asking_of_the_plan: Asking, person: Person, sentence: str, intent: str, typed: type[str]
) -> None:
    assert asking_of_the_plan.ask(person, MONDAY, typed(sentence))["intent"] != intent
