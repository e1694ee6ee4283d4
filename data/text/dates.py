"""One written date, "28/2/2024", "28-02-24", "28 tháng 2": its pattern and the days that it can mean.

The patterns are for folded text and name the groups "day", "month" and "year". Each reader of plans, answers and
sentences decides by their parameters how freely a date may be written, adds the words that may stand around it, and
chooses the year where none is written.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

DAY = r"(?P<day>\d{1,2})"
MONTH = r"(?P<month>\d{1,2})"

_CENTURY = 2000
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written, not always one that exists; `year` is None where none was written."""

    day: int
    month: int
    year: int | None

    @property
    def is_leap_day(self) -> bool:
        """Tell if the date is 29 February, which most years do not have."""
        return (self.day, self.month) == (29, 2)

    def in_year(self, year: int) -> date | None:
        """Return the date in `year`, whatever year is written; None where that year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def possible_dates(self, years: Iterable[int]) -> list[date]:
        """Return the date in its own year, or in each of `years` where none is written; only dates that exist."""
        years = years if self.year is None else [self.year]
        return [found for year in years if (found := self.in_year(year))]


def read_written_date(match: re.Match[str], read_month: Callable[[str], int] = int) -> WrittenDate:
    """Return the date in the groups "day", "month" and "year" of `match`; `read_month` reads months in words."""
    year = match["year"]
    return WrittenDate(int(match["day"]), read_month(match["month"]), full_year(year) if year else None)


def full_year(digits: str) -> int:
    """Return the year that four digits, or the last two of this century, stand for."""
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)


def numeric_date(
    *,
    blank: str = "",
    marks: str = "/.-",
    same_mark: bool = False,
    year: str = r"\d{4}|\d{2}",
    year_required: bool = False,
) -> str:
    """Return the pattern of "28/2" and "28/2/2024", with `blank` around each of the `marks`."""
    mark = rf"{blank}(?P<mark>[{marks}]){blank}" if same_mark else rf"{blank}[{marks}]{blank}"
    second_mark = rf"{blank}(?P=mark){blank}" if same_mark else mark
    return rf"{DAY}{mark}{MONTH}{_year(second_mark, year, required=year_required)}"


def worded_date(
    *,
    blank: str = " ",
    year: str = r"\d{4}",
    year_required: bool = False,
    month_word: str = "thang",
    year_word: str = "nam",
) -> str:
    """Return the pattern of "28 tháng 2" and "28 tháng 2 năm 2024", with `blank` around the words."""
    named_year = _year(f"{blank}{year_word}{blank}", year, required=year_required)
    return rf"{DAY}{blank}{month_word}{blank}{MONTH}{named_year}"


def without_names(pattern: str) -> str:
    """Return `pattern` with its named groups unnamed, for a pattern that holds several dates and reads none."""
    return _NAMED_GROUP.sub("(?:", pattern)


def _year(separator: str, year: str, *, required: bool) -> str:
    written = rf"{separator}(?P<year>{year})"
    return written if required else f"(?:{written})?"
