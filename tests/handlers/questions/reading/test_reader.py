"""A sentence is read as what it says; what cannot be read for certain is not read at all. Today: Mon 26/02/2024."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.registry.office.agencies import AgencyFact
from data.registry.plans.lexicon import Lexicon, TaskWords
from data.text import fold
from handlers.base.query import Intent, Period, Query, Status
from handlers.questions.answering.context import apply_context
from handlers.questions.lexicon.vocabulary import build_vocabulary
from handlers.questions.reading.reader import read_sentence
from tests.data.rules.calendars import CALENDAR

TODAY = date(2024, 2, 26)

NAMES = (("stp", "Sở Tư pháp"), ("syt", "Sở Y tế"), ("tien-hai", "UBND huyện Tiền Hải"))
TITLES = {
    "II.3": "Kế hoạch kiểm tra công tác thi hành pháp luật về xử lý vi phạm hành chính năm 2024",
    "II.4": "Kế hoạch theo dõi tình hình thi hành pháp luật",
    "IV.3": "Đề án sắp xếp đơn vị hành chính cấp xã",
    "IV.4": "Đề án kiện toàn cơ cấu tổ chức, bộ máy",
    "IV.6": "Phê duyệt biên chế công chức năm 2025",
    "IV.7b": "Phê duyệt số người hoạt động không chuyên trách",
    "V.1": "Kế hoạch đào tạo, bồi dưỡng cán bộ",
    "TC.2": "Báo cáo CCHC",
}
WORDS = build_vocabulary(
    Lexicon(
        names=tuple(
            (AgencyFact(number, code, name, name, "department"), (name, code))
            for number, (code, name) in enumerate(NAMES, 1)
        ),
        sections=(("175/KH-UBND", "II", "Cải cách thể chế"), ("175/KH-UBND", "IV", "Cải cách tổ chức bộ máy")),
        tasks=tuple(
            TaskWords("175/KH-UBND", code, code.split(".")[0].replace("TC", "") or None, title, ())
            for code, title in TITLES.items()
        ),
    )
)


def asked(sentence: str, today: date = TODAY) -> Query:
    """What a sentence is read as."""
    return read_sentence(sentence, today, CALENDAR, WORDS).query


def days(first: str | None, last: str | None) -> Period:
    return Period(first and date.fromisoformat(first), last and date.fromisoformat(last))  # type: ignore[arg-type]


def day(one: str) -> Period:
    return days(one, one)


JUNE = days("2024-06-01", "2024-06-30")
QUARTERS = (
    days("2024-01-01", "2024-03-31"),
    days("2024-04-01", "2024-06-30"),
    days("2024-07-01", "2024-09-30"),
    days("2024-10-01", "2024-12-31"),
)
WEEK = days("2024-02-26", "2024-03-03")
NEXT_WEEK = days("2024-03-04", "2024-03-10")

TIMES = {
    "hôm nay có việc gì": day("2024-02-26"),
    "ngày mai phải làm gì?": day("2024-02-27"),
    "ngày kia nộp gì": day("2024-02-28"),
    "tuần này phải nộp gì": WEEK,
    "TUẦN NÀY CÓ PHẢI NỘP GÌ KHÔNG???": WEEK,
    "tuần tới có việc gì ko": NEXT_WEEK,
    "tuần sau còn gì": NEXT_WEEK,
    "tuần trước phải nộp gì": days("2024-02-19", "2024-02-25"),
    "tháng này còn nợ gì": days("2024-02-01", "2024-02-29"),
    "tháng tới phải nộp những gì": days("2024-03-01", "2024-03-31"),
    "tháng sau có việc gì": days("2024-03-01", "2024-03-31"),
    "việc tháng 6": JUNE,
    "tháng sáu có việc gì": JUNE,
    "tháng tư phải nộp gì": days("2024-04-01", "2024-04-30"),
    "tháng 3/2025 phải nộp gì": days("2025-03-01", "2025-03-31"),
    "tháng 12 năm 2023 còn gì": days("2023-12-01", "2023-12-31"),
    "quý này còn gì": QUARTERS[0],
    "quý tới phải làm gì": QUARTERS[1],
    "quý trước còn nợ gì": days("2023-10-01", "2023-12-31"),
    "quý 2 còn gì": QUARTERS[1],
    "quý II/2024": QUARTERS[1],
    "quí iii phải làm gì": QUARTERS[2],
    "quý ba còn việc gì": QUARTERS[2],
    "q4 còn gì": QUARTERS[3],
    "quý IV năm 2023": days("2023-10-01", "2023-12-31"),
    "6 tháng đầu năm có việc gì": days("2024-01-01", "2024-06-30"),
    "sáu tháng cuối năm có việc gì": days("2024-07-01", "2024-12-31"),
    "năm nay còn nợ gì": days("2024-01-01", "2024-12-31"),
    "năm 2024 còn nợ gì": days("2024-01-01", "2024-12-31"),
    "7 ngày tới có việc gì": days("2024-02-26", "2024-03-04"),
    "trong mười ngày tới phải nộp gì": days("2024-02-26", "2024-03-07"),
    "2 tuần tới": days("2024-02-26", "2024-03-11"),
    "việc sắp đến hạn": days("2024-02-26", "2024-03-04"),
    "ngày 29/02 phải nộp gì": day("2024-02-29"),
    "ngày 15 tháng 3 năm 2024 nộp gì": day("2024-03-15"),
    "sở mình còn nợ gì trong quý này?": QUARTERS[0],
    "cho tôi xem việc tuần này với ạ": WEEK,
}


@pytest.mark.parametrize(("sentence", "period"), TIMES.items())
def test_reads_the_days_that_words_of_time_mean(sentence: str, period: Period) -> None:
    query = asked(sentence)
    assert (query.intent, query.period, query.status) == (Intent.LIST, period, Status.OPEN)


UNTRANSLATABLE_WITHOUT_ACCENTS = {"tháng sáu có việc gì"}


@pytest.mark.parametrize("sentence", sorted(TIMES.keys() - UNTRANSLATABLE_WITHOUT_ACCENTS))
def test_reads_the_same_days_without_accents(sentence: str) -> None:
    assert asked(fold(sentence)).period == asked(sentence).period


@pytest.mark.parametrize(
    ("sentence", "intent", "status"),
    [
        ("còn nợ gì", Intent.LIST, Status.OPEN),
        ("còn gì nữa không ạ", Intent.LIST, Status.OPEN),
        ("việc quá hạn", Intent.LIST, Status.OVERDUE),
        ("viec nao nop muon", Intent.LIST, Status.OVERDUE),
        ("tất cả việc quá hạn", Intent.LIST, Status.OVERDUE),
        ("việc nào chưa quá hạn", Intent.LIST, Status.IN_TIME),
        ("đã xong những gì", Intent.LIST, Status.DONE),
        ("việc không có hạn", Intent.LIST, Status.UNDATED),
        ("việc đang chờ xác nhận", Intent.LIST, Status.WAITING),
        ("tất cả nhiệm vụ", Intent.LIST, Status.ALL),
        ("tuần này xong hết chưa", Intent.LIST, Status.ALL),
        ("bao nhiêu việc quá hạn", Intent.COUNT, Status.OVERDUE),
        ("việc tiếp theo", Intent.NEXT, Status.OPEN),
        ("tình hình chung", Intent.SUMMARY, None),
        ("trợ giúp", Intent.HELP, None),
    ],
)
def test_reads_what_is_asked_and_in_which_state(sentence: str, intent: Intent, status: Status | None) -> None:
    query = asked(sentence)
    assert (query.intent, query.status) == (intent, status)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("II.3", Query(Intent.CARD, ("II.3",))),
        ("IV.7B đến đâu rồi", Query(Intent.CARD, ("IV.7b",))),
        ("iv 7b đến đâu rồi", Query(Intent.CARD, ("IV.7b",))),
        ("nhiệm vụ số 3 phần II", Query(Intent.CARD, ("II.3",))),
        ("II.3 được bao nhiêu phần trăm", Query(Intent.CARD, ("II.3",))),
        ("hạn của II.3", Query(Intent.WHEN, ("II.3",))),
        ("II.3 còn bao nhiêu ngày nữa", Query(Intent.WHEN, ("II.3",))),
        ("II.3 do cơ quan nào chủ trì", Query(Intent.WHO, ("II.3",))),
        ("ai chủ trì đề án sắp xếp xã", Query(Intent.WHO, keywords="đề án sắp xếp xã")),
        ("Sở Tư pháp quá hạn gì", Query(Intent.LIST, agencies=("stp",), status=Status.OVERDUE)),
        ("lĩnh vực IV còn gì", Query(Intent.LIST, sections=("IV",), status=Status.OPEN, implied=True)),
        ("thể chế còn gì", Query(Intent.LIST, sections=("II",), status=Status.OPEN, implied=True)),
        ("kế hoạch đào tạo", Query(Intent.LIST, keywords="kế hoạch đào tạo", status=Status.OPEN, implied=True)),
        ("kiện toàn bộ máy", Query(Intent.LIST, keywords="kiện toàn bộ máy", status=Status.OPEN, implied=True)),
        ("cái thứ hai", Query(Intent.CARD, ordinal=2)),
        ("nhắc tôi II.3 thứ sáu", Query(Intent.SNOOZE, ("II.3",), day=date(2024, 3, 1))),
        ("xin gia hạn II.3 đến 30/7", Query(Intent.EXTEND, ("II.3",), day=date(2024, 7, 30))),
        ("xin gia hạn II.3 đến 20/2", Query(Intent.EXTEND, ("II.3",), day=date(2025, 2, 20))),
        ("xin gia hạn II.3 đến 20/2/2024", Query(Intent.EXTEND, ("II.3",), day=date(2024, 2, 20))),
    ],
)
def test_reads_whom_and_what_a_sentence_is_about(sentence: str, expected: Query) -> None:
    query = asked(sentence)
    assert query == expected or query == replace(expected, implied=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "II.3 xong rồi",
        "ii.3 xong roi",
        "II.3 xong rồi ạ",
        "II.3 xong",
        "đã xong II.3",
        "đã nộp II.3",
        "sở tôi đã nộp II.3 rồi nhé",
        "II.3 đã hoàn thành",
        "II.3 đã được ban hành",
        "em vừa nộp xong II.3",
        "báo II.3 đã xong hôm qua",
        "II.3 xong r",
        "II.3 xong rồi, số 12/KH-UBND ngày 28/2",
        "Đã xong II.3 theo kế hoạch số 12/KH-UBND ngày 28/02/2024.",
    ],
)
def test_reads_a_report(sentence: str) -> None:
    query = asked(sentence)
    assert (query.intent, query.codes) == (Intent.REPORT_PROGRESS, ("II.3",))


@pytest.mark.parametrize(
    "sentence",
    [
        "II.3 xong chưa",
        "II.3 đã xong chưa?",
        "II.3 đã xong chưa",
        "da xong II.3 chua",
        "chưa xong II.3",
        "II.3 chưa nộp",
        "II.3 xong rồi?",
        "II.3 xong rồi？",
        "II.3 xong rồi à",
        "II.3 xong roi a",
        "II.3 xong rồi hả",
        "II.3 xong rồi phải không",
        "II.3 xong ko",
        "II.3 xong rồi đúng không",
        "không phải II.3 xong rồi",
        "hủy báo xong II.3",
        "mai xong II.3",
        "đã nộp một phần II.3",
        "II.3 sắp xong",
        "II.3 gần xong rồi",
        "ai đã nộp II.3",
        "nếu II.3 xong rồi",
        "II.3 xong rồi thì làm gì",
        "khi nào xong II.3",
        "II.3 không xong",
        "đừng báo II.3 xong",
        "II.3 xong rồi nhưng chưa nộp",
        "Sở Y tế đã nộp II.3",
        "II.3 và II.4 xong rồi",
        "xong rồi",
    ],
)
def test_never_reads_a_question_or_half_a_statement_as_a_report(sentence: str) -> None:
    assert asked(sentence).intent is not Intent.REPORT_PROGRESS


@pytest.mark.parametrize(
    "sentence",
    [
        "31/02 có việc gì",
        "tháng 13 phải nộp gì",
        "quý này quý sau còn gì tháng 9",
        "xã Không Tên còn nợ gì",
        "sở tư pháp đẹp quá",
        "mấy giờ rồi",
        "",
        "👍",
        "j",
        "?",
        "...",
    ],
)
def test_does_not_read_what_it_would_read_wrong(sentence: str) -> None:
    assert apply_context(read_sentence(sentence, TODAY, CALENDAR, WORDS), None).intent is Intent.UNKNOWN


TYPED = (
    "II.3 TC.2 xong rồi chưa đã nộp quý tháng tuần này tới sau 2 6 31/02 năm 9999 hạn khi nào ai chủ trì "
    "việc gì bao nhiêu Sở Tư pháp không hôm nay ngày 0 trước từ đến ? , | <b>& 😀"
)
SENTENCES = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(TYPED.split()), max_size=12).map(" ".join))


@given(SENTENCES, st.dates())
def test_any_text_on_any_day_is_read_without_a_failure(sentence: str, today: date) -> None:
    assert isinstance(asked(sentence, today), Query)


@given(SENTENCES)
def test_the_unicode_form_makes_no_difference(sentence: str) -> None:
    composed = unicodedata.normalize("NFC", sentence)
    assert asked(unicodedata.normalize("NFD", sentence)) == asked(composed)
