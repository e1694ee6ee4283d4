"""What holds for every "Thời gian thực hiện", whatever somebody typed into the cell."""

import csv
import unicodedata
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from data.plans.times.timeframe import Timeframe, read_timeframe
from handlers.views.plans.remarks import render_reason

with Path(__file__).with_name("time-expressions.tsv").open(encoding="utf-8", newline="") as file:
    EXPRESSIONS = [row["expression"] for row in csv.DictReader(file, delimiter="\t")]

PIECES = [
    *EXPRESSIONS, "trước ngày ", "từ ", "đến ", "tháng ", "quý ", "năm ", "hằng ", "6 tháng", "31/02", "IV",
    "/", " - ", ", ", "2024", "13", "và ", "ngày 15", "đầu ", "cuối ", "sau khi ", "99/99/9999", "số 12/QĐ-UBND ",
]  # fmt: skip
words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
years = st.integers(2000, 2100)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def _meaning(read: Timeframe) -> tuple[str, bool, list[date]]:
    return read.kind, read.certain, [deadline.due_on for deadline in read.deadlines]


@given(st.one_of(st.text(), words), years)
def test_any_text_has_a_reading_that_can_be_explained(text: str, year: int) -> None:
    read = read_timeframe(text, year)
    assert render_reason(read)
    assert all(deadline.label for deadline in read.deadlines)


@given(words, years)
def test_dates_and_kind_agree(text: str, year: int) -> None:
    read = read_timeframe(text, year)
    count = len(read.deadlines)
    assert len({deadline.due_on for deadline in read.deadlines}) == count
    if read.kind in {"continuous", "external"}:
        assert count == 0
    elif read.certain:
        assert count == 1 if read.kind == "once" else count >= (2 if read.kind == "multiple" else 1)


@given(words, years)
def test_the_unicode_form_does_not_matter(text: str, year: int) -> None:
    composed, taken_apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert read_timeframe(taken_apart, year) == read_timeframe(composed, year)


@given(words, years)
def test_case_does_not_matter(text: str, year: int) -> None:
    assert _meaning(read_timeframe(text.upper(), year)) == _meaning(read_timeframe(text, year))


@given(words, years)
def test_spaces_do_not_matter(text: str, year: int) -> None:
    assert read_timeframe(f"  {text.replace(' ', '  ')}\n", year) == read_timeframe(text, year)


@given(days, years)
def test_a_written_day_is_read_as_that_day(day: date, year: int) -> None:
    for text in (f"{day:%d/%m/%Y}", f"ngày {day.day} tháng {day.month} năm {day.year}", f"chậm nhất {day:%d-%m-%Y}"):
        assert _meaning(read_timeframe(text, year)) == ("once", True, [day])


@given(days, years)
def test_before_a_day_is_the_day_before(day: date, year: int) -> None:
    read = read_timeframe(f"trước ngày {day:%d/%m/%Y}", year)
    assert _meaning(read) == ("once", True, [day - timedelta(days=1)])


@given(st.integers(1, 4), years, years)
def test_a_quarter_ends_on_its_last_day(quarter: int, written: int, year: int) -> None:
    read = read_timeframe(f"Quý {['I', 'II', 'III', 'IV'][quarter - 1]}/{written}", year)
    due_on = read.deadlines[0].due_on
    assert (due_on.year, due_on.month) == (written, quarter * 3)
    assert (due_on + timedelta(days=1)).day == 1
