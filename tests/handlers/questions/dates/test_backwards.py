"""Periods whose end is named before their beginning: they end at its next occurrence, and never run backwards."""

from datetime import date
from itertools import product

import pytest

from data.rules.calendar import WorkingCalendar
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.dates.time_words import InvalidDate

JUNE, NOVEMBER, DECEMBER = date(2024, 6, 18), date(2024, 11, 18), date(2024, 12, 20)
TIMES = (
    *("nay", "hom nay", "mai", "thu hai", "thu sau", "ngay 5", "15/3", "25/12", "1/6/2024", "1/3/2024"),
    *("thang 2", "thang 11", "thang sau", "thang truoc", "quy 1", "quy 4", "cuoi thang", "dau thang", "cuoi nam"),
    *("giua thang 1", "tet", "tet duong lich", "dau quy 2", "tuan sau", "30/4", "thang 12/2024", "nam nay"),
)


@pytest.mark.parametrize(
    ("today", "text", "first", "last"),
    [
        (JUNE, "tu nay den tet", JUNE, date(2025, 2, 2)),
        (JUNE, "tu gio den quy 1", JUNE, date(2025, 3, 31)),
        (JUNE, "tu nay den 15/3", JUNE, date(2025, 3, 15)),
        (JUNE, "tu hom nay den ngay 5", JUNE, date(2024, 7, 5)),
        (JUNE, "tu thu sau den thu tu", date(2024, 6, 21), date(2024, 6, 26)),
        (JUNE, "tu thang 10 den thang 2", date(2024, 10, 1), date(2025, 2, 28)),
        (JUNE, "thang 11 den thang 2", date(2024, 11, 1), date(2025, 2, 28)),
        (JUNE, "tu 20/12 den 10/1", date(2024, 12, 20), date(2025, 1, 10)),
        (JUNE, "tu thang 10 den nay", date(2023, 10, 1), JUNE),
        (NOVEMBER, "tu nay den het thang 1", NOVEMBER, date(2025, 1, 31)),
        (DECEMBER, "truoc 15/1", None, date(2025, 1, 14)),
        (DECEMBER, "den 5/1", None, date(2025, 1, 5)),
        (JUNE, "den het quy 1", None, date(2024, 3, 31)),
        (JUNE, "tu thang 7 den thang 9", date(2024, 7, 1), date(2024, 9, 30)),
    ],
)
def test_a_time_that_is_over_before_its_beginning_is_the_next_one(
    today: date, text: str, first: date | None, last: date
) -> None:
    found = DateRangeReader(today, WorkingCalendar()).find(text)
    assert found
    assert (found.period.first, found.period.last) == (first, last)


@pytest.mark.parametrize("text", ["tu mai den hom nay", "tu 1/6/2024 den 1/3/2024", "tu tuan sau den hom qua"])
def test_a_period_that_can_only_run_backwards_is_no_time(text: str) -> None:
    with pytest.raises(InvalidDate):
        DateRangeReader(JUNE, WorkingCalendar()).find(text)


@pytest.mark.parametrize("today", [JUNE, NOVEMBER, DECEMBER, date(2024, 1, 2), date(2024, 2, 29)])
def test_no_period_runs_backwards(today: date) -> None:
    reader = DateRangeReader(today, WorkingCalendar())
    forms = ("tu {} den {}", "{} den {}", "trong khoang {} den {}", "{} - {}", "{} va {}")
    for form, one, other in product(forms, TIMES, TIMES):
        try:
            found = reader.find(form.format(one, other))
        except InvalidDate:
            continue
        first, last = (found.period.first, found.period.last) if found else (None, None)
        assert first is None or last is None or first <= last, form.format(one, other)
