"""A sentence is read as what it says; what cannot be read for certain is not read at all. Today: Mon 26/02/2024."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.text import fold
from handlers.questions.query import Intent, Period, Query, Status
from handlers.questions.reading import read

TODAY = date(2024, 2, 26)
UNKNOWN = Query(Intent.UNKNOWN)


def days(first: str, last: str | None = None) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def owed(
    period: Period | None = None,
    status: Status | None = Status.OPEN,
    *,
    subject: str = "",
    intent: Intent = Intent.LIST,
) -> Query:
    return Query(intent, (), period, status, subject)


def of(intent: Intent, *codes: str) -> Query:
    return Query(intent, codes)


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
    "hôm nay có việc gì": days("2024-02-26"),
    "ngày mai phải làm gì?": days("2024-02-27"),
    "ngày kia nộp gì": days("2024-02-28"),
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
    "ngày 29/02 phải nộp gì": days("2024-02-29"),
    "ngày 15 tháng 3 năm 2024 nộp gì": days("2024-03-15"),
    "sở mình còn nợ gì trong quý này?": QUARTERS[0],
    "cho tôi xem việc tuần này với ạ": WEEK,
}


@pytest.mark.parametrize(("sentence", "period"), TIMES.items())
def test_reads_the_days_that_words_of_time_mean(sentence: str, period: Period) -> None:
    assert read(sentence, TODAY) == owed(period)


UNTRANSLATABLE_WITHOUT_ACCENTS = {"tháng sáu có việc gì", "sáu tháng cuối năm có việc gì"}


@pytest.mark.parametrize("sentence", sorted(TIMES.keys() - UNTRANSLATABLE_WITHOUT_ACCENTS))
def test_reads_the_same_days_without_accents(sentence: str) -> None:
    assert read(fold(sentence), TODAY) == read(sentence, TODAY)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("còn nợ gì", owed()),
        ("cơ quan tôi còn nợ gì", owed()),
        ("còn gì nữa không ạ", owed()),
        ("việc chưa xong", owed()),
        ("chưa nộp những gì", owed()),
        ("danh sách nhiệm vụ", owed()),
        ("việc quá hạn", owed(status=Status.OVERDUE)),
        ("có việc nào bị trễ không", owed(status=Status.OVERDUE)),
        ("trễ", owed(status=Status.OVERDUE)),
        ("viec nao nop muon", owed(status=Status.OVERDUE)),
        ("việc trễ hạn quý này", owed(QUARTERS[0], Status.OVERDUE)),
        ("tất cả việc quá hạn", owed(status=Status.OVERDUE)),
        ("tôi muốn xem việc tuần này", owed(WEEK)),
        ("đã xong những gì", owed(status=Status.DONE)),
        ("việc đã hoàn thành trong quý 1", owed(QUARTERS[0], Status.DONE)),
        ("tuần này xong hết chưa", owed(WEEK, Status.ALL)),
        ("tất cả nhiệm vụ", owed(status=Status.ALL)),
        ("bao nhiêu việc quá hạn", owed(status=Status.OVERDUE, intent=Intent.COUNT)),
        ("còn mấy việc", owed(intent=Intent.COUNT)),
        ("năm nay còn bao nhiêu việc chưa xong", owed(days("2024-01-01", "2024-12-31"), intent=Intent.COUNT)),
        ("việc tiếp theo", owed(intent=Intent.NEXT)),
        ("tiếp theo là gì", owed(intent=Intent.NEXT)),
        ("khi nào phải nộp", owed(intent=Intent.NEXT)),
        ("tình hình chung", owed(intent=Intent.SUMMARY)),
        ("trợ giúp", owed(intent=Intent.HELP)),
        ("bạn làm được gì", owed(intent=Intent.HELP)),
        ("Sở Tư pháp quý 2 còn gì", owed(QUARTERS[1], subject="Sở Tư pháp")),
        ("stp còn nợ gì", owed(subject="stp")),
        ("UBND huyện Tiền Hải quý 2 còn gì", owed(QUARTERS[1], subject="UBND huyện Tiền Hải")),
        ("kế hoạch đào tạo", owed(status=None, subject="kế hoạch đào tạo")),
        ("biên chế năm 2025", owed(status=None, subject="biên chế năm 2025")),
        ("kiện toàn bộ máy", owed(status=None, subject="kiện toàn bộ máy")),
        ("đề án sắp xếp đơn vị hành chính", owed(status=None, subject="đề án sắp xếp đơn vị hành chính")),
        ("báo cáo nào phải nộp tuần này", owed(WEEK, subject="báo cáo")),
        ("việc không có hạn", owed(subject="không có hạn")),
        ("việc nào chưa quá hạn", owed(subject="chưa quá hạn")),
        ("khi nào nộp kế hoạch kiểm tra", owed(intent=Intent.WHEN, subject="kế hoạch kiểm tra")),
        ("ai chủ trì đề án sắp xếp xã", Query(Intent.WHO, subject="đề án sắp xếp xã", status=Status.OPEN)),
    ],
)
def test_reads_what_is_asked_of_an_agencys_duties(sentence: str, expected: Query) -> None:
    assert read(sentence, TODAY) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("II.3", of(Intent.CARD, "II.3")),
        ("cho tôi xem ii.3", of(Intent.CARD, "II.3")),
        ("IV.7B đến đâu rồi", of(Intent.CARD, "IV.7b")),
        ("II.3 được bao nhiêu phần trăm", of(Intent.CARD, "II.3")),
        ("xem II.3 và TC.2", of(Intent.CARD, "II.3", "TC.2")),
        ("hạn của II.3", of(Intent.WHEN, "II.3")),
        ("hạn nộp TC.2", of(Intent.WHEN, "TC.2")),
        ("II.3 khi nào phải nộp", of(Intent.WHEN, "II.3")),
        ("II.3 còn bao nhiêu ngày nữa", of(Intent.WHEN, "II.3")),
        ("bao gio nop TC.2", of(Intent.WHEN, "TC.2")),
        ("ai chủ trì II.3", of(Intent.WHO, "II.3")),
        ("II.3 do cơ quan nào chủ trì", of(Intent.WHO, "II.3")),
        ("TC.2 quý này", Query(Intent.CARD, ("TC.2",), QUARTERS[0])),
    ],
)
def test_reads_what_is_asked_of_a_code(sentence: str, expected: Query) -> None:
    assert read(sentence, TODAY) == expected


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
    assert read(sentence, TODAY) == of(Intent.REPORT_PROGRESS, "II.3")


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
        "hoàn thành II.3",
        "II.3 sắp xong",
        "II.3 gần xong rồi",
        "II.3 xong 50%",
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
    assert read(sentence, TODAY).intent is not Intent.REPORT_PROGRESS


@pytest.mark.parametrize(
    "sentence",
    [
        "từ tháng 1 đến tháng 6",
        "trước ngày 15/12 phải nộp gì",
        "sau tháng 6 còn gì",
        "đầu tháng 6 có việc gì",
        "cuối quý này",
        "nửa quý này",
        "ba tháng tới phải làm gì",
        "quý 1 và quý 2 còn gì",
        "31/02 có việc gì",
        "tháng 13 phải nộp gì",
        "việc quá hạn đã xong",
        "",
        "👍",
        "j",
        "?",
        "...",
    ],
)
def test_does_not_read_what_it_would_read_wrong(sentence: str) -> None:
    assert read(sentence, TODAY) == UNKNOWN


TYPED = (
    "II.3 TC.2 xong rồi chưa đã nộp quý tháng tuần này tới sau 2 6 31/02 năm 9999 hạn khi nào ai chủ trì "
    "việc gì bao nhiêu Sở Tư pháp không hôm nay ngày 0 trước từ đến ? , | <b>& 😀"
)
SENTENCES = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(TYPED.split()), max_size=12).map(" ".join))
LAW = settings(derandomize=True, deadline=None)


@given(SENTENCES, st.dates())
@LAW
def test_any_text_on_any_day_is_read_without_a_failure(sentence: str, today: date) -> None:
    assert isinstance(read(sentence, today), Query)


@given(SENTENCES)
@LAW
def test_the_unicode_form_makes_no_difference(sentence: str) -> None:
    composed = unicodedata.normalize("NFC", sentence)
    assert read(unicodedata.normalize("NFD", sentence), TODAY) == read(composed, TODAY)
