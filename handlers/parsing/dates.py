"""Read the date in a typed answer: "28/2/2024", "28-02-24", "ngày 28 tháng 2", before or behind other words."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from data.errors import BadAnswer
from data.text import fold_letterwise, nfc
from data.text.dates import WrittenDate, numeric_date, read_written_date, worded_date

_DATES = (worded_date(blank=r"\s*"), numeric_date(blank=r"\s*"))
_AT_END = tuple(re.compile(rf"(?:ngay\s*)?{written}\s*\.?$") for written in _DATES)
_AT_START = tuple(re.compile(rf"{written}(?![\d/])[\s,;:.–-]*") for written in _DATES)
_LEADING_WORDS = re.compile(
    r"(?:(?:xin|gia han|lui|den|het|han|ngay)\b\s*(?::\s*)?)*"  # blanks in one way only, else time doubles per word
)
_FARTHEST = timedelta(days=366)
_NEXT_DAY = timedelta(days=1)


def find_date_at_end(text: str) -> tuple[WrittenDate, int] | None:
    """Return the date with which a folded text ends, and the place where it begins."""
    found = next((found for pattern in _AT_END if (found := pattern.search(text))), None)
    return (read_written_date(found), found.start()) if found else None


def find_date_at_start(text: str) -> tuple[WrittenDate, int] | None:
    """Return the date with which a folded text begins, and the place where the text behind it begins."""
    words = _LEADING_WORDS.match(text)
    place = words.end() if words else 0
    found = next((found for pattern in _AT_START if (found := pattern.match(text, place))), None)
    return (read_written_date(found), found.end()) if found else None


def possible_dates(written: WrittenDate, years: Iterable[int]) -> list[date]:
    """Return the dates that `written` can mean: in its own year, or in each of `years` where it has none.

    Raises ValueError where none of them has such a day, BadAnswer("day", "no_leap_day") where it is 29 February.
    """
    found = written.possible_dates(years)
    if not found and written.is_leap_day:
        raise BadAnswer("day", "no_leap_day")
    if not found:
        raise ValueError(f"no year has {written.day}/{written.month}")
    return found


def read_coming_day(text: str, today: date) -> date:
    """Return the date typed, which `check_coming` lets through; without a year, the next such day.

    Raises BadAnswer: no_day, bad_day, no_leap_day, and those of `check_coming`.
    """
    folded = fold_letterwise(" ".join(nfc(text).split()))
    found = find_date_at_end(folded)
    if found is None or folded[: found[1]].strip() not in ("", "den", "tu"):
        raise BadAnswer("day", "no_day", today + _NEXT_DAY)
    try:
        possible = possible_dates(found[0], (today.year, today.year + 1))
    except ValueError as error:
        raise BadAnswer("day", "bad_day", today + _NEXT_DAY) from error
    return check_coming(next((day for day in possible if day > today), possible[-1]), today)


def check_coming(day: date, today: date) -> date:
    """Return `day`, which lies after `today` (Viet Nam) by a year at most. Raises BadAnswer: past_day, far_day."""
    if day <= today:
        raise BadAnswer("day", "past_day")
    if day - today > _FARTHEST:
        raise BadAnswer("day", "far_day")
    return day
