"""A day as people type it: "28/2/2024", "28-02-24", "ngày 28 tháng 2"."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from data.errors import BadAnswer
from data.text import fold, nfc

_NUMBERS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?\s*\.?$")
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})(?:\s*nam\s*(\d{4}))?\s*\.?$")
_AT_THE_START = re.compile(
    r"(?:(?:xin|gia han|lui|den|het|han|ngay)\b\s*(?::\s*)?)*"  # blanks in one way only, else time doubles per word
    r"(?:(\d{1,2})\s*thang\s*(\d{1,2})(?:\s*nam\s*(\d{4}))?|"
    r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?)(?![\d/])[\s,;:.–-]*"
)
_CENTURY = 2000
_FARTHEST = timedelta(days=366)
_NEXT_DAY = timedelta(days=1)
_LEAP_DAY = (29, 2)


def plain(text: str) -> str:
    """`text` in small letters without accents, one for one."""
    return "".join(fold(letter)[:1] or letter for letter in text)


def at_the_end(text: str) -> re.Match[str] | None:
    """The day with which a `plain` text ends: day, month, and year or None."""
    return _WORDS.search(text) or _NUMBERS.search(text)


def at_the_start(text: str) -> tuple[int, int, int | None, int] | None:
    """The day with which a `plain` text begins: day, month, year or None; and where what follows begins."""
    written = _AT_THE_START.match(text)
    if written is None:
        return None
    day, month, year = written.groups()[:3] if written[1] else written.groups()[3:]
    named = None if year is None else int(year) if len(year) == 4 else int(year) + _CENTURY
    return int(day), int(month), named, written.end()


def days_of(written: re.Match[str], years: Iterable[int]) -> list[date]:
    """The days that `at_the_end` may have found: in each of `years`, or in the one that it names.

    Raises ValueError where none of them has such a day, BadAnswer("day", "no_leap_day") where it is 29 February.
    """
    day, month = int(written[1]), int(written[2])
    if named := written[3]:
        years = [int(named) + (_CENTURY if len(named) == 2 else 0)]
    found = [read for year in years if (read := real_day(year, month, day))]
    if not found and (day, month) == _LEAP_DAY:
        raise BadAnswer("day", "no_leap_day")
    if not found:
        raise ValueError(f"no year has {day}/{month}")
    return found


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_coming_day(text: str, today: date) -> date:
    """A `coming` day; without a year, the next such day.

    Raises BadAnswer: no_day, bad_day, no_leap_day, and what `coming` does.
    """
    said = plain(" ".join(nfc(text).split()))
    written = at_the_end(said)
    if written is None or said[: written.start()].strip() not in ("", "den", "tu"):
        raise BadAnswer("day", "no_day", today + _NEXT_DAY)
    try:
        possible = days_of(written, (today.year, today.year + 1))
    except ValueError as error:
        raise BadAnswer("day", "bad_day", today + _NEXT_DAY) from error
    return coming(next((day for day in possible if day > today), possible[-1]), today)


def coming(day: date, today: date) -> date:
    """`day`, which lies after `today` (Viet Nam), by a year at most. Raises BadAnswer: past_day, far_day."""
    if day <= today:
        raise BadAnswer("day", "past_day")
    if day - today > _FARTHEST:
        raise BadAnswer("day", "far_day")
    return day
