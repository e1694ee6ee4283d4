"""Find the points of time named in a text: days, months, quarters, halves and years."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.plans.times.vocabulary import COUNTS, QUARTERS, YEAR
from data.text.dates import DAY, MONTH, full_year, numeric_date


@dataclass(frozen=True, slots=True)
class Point:
    """A point of time as written.

    `start` and `end` are its place in the searched text. `months` are the first and last month meant, from 1
    and not always possible ones; None for a bare day ("ngày 15"). `year` is None where none is written,
    `years_on` 1 for "năm sau". `part` narrows the months: "dau", "giua", "cuoi". `guessed` marks a year of two
    digits, `noun` is the word that a list does not repeat ("Quý" in "quý II, III").
    """

    start: int
    end: int
    months: tuple[int, int] | None
    day: int | None = None
    year: int | None = None
    years_on: int = 0
    part: str = ""
    guessed: bool = False
    noun: str = ""

    @property
    def is_year(self) -> bool:
        """Tell if the point is a whole year."""
        return self.months == (1, 12) and not self.part


_PART = r"(?:\b(?P<part>dau|giua|cuoi|het|thuong tuan|trung tuan|ha tuan) )?"
_PARTS = {"het": "cuoi", "thuong tuan": "dau", "trung tuan": "giua", "ha tuan": "cuoi"}
_TAIL = rf"(?:(?: ?[/.-] ?|,? (?:cua )?nam | ?/ ?nam | )(?P<year>{YEAR})(?!\d)| (?P<next>nam (?:sau|toi)\b))?"
_NAMED = rf"(?:,? nam (?P<year>{YEAR})| (?P<next>nam (?:sau|toi)\b))?"
_COUNTED = r"(?![\w%]|[/.-]\d{1,2}(?!\d)| (?:ngay|thang|don vi|xa|co quan|nhiem vu)\b)"
_AND = r"(?P<join> ?(?:,|;|va|-|den|&|\+|hoac) ?)"
_FULL_DATE = numeric_date(blank=" ?", same_mark=True, year=rf"{YEAR}|\d\d", year_required=True)
_EACH = r"(?:(?<!\bmoi )(?<!\bhang )(?<!\btung )|(?=quy (?:i{1,3}|iv)\b|thang \d{1,2} ?(?:[/-]|nam \d)))"
"""What follows "mỗi" is a count: "mỗi quý một lớp" names no quarter; "năm học mới tháng 8/2026" is read alike."""

_QUARTER = r"(?P<quarter>iv|i{1,3}|v|[1-9]|mot|hai|ba|tu|bon)"
_FULL_YEAR = rf"(?P<year>{YEAR})"

_PATTERNS: tuple[tuple[str, str], ...] = (
    (rf"(?:\bngay )?(?<![\d/.]){_FULL_DATE}(?![\d/])", ""),
    (rf"{_PART}{_EACH}\b(?:quy |q\.? ?){_QUARTER}\b(?! lan){_TAIL}", rf"{_AND}{_QUARTER}{_TAIL}{_COUNTED}"),
    (rf"(?:\bngay )?(?<![\d/])(?<!tuan )(?<!tuan thu ){DAY} thang {MONTH}(?!\d| lan){_TAIL}", ""),
    (rf"\b(?P<count>\d{{1,2}}|ba|sau|chin) thang dau nam(?:[ /]+{_FULL_YEAR})?", ""),
    (rf"\b(?:(?:nua|0?6 thang|sau thang) (?P<half>dau|cuoi)) nam(?:[ /]+{_FULL_YEAR})?", ""),
    (rf"{_PART}{_EACH}\bthang {MONTH}(?!\d| lan){_TAIL}", rf"{_AND}{MONTH}{_TAIL}{_COUNTED}"),
    (rf"{_PART}(?<![\d/]){MONTH} ?[/-] ?{_FULL_YEAR}(?![\d/])", ""),
    (rf"\bngay {DAY} ?/ ?{MONTH}(?![\d/]){_NAMED}", ""),
    (rf"(?<![\d/.,]){DAY} ?/ ?(?P<month>0?[1-9]|1[0-2])(?![\d/]){_NAMED}", ""),
    (rf"{_PART}(?:\bnam )?(?<![\d/]){_FULL_YEAR}(?![\d/])", ""),
    (r"\b(?P<part>dau|giua|cuoi|het) nam(?: nay)?\b(?! ?\d)", ""),
    (r"\bca nam(?= ?:| dat (?:it nhat |tren )?\d)|(?<=# va )ca nam\b|(?<=#[,;] )ca nam\b", ""),
    (r"\b(?:trong nam|nam nay|nam ke hoach)\b(?! (?:\d|tiep theo|sau))", ""),
    (rf"\bngay {DAY}(?![\d/])", ""),
    (
        rf"(?:^|\btruoc |\bmung |\bcham nhat ){DAY}"
        r"(?= (?:hang|moi|cua) thang\b| thang cuoi\b| (?:cua )?thang (?:dau|cuoi) )",
        "",
    ),
)
"""A point and, where numbers may follow in a list ("quý II, III/2024"), what follows; earlier rows win."""

_COMPILED = tuple((re.compile(first), re.compile(more) if more else None) for first, more in _PATTERNS)


def find_points(text: str) -> tuple[Point, ...]:
    """Return all points of time in folded `text`, in its order, none overlapping another."""
    points: list[Point] = []
    for first, more in _COMPILED:
        for hit in list(_hits(first, more, text)):
            point = _point(hit)
            points.append(point)
            text = text[: point.start] + "#" * (point.end - point.start) + text[point.end :]
    return tuple(sorted(points, key=lambda point: point.start))


def without_points(text: str, points: Iterable[Point]) -> str:
    """Return folded `text` with its points blanked out; positions stay."""
    for point in points:
        text = text[: point.start] + "#" * (point.end - point.start) + text[point.end :]
    return text


def _hits(first: re.Pattern[str], more: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    for hit in first.finditer(text):
        yield hit
        following = more.match(text, hit.end()) if more else None
        while more and following:
            yield following
            following = more.match(text, following.end())


def _point(hit: re.Match[str]) -> Point:
    parts = {name: value for name, value in hit.groupdict().items() if value is not None}
    year = parts.get("year", "")
    return Point(
        start=hit.end("join") if "join" in parts else hit.start(),
        end=hit.end(),
        months=_months(parts),
        day=int(parts["day"]) if "day" in parts else None,
        year=full_year(year) if year else None,
        years_on=1 if "next" in parts else 0,
        part=_PARTS.get(part := parts.get("part", ""), part),
        guessed=len(year) == 2,
        noun=("Quý" if "quarter" in parts else "Tháng") if "join" in parts else "",
    )


def _months(parts: dict[str, str]) -> tuple[int, int] | None:
    match parts:
        case {"month": month}:
            return int(month), int(month)
        case {"quarter": written}:
            quarter = QUARTERS.get(written) or int(written)
            return quarter * 3 - 2, quarter * 3
        case {"count": written}:
            return 1, COUNTS.get(written) or int(written)
        case {"half": half}:
            return (1, 6) if half == "dau" else (7, 12)
        case {"day": _}:
            return None
    return 1, 12
