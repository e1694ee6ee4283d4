"""A document's number and date, as officers type them in one line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadAnswer
from data.registry.duties.progress import Document
from handlers.parsing.dates import read_coming_day
from handlers.parsing.documents import read_document

TODAY = date(2024, 3, 4)
SIGNED = date(2024, 2, 28)
YEAR = 2024
"""Of the plan."""


@pytest.mark.parametrize(
    ("typed", "number", "day"),
    [
        ("12/KH-UBND 28/02/2024", "12/KH-UBND", SIGNED),
        ("12/KH-UBND ngày 28/02/2024", "12/KH-UBND", SIGNED),
        ("12 KH-UBND 28.2.24", "12/KH-UBND", SIGNED),
        ("12/KH-UBND (28/2/2024)", "12/KH-UBND", SIGNED),
        ("12/KH-UBND (ngày 28/2/2024).", "12/KH-UBND", SIGNED),
        ("12/KH-UBND 01/01/2023", "12/KH-UBND", date(2023, 1, 1)),
        ("12/KH-UBND, ngày 28/2/2024.", "12/KH-UBND", SIGNED),
        ("  12/KH-UBND   28/02/2024  ", "12/KH-UBND", SIGNED),
        ("12 / KH-UBND 28/02/2024", "12/KH-UBND", SIGNED),
        ("số 12/KH-UBND 28-02-2024", "12/KH-UBND", SIGNED),
        ("Số: 12/KH-UBND 28.02.2024", "12/KH-UBND", SIGNED),
        ("Kế hoạch số 12/KH-UBND ngày 28/02/2024", "12/KH-UBND", SIGNED),
        ("ke hoach so 12/KH-UBND ngay 28/02/2024", "12/KH-UBND", SIGNED),
        ("QĐ 345/QĐ-UBND ngày 28 tháng 02 năm 2024", "345/QĐ-UBND", SIGNED),
        ("345/QĐ-UBND ngày 28 tháng 2", "345/QĐ-UBND", SIGNED),
        ("BC 15/BC-STP 28/02/24", "15/BC-STP", SIGNED),
        ("15-BC/TU 28/02/2024", "15-BC/TU", SIGNED),
        ("số 15 kế hoạch ngày 20 tháng 2 năm 2024", "15", date(2024, 2, 20)),
        ("12a/TB-STP 28/2", "12a/TB-STP", SIGNED),
        ("12đ/TB-STP 28/2", "12đ/TB-STP", SIGNED),
        ("công văn 7 28/2/2024", "7", SIGNED),
        ("12/KH-UBND 04/03/2024", "12/KH-UBND", TODAY),
        ("12/KH-UBND 29/02/2024", "12/KH-UBND", date(2024, 2, 29)),
        ("310/BC-STP 15/12", "310/BC-STP", date(2023, 12, 15)),
        ("310/BC-STP 4/3", "310/BC-STP", TODAY),
        ("310/BC-STP 4/9", "310/BC-STP", date(2023, 9, 4)),
    ],
)
def test_a_number_and_a_date_are_read(typed: str, number: str, day: date) -> None:
    assert read_document(typed, TODAY, YEAR) == Document(number=number, issued_on=day)


def test_a_leap_day_without_a_year_is_that_of_the_year_which_has_one() -> None:
    assert read_document("310/BC-STP 29/2", date(2025, 1, 10), YEAR).issued_on == date(2024, 2, 29)
    assert read_coming_day("29/2", date(2023, 12, 15)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("không có, đã báo cáo trực tiếp tại cuộc họp", "đã báo cáo trực tiếp tại cuộc họp"),
        ("không có: thực hiện trên phần mềm", "thực hiện trên phần mềm"),
        ("Không có văn bản vì gộp vào Báo cáo 310", "vì gộp vào Báo cáo 310"),
        ("KHÔNG CÓ. Họp ngày 28/02/2024", "Họp ngày 28/02/2024"),
        ("khong co van ban - bao cao mieng", "bao cao mieng"),
        ("không, đã nộp trên hệ thống", "đã nộp trên hệ thống"),
        ("ko có, đã họp", "đã họp"),
        ("không có… vì họp", "vì họp"),
    ],
)
def test_that_there_is_no_document_is_taken_with_its_reason(typed: str, reason: str) -> None:
    assert read_document(typed, TODAY, YEAR) == Document(none_because=reason)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("12/KH-UBND", "date_missing"),
        ("xong rồi", "no_date"),
        ("không phải việc của tôi", "no_date"),
        ("không nhớ số", "no_date"),
        ("", "no_date"),
        ("số 12/2024", "date_missing"),
        ("28/02/2024 số 12/KH-UBND", "no_date"),
        ("12/KH-UBND 31/02/2024", "bad_date"),
        ("12/KH-UBND 29/02/2023", "no_leap_day"),
        ("12/KH-UBND 29/02/1900", "no_leap_day"),
        ("12/KH-UBND 31/12/1999", "too_early"),
        ("12/KH-UBND 29 tháng 2 năm 2023", "no_leap_day"),
        ("12/KH-UBND 31/12/2022", "too_early"),
        ("12/KH-UBND 28/02/1924", "too_early"),
        ("12/KH-UBND 28/02/0001", "too_early"),
        ("12/KH-UBND 28/02/0024", "too_early"),
        ("12/KH-UBND 28/02/0000", "bad_date"),
        ("12 phút 28/02/2024", "no_number"),
        ("12/KH-UBND 30/2", "bad_date"),
        ("12/KH-UBND 00/02/2024", "bad_date"),
        ("12/KH-UBND 12/13/2024", "bad_date"),
        ("12/KH-UBND 05/03/2024", "future"),
        ("12/KH-UBND 28/02/2042", "future"),
        ("12/KH-UBND 5/3", "year_missing"),
        ("12/KH-UBND ngày 13 tháng 3", "year_missing"),
        ("12/KH-UBND 3/9", "year_missing"),
        ("28/02/2024", "number_missing"),
        ("ngày 28/2", "number_missing"),
        ("xong rồi 28/02/2024", "no_number"),
        ("27/02/2024 28/02/2024", "no_number"),
        ("KH-UBND ngày 28/02/2024", "no_number"),
        (f"12/{'A' * 100} 28/02/2024", "number_too_long"),
        ("không có", "none_without_reason"),
        ("không", "none_without_reason"),
        ("Không có văn bản.", "none_without_reason"),
        ("không có ...", "none_without_reason"),
        (f"không có vì {'x' * 500}", "reason_too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_is_wrong(typed: str, why: str) -> None:
    with pytest.raises(BadAnswer) as refusal:
        read_document(typed, TODAY, YEAR)
    assert refusal.value.reason == why


@pytest.mark.parametrize(
    ("half", "typed"),
    [
        ("12/KH-UBND", "28/02/2024"),
        ("12/KH-UBND", "ngày 28 tháng 2"),
        ("28/02/2024", "số 12/KH-UBND"),
        ("12/QĐ-UBND", "12/KH-UBND 28/02/2024"),
    ],
)
def test_half_an_answer_goes_with_the_half_before(half: str, typed: str) -> None:
    assert read_document(typed, TODAY, YEAR, half) == Document(number="12/KH-UBND", issued_on=SIGNED)


@pytest.mark.parametrize(
    "typed", ["do đã lồng ghép vào kế hoạch chung", "Đã báo cáo miệng", "  vì gộp vào báo cáo 310 "]
)
def test_why_there_is_no_document_may_come_after_that_there_is_none(typed: str) -> None:
    with pytest.raises(BadAnswer) as asked:
        read_document("không có", TODAY, YEAR)
    assert read_document(typed, TODAY, YEAR, asked.value.half) == Document(none_because=typed.strip())


@pytest.mark.parametrize(
    ("half", "typed", "why"),
    [
        ("12/KH-UBND", "13/KH-UBND", "date_missing"),
        ("28/02/2024", "27/02/2024", "number_missing"),
        ("12/KH-UBND", "không có", "none_without_reason"),
        ("12/KH-UBND", "05/03/2024", "future"),
        ("12/KH-UBND", "chưa rõ", "no_date"),
        ("không có", "12/KH-UBND", "date_missing"),
        ("không có", "28/02/2024", "number_missing"),
        ("không có", "???", "none_without_reason"),
        ("không có", "2", "none_without_reason"),
        ("không có", " 2. ", "none_without_reason"),
    ],
)
def test_what_is_no_other_half_is_refused_as_it_stands(half: str, typed: str, why: str) -> None:
    with pytest.raises(BadAnswer) as refusal:
        read_document(typed, TODAY, YEAR, half)
    assert refusal.value.reason == why


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        read = read_document(typed, TODAY, YEAR)
    except BadAnswer:
        return
    assert (read.number is not None and read.issued_on is not None) != bool(read.none_because)


@given(
    st.integers(1, 99999),
    st.dates(date(YEAR - 1, 1, 1), TODAY),
    st.sampled_from(("%d/%m/%Y", "%d-%m-%Y", "ngày %d.%m.%Y", "ngày %d tháng %m năm %Y")),
)
def test_every_past_day_is_read_in_every_way_to_write_it(number: int, day: date, pattern: str) -> None:
    typed = f"{number}/QĐ-UBND {day.strftime(pattern)}"
    assert read_document(typed, TODAY, YEAR) == Document(number=f"{number}/QĐ-UBND", issued_on=day)
