"""Days, weeks, months, quarters and years, counted from today. Weeks go from Monday to Sunday."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from handlers.base.query import Period

MONTHS, QUARTER = 12, 3

Match = re.Match[str]
Reader = Callable[[Match, date], Period]
"""Function from matched words of time and today to the period that they name."""


def months(year: int, first: int, count: int) -> Period:
    """Return `count` whole months; `first` may lie outside 1-12 and then belongs to another year."""
    start = year * MONTHS + first - 1
    end = start + count - 1
    last = date(end // MONTHS, end % MONTHS + 1, 1)
    days = monthrange(last.year, last.month)[1]
    return Period(date(start // MONTHS, start % MONTHS + 1, 1), last.replace(day=days))


def days(first: int, last: int) -> Reader:
    return lambda _hit, today: Period(today + timedelta(first), today + timedelta(last))


def week(ahead: int) -> Reader:
    def read(_hit: Match, today: date) -> Period:
        monday = today + timedelta(7 * ahead - today.weekday())
        return Period(monday, monday + timedelta(6))

    return read


def month(ahead: int) -> Reader:
    return lambda _hit, today: months(today.year, today.month + ahead, 1)


def quarter(ahead: int) -> Reader:
    return lambda _hit, today: months(today.year, (quarter_of(today) + ahead) * QUARTER + 1, QUARTER)


def year(ahead: int) -> Reader:
    return lambda _hit, today: months(today.year + ahead, 1, MONTHS)


def quarter_of(day: date) -> int:
    """Counted from nought."""
    return (day.month - 1) // QUARTER
