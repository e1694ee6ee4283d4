"""One written date: its patterns, the year that its digits stand for, and the days that it can mean."""

import re
from datetime import date

import pytest

from data.text.dates import WrittenDate, full_year, numeric_date, read_written_date, without_names, worded_date

SENTENCE, ANSWER = numeric_date(), numeric_date(blank=r"\s*")
PLAN = numeric_date(blank=" ?", same_mark=True, year=r"20\d\d|\d\d", year_required=True)
PRINTED = worded_date(year_required=True, month_word="tháng", year_word="năm")


@pytest.mark.parametrize(
    ("pattern", "text", "written"),
    [
        (SENTENCE, "28/2/2024", WrittenDate(28, 2, 2024)),
        (SENTENCE, "28-02.24", WrittenDate(28, 2, 2024)),
        (SENTENCE, "28/2", WrittenDate(28, 2, None)),
        (SENTENCE, "28 / 2", None),
        (ANSWER, "28 / 2 / 24", WrittenDate(28, 2, 2024)),
        (PLAN, "28.2.24", WrittenDate(28, 2, 2024)),
        (PLAN, "28.2/24", None),
        (PLAN, "28.2", None),
        (worded_date(), "28 thang 2", WrittenDate(28, 2, None)),
        (worded_date(), "28 thang 2 nam 2024", WrittenDate(28, 2, 2024)),
        (worded_date(), "28 thang 2 nam 24", None),
        (PRINTED, "28 tháng 2 năm 2024", WrittenDate(28, 2, 2024)),
        (PRINTED, "28 tháng 2", None),
        (SENTENCE, "31/13/0000", WrittenDate(31, 13, 0)),
    ],
)
def test_read_written_date(pattern: str, text: str, written: WrittenDate | None) -> None:
    found = re.fullmatch(pattern, text)
    assert (read_written_date(found) if found else None) == written


def test_a_month_in_words_is_read_by_its_reader() -> None:
    found = re.fullmatch(r"(?P<day>\d+) thang (?P<month>\w+)(?P<year>)", "5 thang gieng")
    assert found
    assert read_written_date(found, {"gieng": 1}.__getitem__) == WrittenDate(5, 1, None)


@pytest.mark.parametrize(("digits", "year"), [("24", 2024), ("00", 2000), ("1999", 1999), ("0024", 24)])
def test_full_year(digits: str, year: int) -> None:
    assert full_year(digits) == year


@pytest.mark.parametrize(
    ("written", "days"),
    [
        (WrittenDate(28, 2, None), [date(2023, 2, 28), date(2024, 2, 28)]),
        (WrittenDate(28, 2, 2030), [date(2030, 2, 28)]),
        (WrittenDate(29, 2, None), [date(2024, 2, 29)]),
        (WrittenDate(29, 2, 2023), []),
        (WrittenDate(31, 4, None), []),
        (WrittenDate(1, 13, None), []),
        (WrittenDate(1, 1, 0), []),
    ],
)
def test_possible_dates(written: WrittenDate, days: list[date]) -> None:
    assert written.possible_dates((2023, 2024)) == days


def test_a_pattern_without_names_can_hold_two_dates() -> None:
    unnamed = without_names(numeric_date())
    assert re.fullmatch(f"{unnamed} {unnamed}", "1/2 28/02/2024")
    assert re.compile(unnamed).groups == 0
