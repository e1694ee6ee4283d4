"""No question, condition, denial or intention is offered as a change, with or without accents; requests still are."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.enums import Role
from data.store import Store
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
SNV, STP, STNMT, SXD = (Person(code, Role.OFFICER) for code in ("snv", "stp", "stnmt", "sxd"))
BOSS = Person("snv", Role.SUPERVISOR)
TYPED = pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])


@pytest.fixture
def asking_of_the_plan(library: Store) -> Iterator[Asking]:
    """A registry with plan 175, of which nothing is reported yet."""
    with library.read() as session:
        yield Asking(session)


UNMEANT: list[tuple[Person, date, list[str]]] = [
    (
        SNV,
        date(2024, 3, 25),
        [
            "I.2 gia hạn được tối đa bao lâu",
            "I.2 được gia hạn mấy lần",
            "xin gia hạn I.2 thì được bao nhiêu ngày",
            "xin gia hạn I.2 đến 20/4 thì ai duyệt",
            "gia hạn I.2 đến 20/4 có bị tính trễ không",
            "nếu xin gia hạn I.2 đến 20/4 thì có bị trừ điểm không",
            "gia hạn I.2 thế nào",
            "I.2 lùi hạn đến 20/4 có được duyệt không",
            "I.2 gia hạn nhiều nhất là đến ngày nào",
            "I.2 xin lùi đến 20/4 liệu có được không",
            "có nên xin gia hạn I.2 đến 20/4 không",
            "I.2 có cần xin gia hạn đến 20/4 không",
            "I.2 có phải xin gia hạn không",
            "I.2 gia hạn tối đa mấy ngày",
            "định xin gia hạn I.2 đến 20/4 mà thôi",
            "định xin gia hạn I.2 đến 20/4 nhưng lãnh đạo không cho",
            "tính xin lùi hạn I.2 đến 20/4 mà sếp bảo khỏi",
            "suýt nữa phải xin gia hạn I.2 đến 20/4",
            "chắc phải xin gia hạn I.2 đến 20/4",
            "có khi em phải xin gia hạn I.2 đến 20/4",
            "sẽ xin gia hạn I.2 đến 20/4 nếu không kịp",
            "mai em xin gia hạn I.2 đến 20/4 sau",
            "không xin gia hạn I.2 đến 20/4 nữa",
            "đừng gia hạn I.2 đến 20/4 nhé",
            "chưa cần gia hạn I.2 đến 20/4",
            "tuần sau em mới xin gia hạn I.2 đến 20/4",
            "I.2 đã được gia hạn đến 20/4 rồi",
            "hôm qua em xin gia hạn I.2 đến 20/4 rồi mà",
            "xin gia hạn I.2 đến 20/4 rồi sao chưa thấy duyệt",
            "xin gia hạn I.2 đến 20/4 là gửi ai",
            "xin gia hạn I.2 đến 20/4 có kịp không",
            "xin gia hạn I.2 cần giấy tờ gì",
            "ai được gia hạn I.2 đến 20/4",
            "Sở Y tế xin gia hạn TC.1 đến 20/4",
            "Sở Y tế xin gia hạn I.2 đến 20/4 phải không",
            "lãnh đạo bảo xin gia hạn I.2 đến 20/4 làm gì",
            "giá mà I.2 được gia hạn đến 20/4",
            "giả sử I.2 lùi đến 20/4 thì sao",
            "I.2 lùi sang tháng 4 thì ảnh hưởng gì",
            "tưởng I.2 được lùi hạn đến 20/4",
            "I.2 gia hạn được không, ai duyệt",
            "xin lùi I.2 đến 20/4 vì sao không được",
            "I.2 lùi được đến 20/4 không",
            "I.2 có lùi được đến 20/4 không ạ",
        ],
    ),
    (
        STNMT,
        date(2024, 3, 13),
        [
            "sáng mai hệ thống có nhắc lại TC.2 không",
            "ngày mai có nhắc TC.2 nữa không",
            "bot có nhắc tôi TC.2 vào thứ sáu không",
            "thứ sáu còn nhắc TC.2 không",
            "mai lại nhắc TC.2 à",
            "TC.2 nhắc lại ngày mai phải không",
            "TC.2 mai nhắc lúc mấy giờ",
            "TC.2 tuần sau có còn nhắc nữa không vậy",
            "hệ thống sẽ nhắc TC.2 vào ngày mai chứ",
            "TC.2 được nhắc mấy lần",
            "hôm nay nhắc mấy việc thế",
            "mai nhắc những gì",
            "sao TC.2 mai mới nhắc",
            "nếu mai không nhắc TC.2 thì sao",
            "định hẹn mai nhắc TC.2 mà thôi khỏi",
            "khỏi nhắc TC.2 ngày mai",
            "hôm qua nhắc TC.2 rồi mà",
            "mai mốt ai nhắc TC.2",
            "tự động nhắc TC.2 vào ngày nào",
            "TC.2 mai nhắc hay thứ sáu nhắc",
            "có phải mai bot nhắc TC.2",
            "trước hạn mấy ngày thì nhắc TC.2",
            "nhắc lại TC.2 trong tuần có tắt được không",
            "mai em nghỉ thì ai nhận nhắc",
            "nếu tuần sau em nghỉ phép thì sao",
            "định nghỉ phép tuần sau mà sếp không duyệt",
            "tính đi công tác đến 20/3 nhưng hoãn rồi",
            "chắc tuần sau em nghỉ phép",
            "không đi công tác tuần sau nữa",
        ],
    ),
    (
        SXD,
        date(2024, 9, 10),
        [
            "định giao III.4 cho Nam mà Nam lại đi học",
            "định giao III.4 cho anh Nam nhưng anh ấy bận",
            "tính chuyển III.4 cho chị Hoa mà chị ấy nghỉ rồi",
            "III.4 định giao cho anh Nam mà thôi",
            "III.4 đừng giao cho anh Nam",
            "III.4 khoan giao cho anh Nam",
            "khoan hãy giao III.4 cho anh Nam",
            "III.4 không giao cho anh Nam nữa",
            "nếu giao III.4 cho anh Nam thì ai theo dõi",
            "nếu anh Nam về thì giao III.4 cho anh Nam",
            "III.4 giao cho anh Nam từ hôm qua rồi",
            "III.4 đã giao cho anh Nam rồi",
            "hình như III.4 giao cho anh Nam rồi",
            "III.4 giao cho anh Nam được không nhỉ",
            "giao III.4 cho anh Nam thì sao",
            "giao III.4 cho anh Nam thế nào",
            "suýt giao III.4 cho anh Nam",
            "giá như giao III.4 cho anh Nam từ đầu",
            "lẽ ra giao III.4 cho anh Nam mới đúng",
            "sắp tới sẽ giao III.4 cho anh Nam",
            "chắc là giao III.4 cho anh Nam",
            "có lẽ nên giao III.4 cho anh Nam",
            "anh Nam không nhận III.4",
            "tuần sau em mới giao III.4 cho anh Nam",
            "tháng sau em giao III.4 cho anh Nam",
            "đầu tuần sau mới giao III.4 cho anh Nam",
            "em vừa giao III.4 cho anh Nam",
            "em mới bàn giao III.4 cho anh Nam",
            "em sẽ giao III.4 cho anh Nam",
            "anh Nam đang theo dõi III.4",
            "bàn giao III.4 cho anh Nam chưa",
            "chưa giao III.4 cho anh Nam vội",
            "sếp định giao III.4 cho anh Nam",
            "sở định chuyển III.4 sang anh Nam mà chưa quyết",
            "muốn giao III.4 cho anh Nam thì bấm vào đâu",
            "anh Dũng định nhận III.4 mà bận",
            "Đừng giao III.4 cho chị Hà",
        ],
    ),
    (
        STNMT,
        date(2024, 1, 31),
        [
            "KH CCHC ký rồi mà văn thư chưa lấy số, khi nào có em báo",
            "TC.1 ký rồi nhưng văn thư chưa cho số",
            "TC.1 ký xong chưa đóng dấu",
            "TC.1 trình rồi nhưng chưa ký",
            "TC.1 trình rồi, đừng ghi xong nhé",
            "TC.1 xong rồi nhưng đừng ghi vội",
            "TC.1 mới xong phần đầu",
            "TC.1 xong dự thảo rồi",
            "TC.1 coi như xong nếu chiều nay ký",
            "nếu TC.1 ký trong chiều nay thì em báo số sau",
            "TC.1 định báo xong mà chưa có số",
            "TC.1 mai ký xong em báo",
            "TC.1 sắp xong rồi",
            "TC.1 tưởng xong rồi",
            "TC.1 xong rồi thì bấm gì",
            "TC.1 xong rồi mà hệ thống vẫn nhắc là sao",
            "chị Hoa bảo TC.1 xong rồi, phải không",
            "TC.1 số 12/KH-STNMT ngày 30/1 đúng chưa",
            "nếu TC.1 ban hành số 12/KH-STNMT ngày 30/1 thì sao",
            "Sở Y tế đã ban hành kế hoạch 12/KH-SYT ngày 30/1",
        ],
    ),
    (
        BOSS,
        date(2024, 3, 25),
        [
            "định nhắc Sở Y tế nộp TC.1 mà thôi",
            "sẽ nhắc Sở Y tế nộp TC.1 sau",
            "có nên nhắc Sở Y tế nộp TC.1 không",
            "nếu nhắc Sở Y tế nộp TC.1 thì gửi lúc nào",
            "Sở Y tế có được nhắc TC.1 không",
            "nhắc Sở Y tế nộp TC.1 mấy lần rồi",
            "khỏi nhắc Sở Y tế TC.1",
            "khoan nhắc Sở Y tế nộp TC.1",
            "hệ thống có tự nhắc các huyện chưa nộp TC.1 không",
            "hệ thống nhắc các huyện nộp TC.1 bao giờ",
            "mai nhắc các huyện chưa nộp TC.1",
            "tuần sau anh mới nhắc Sở Y tế nộp TC.1",
            "anh vừa nhắc Sở Y tế nộp TC.1",
            "tính nhắc các huyện chưa nộp TC.1 nhưng họ nộp cả rồi",
        ],
    ),
    (
        BOSS,
        date(2024, 3, 26),
        [
            "hối Sở Y tế nộp TC.1 làm gì",
            "hối mãi rồi mà Sở Y tế chưa nộp TC.1",
            "hối Sở Y tế nộp TC.1 mấy lần rồi",
            "trễ rồi, nhắc giúp anh mấy huyện chưa nộp TC.1 có được không",
            "nhắc các huyện chưa nộp TC.1 để sau",
            "hôm qua nhắc Sở Y tế nộp TC.1 rồi",
            "anh Hùng định nhắc Sở Y tế TC.1 nhé",
            "trễ cả tháng rồi đừng nhắc giúp họ nữa",
            "nếu trễ cả tháng rồi thì nhắc giúp mấy huyện chưa nộp TC.1",
            "hệ thống tự nhắc giúp các huyện chưa nộp TC.1 hay mình phải nhắc",
        ],
    ),
    (
        STP,
        date(2024, 2, 20),
        [
            "II.3 xin chậm đến 20/3 có sao không",
            "II.3 xin chậm đến 20/3 thì bị gì",
            "II.3 định xin chậm đến 20/3 mà sếp không chịu",
            "nếu II.3 xin khất đến 20/3 thì sao",
            "II.3 không xin chậm đến 20/3 đâu",
            "từ nay II.3 ai theo dõi",
            "từ nay II.3 chị Hoa không theo dõi nữa",
            "từ nay II.3 chị Hoa theo dõi hả",
            "II.3 hôm qua chị Hoa theo dõi",
            "II.3 trước đây chị Hoa theo dõi",
            "II.3 chị Hoa nhận chưa",
            "ngày xưa II.3 anh Dũng lo",
            "II.3 ký rồi nhưng chưa đóng dấu nên đừng ghi",
            "II.3 coi như xong",
            "II.3 xong một nửa rồi thì báo sao",
            "lỡ II.3 báo xong nhầm thì sao",
            "sếp kêu II.3 xong là phải báo ngay",
            "II.3 ai bảo xong rồi",
            "giả dụ II.3 xong rồi",
            "ước gì II.3 xong rồi",
            "II.3 mà xong rồi thì tốt",
            "II.3 xong rồi là tin vịt",
            "nghe nói II.3 xong rồi",
            "hình như II.3 xong rồi",
            "chắc II.3 xong rồi",
            "ai nói II.3 đã nộp",
            "II.3 xong đến đâu rồi",
            "II.3 chuẩn bị xong rồi",
            "II.3 coi như 80% nếu tính cả dự thảo",
            "II.3 80% chưa",
            "II.3 đã được 80% chưa em",
            "II.3 làm được 80% rồi chưa chị",
            "II.3 đạt 80 phần trăm chưa nhỉ",
            "II.3 được nửa chưa em",
            "II.3 được 80% rồi, phải không em",
            "II.3 lên 80%, đúng không anh",
            "II.3 được 80% không",
            "II.3 phấn đấu 80%",
            "II.3 dự kiến 80% cuối tháng",
            "II.3 tưởng 80% rồi",
            "II.3 định ghi 80%",
            "II.3 đừng ghi 80%",
        ],
    ),
]


@TYPED
@pytest.mark.parametrize(
    ("person", "today", "sentence"), [(one, day, said) for one, day, all_ in UNMEANT for said in all_]
)
def test_what_is_not_meant_is_never_offered(
    asking_of_the_plan: Asking, person: Person, today: date, sentence: str, typed: type[str]
) -> None:
    assert not asking_of_the_plan.ask(person, today, typed(sentence))["needs_confirmation"]


MEANT: list[tuple[Person, date, str, str]] = [
    (SNV, date(2024, 3, 25), "xin gia hạn I.2 đến 20/4 vì chưa biết ai thẩm định", "extend"),
    (SNV, date(2024, 3, 25), "I.2 xin lùi đến 20/4 được không ạ", "extend"),
    (SNV, date(2024, 3, 25), "chưa kịp họp, xin gia hạn I.2 đến 20/4", "extend"),
    (SNV, date(2024, 3, 25), "dạ xin gia hạn I.2 đến 20/4", "extend"),
    (SNV, date(2024, 3, 25), "xin gia hạn I.2 đến 20/4 do lãnh đạo đi vắng nhưng chưa ủy quyền", "extend"),
    (SNV, date(2024, 3, 25), "xin thêm thời gian I.2 đến 20/4", "extend"),
    (STNMT, date(2024, 3, 13), "nhắc em TC.2 thứ sáu được không", "snooze"),
    (STNMT, date(2024, 3, 13), "TC.2 để thứ sáu nhắc lại nhé", "snooze"),
    (STNMT, date(2024, 3, 13), "TC.2 thứ năm nhắc lại", "snooze"),
    (STNMT, date(2024, 3, 13), "đừng nhắc TC.2 trước 20/3", "snooze"),
    (SXD, date(2024, 9, 10), "giao III.4 cho anh Dũng nhé", "hand_over"),
    (SXD, date(2024, 9, 10), "III.4 để chị Hà lo", "hand_over"),
    (SXD, date(2024, 9, 10), "em nghỉ việc rồi, giao III.4 cho chị Hoa nhé", "hand_over"),
    (SXD, date(2024, 9, 10), "từ mai anh Dũng sẽ lo III.4 nhé", "hand_over"),
    (SXD, date(2024, 9, 10), "từ nay III.4 anh Dũng theo dõi nhé", "hand_over"),
    (SXD, date(2024, 9, 10), "em đi công tác đến 15/9", "pause"),
    (SXD, date(2024, 9, 10), "tuần sau em nghỉ phép", "pause"),
    (SXD, date(2024, 9, 10), "em sẽ đi tập huấn đến 20/9", "pause"),
    (SXD, date(2024, 9, 10), "thôi đừng nhắc nữa, em nghỉ đến 15/9", "pause"),
    (BOSS, date(2024, 3, 25), "nhắc những ai chưa nộp TC.1", "remind"),
    (BOSS, date(2024, 3, 18), "Nhắc Sở Văn hóa, Thể thao và Du lịch nộp báo cáo quý I", "remind"),
    (STP, date(2024, 2, 20), "II.3 chắc 75%", "report_progress"),
    (STP, date(2024, 2, 20), "II.3 ước đạt 65 phần trăm", "report_progress"),
    (STP, date(2024, 2, 20), "II.3 được 80% rồi anh", "report_progress"),
    (STP, date(2024, 2, 20), "II.3 được 80%, Sở Tài chính thẩm định chưa xong", "report_progress"),
    (SXD, date(2024, 9, 10), "từ tuần sau giao III.4 cho anh Dũng nhé", "hand_over"),
    (STP, date(2024, 2, 20), "II.3 coi như 45%", "report_progress"),
    (STP, date(2024, 2, 20), "II.3 đang rà soát, xin gia hạn đến 20/3", "extend"),
    (BOSS, date(2024, 3, 25), "nhắc các huyện chưa nộp TC.1 đi, trễ rồi", "remind"),
    (BOSS, date(2024, 3, 25), "đôn đốc các sở chưa gửi báo cáo quý I giúp anh", "remind"),
    (BOSS, date(2024, 3, 25), "gửi tin nhắc cho những huyện chưa gửi báo cáo quý I", "remind"),
]


@TYPED
@pytest.mark.parametrize(("person", "today", "sentence", "intent"), MEANT)
def test_what_is_meant_is_offered_still(
    asking_of_the_plan: Asking, person: Person, today: date, sentence: str, intent: str, typed: type[str]
) -> None:
    given = asking_of_the_plan.ask(person, today, typed(sentence))
    assert (given["intent"], given["needs_confirmation"]) == (intent, True)
