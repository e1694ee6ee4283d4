"""A day as people type it: "28/2/2024", "28-02-24", "ngày 28 tháng 2"."""

import re
from datetime import date, timedelta

from data.errors import BadAnswer
from data.text import fold, nfc

_NUMBERS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?\s*\.?$")
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})(?:\s*nam\s*(\d{4}))?\s*\.?$")
_AT_THE_START = re.compile(
    r"(?:(?:xin|gia han|lui|den|het|han|ngay)\s+)*"
    r"(?:(\d{1,2})\s*thang\s*(\d{1,2})(?:\s*nam\s*(\d{4}))?|"
    r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?)(?![\d/])[\s,;:.–-]*"
)
_CENTURY = 2000
_FARTHEST = timedelta(days=366)


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


def day_of(written: re.Match[str], year: int) -> date:
    """What `at_the_end` found, in `year` if it names none. Raises ValueError for a day that no calendar has."""
    day, month, named = written.groups()
    if named:
        year = int(named) if len(named) == 4 else int(named) + _CENTURY
    return date(year, int(month), int(day))


def read_coming_day(text: str, today: date) -> date:
    """A day after `today` (Viet Nam), by a year at most; without a year, the next such day.

    Raises BadAnswer: no_day, bad_day, past_day, far_day.
    """
    said = plain(" ".join(nfc(text).split()))
    written = at_the_end(said)
    if written is None or said[: written.start()].strip() not in ("", "den", "tu"):
        raise BadAnswer("day", "no_day")
    try:
        read = day_of(written, today.year)
        if written[3] is None and read <= today:
            read = read.replace(year=today.year + 1)
    except ValueError as error:
        raise BadAnswer("day", "bad_day") from error
    return _coming(read, today)


def tapped_day(value: str, today: date) -> date:
    """The day on a button, which may have come since it was made. Raises BadAnswer as `read_coming_day` does."""
    try:
        return _coming(date.fromisoformat(value), today)
    except ValueError as error:
        raise BadAnswer("day", "bad_day") from error


def _coming(day: date, today: date) -> date:
    if day <= today:
        raise BadAnswer("day", "past_day")
    if day - today > _FARTHEST:
        raise BadAnswer("day", "far_day")
    return day
