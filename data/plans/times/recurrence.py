"""Find the deadlines of recurring work: every month, every quarter, the reports of a year."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from data.plans.draft import DeadlineDraft
from data.plans.times import vocabulary
from data.plans.times.milestones import Milestone, Milestones
from data.plans.times.points import Point
from data.plans.times.searchable_text import SearchableText

QUARTER_ENDS = {3: "Quý I", 6: "Quý II", 9: "Quý III", 12: "Quý IV"}
REPORTS = {6: "6 tháng", 12: "năm"}


def find_recurrence(
    text: SearchableText, points: tuple[Point, ...], found: Milestones, year: int
) -> tuple[DeadlineDraft, ...] | None:
    """Return the deadlines of one year of recurring work; None where nothing in `text` says that it recurs.

    The year is the one named in the text, else `year`, that of the plan.
    """
    if vocabulary.NEXT_YEARS.search(text.text) and found.due:
        return _dates(found.due)
    masked = _without_dates(text, points)
    periods = {name for name, pattern in vocabulary.PERIODS.items() if pattern.search(masked)}
    exact = tuple(end for end in found.due if not end.point.is_year)
    if not _recurs(masked, periods, exact):
        return None
    year = _year(text, points, found, year)
    bare = next((end for end in found.ends if end.point.months is None), None)
    if "month" in periods:
        return tuple(_each(bare, year, range(1, 13), {}, masked))
    if "quarter" in periods:
        return tuple(_quarters(bare, exact, year, _names(periods, exact), masked))
    if exact:
        named = "half" in periods and any(_is_quarter(end.point) for end in exact)
        return _with_reports(_dates(exact), periods, year) if named else _dates(exact)
    names = REPORTS if "half" in periods else {12: "năm"}
    names = {6: names[6], 9: "9 tháng", 12: names[12]} if {"half", "nine"} <= periods else names
    return tuple(_each(bare, year, names, names, masked))


def _without_dates(text: SearchableText, points: tuple[Point, ...]) -> str:
    """Blank every point but whole years: "6 tháng và năm 2024" names two reports."""
    masked = text.text
    for point in points:
        if not point.is_year:
            masked = masked[: point.start] + "#" * (point.end - point.start) + masked[point.end :]
    return masked


def _recurs(masked: str, periods: set[str], exact: tuple[Milestone, ...]) -> bool:
    """Tell if periods recur: without "hằng" or "định kỳ" only where no other date is given to them."""
    if vocabulary.REPEATED.search(masked):
        return bool(periods)
    if exact:
        return periods >= {"half", "year"} and any(_is_quarter(end.point) for end in exact)
    return "quarter" in periods or periods >= {"half", "year"}


def _is_quarter(point: Point) -> bool:
    return point.months is not None and point.day is None and point.months[1] - point.months[0] == 2


def _year(text: SearchableText, points: tuple[Point, ...], found: Milestones, year: int) -> int:
    """Return the year named, but not one that work only lasts until; what started earlier goes on in `year`."""
    named = [point for point in points if point.year and not vocabulary.UNTIL.search(text.text[: point.start])]
    if not named or not named[0].year:
        return year
    return max(named[0].year, year) if named[0] in found.starts else named[0].year


def _dates(ends: tuple[Milestone, ...]) -> tuple[DeadlineDraft, ...]:
    dates = {end.deadline.due_on: end.deadline for end in ends if end.deadline}
    return tuple(dates.values())


def _with_reports(written: tuple[DeadlineDraft, ...], periods: set[str], year: int) -> tuple[DeadlineDraft, ...]:
    """Add the named periods to the written quarters, in order: "Báo cáo quý I, 6 tháng, 9 tháng và năm"."""
    named = {"half": (6, "6 tháng"), "nine": (9, "9 tháng"), "year": (12, "năm")}
    reports = (
        DeadlineDraft(_month_end(year, month), label) for period, (month, label) in named.items() if period in periods
    )
    dates = {deadline.due_on: deadline for deadline in (*reports, *written)}
    return tuple(dates[day] for day in sorted(dates))


def _names(periods: set[str], exact: tuple[Milestone, ...]) -> dict[int, str]:
    """Return the labels of the quarters; the half-year and the yearly report replace those of Quý II and Quý IV."""
    months = {end.point.months for end in exact}
    half = {6: "6 tháng"} if "half" in periods or (6, 6) in months else {}
    whole = {12: "năm"} if "year" in periods or (12, 12) in months else {}
    return QUARTER_ENDS | half | whole


def _quarters(
    bare: Milestone | None, exact: tuple[Milestone, ...], year: int, names: dict[int, str], masked: str
) -> Iterator[DeadlineDraft]:
    """Yield every quarter, on the date that is written for it where one is."""
    own = {(end.point.months[1] + 2) // 3 * 3: end.deadline for end in exact if end.point.months}
    for month, deadline in zip(names, _each(bare, year, names, names, masked), strict=True):
        written = own.get(month)
        yield replace(written, label=deadline.label) if written else deadline


def _each(
    bare: Milestone | None, year: int, months: Iterable[int], names: dict[int, str], masked: str
) -> Iterator[DeadlineDraft]:
    """Yield one deadline for each of `months`: on the bare day that is written, else on the last of the month."""
    later = 1 if vocabulary.NEXT_PERIOD.search(masked) else 0
    for month in months:
        on = _month_end(year + (month + later - 1) // 12, (month + later - 1) % 12 + 1)
        if bare and bare.point.day:
            on = on.replace(day=min(bare.point.day, on.day)) - timedelta(days=bare.before)
        yield DeadlineDraft(on, names.get(month, f"Tháng {month}"))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
