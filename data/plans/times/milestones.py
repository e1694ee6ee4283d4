"""Turn points of time into due dates: which of them are deadlines at all, of which year, and on which day."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from data.plans.draft import DeadlineDraft
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.times import vocabulary
from data.plans.times.points import Point
from data.plans.times.searchable_text import SearchableText


@dataclass(frozen=True, slots=True)
class Milestone:
    """A point that is a deadline.

    `before` says that the point itself is too late ("trước ngày 15"); `deadline` is None for a bare day or a date
    that does not exist.
    """

    point: Point
    before: bool
    deadline: DeadlineDraft | None


@dataclass(frozen=True, slots=True)
class Milestones:
    """The points of a text by their meaning.

    `ends` are deadlines, `starts` the points that say only from when; `doubts` tell what had to be guessed.
    """

    ends: tuple[Milestone, ...]
    starts: tuple[Point, ...]
    doubts: tuple[Remark, ...]

    @property
    def due(self) -> tuple[Milestone, ...]:
        """Return the ends that have a date."""
        return tuple(end for end in self.ends if end.deadline)


def find_milestones(text: SearchableText, points: tuple[Point, ...], year: int) -> Milestones:
    """Find out what `points` of `text` mean in a plan of `year`."""
    placed = _with_months(text, _with_years(text, points, year))
    named = tuple(point for point, after in pairwise(placed) if _is_named_by_day(text, point, after))
    unsure = (*_named_doubts(text, placed, named), *_listed_doubts(text, points))
    placed = tuple(point for point in placed if point not in named)
    followers = zip(placed, (*placed[1:], None), strict=False)
    starts = tuple(point for point, after in followers if _is_start(text, point, after))
    ends = tuple(_milestones(text, placed, starts))
    doubts = (doubt for end in ends for doubt in _doubts(text, end))
    return Milestones(
        ends,
        starts,
        tuple(dict.fromkeys((*_year_doubts(points, starts), *doubts, *_bullet_doubts(text, points), *unsure))),
    )


def _with_years(text: SearchableText, points: tuple[Point, ...], year: int) -> tuple[Point, ...]:
    """Fill in missing years: that of the next point that has one, else of the one before, else the plan's.

    Time goes forward: "tháng 12, tháng 01/2025" starts in 2024, "tháng 10/2024 đến tháng 3" ends in 2025.
    """
    filled: list[Point] = []
    for place, point in enumerate(points):
        later = next((other for other in points[place + 1 :] if other.year), None)
        if point.year:
            filled.append(point)
        elif point.years_on:
            filled.append(replace(point, year=year + point.years_on))
        elif later and later.year:
            back = _months(point) > _months(later) and _joined(text, point, later)
            filled.append(replace(point, year=later.year - back))
        else:
            known = filled[-1].year if filled and filled[-1].year else year
            over = bool(filled) and _goes_over(text, filled[-1], point)
            filled.append(replace(point, year=known + over))
    return tuple(filled)


def _goes_over(text: SearchableText, before: Point, point: Point) -> bool:
    """Tell if a point is of the year after that before it: the end of a range, the day by which a year is told."""
    if _is_range(text, before, point) and _months(point) < _months(before):
        return True
    reported = (_months(before)[1], _months(point)[0]) == (12, 1) and not before.day and bool(point.day)
    return reported and _names_day(text, before, point)


def _with_months(text: SearchableText, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Give a bare day the month right before it: "trong tháng 6 (chậm nhất ngày 25)"."""
    known = list(points)
    for place, (point, after) in enumerate(pairwise(points)):
        of_one_month = point.months is not None and point.months[0] == point.months[1] and not point.day
        if of_one_month and after.months is None and _names_day(text, point, after):
            known[place + 1] = replace(after, months=point.months, year=point.year)
    return tuple(known)


def _names_day(text: SearchableText, point: Point, after: Point) -> bool:
    return bool(vocabulary.NAMED_DAY.match(text.text[point.end : after.start]))


def _months(point: Point) -> tuple[int, int]:
    return point.months or (0, 0)


def _is_named_by_day(text: SearchableText, point: Point, after: Point) -> bool:
    """Tell if a period only says of what the day behind it is: "Quý I trước 15/3", in it or in the month after."""
    if point.months is None or point.day or after.months is None or not after.day or not point.year:
        return False
    first, last = point.months
    if after.year == point.year and first <= after.months[0] <= last:
        return _names_day(text, point, after)
    return _is_in_month_after(point, after) and _says_when(text, point, after)


def _is_in_month_after(point: Point, after: Point) -> bool:
    """Tell if a day is in the month after a period: "Quý IV trước ngày 10/01"."""
    last, month = _months(point)[1], _months(after)[0]
    return (last, month) == (12, 1) or (after.year == point.year and month == last + 1)


def _says_when(text: SearchableText, point: Point, after: Point) -> bool:
    """Tell if words between a period and a day tell that it is due then; a space or line alone parts two times."""
    between = text.text[point.end : after.start]
    return bool(between.strip()) and _names_day(text, point, after)


def _named_doubts(text: SearchableText, placed: tuple[Point, ...], named: tuple[Point, ...]) -> Iterator[Remark]:
    """Doubt a day behind a comma in the month after a period, but for reports: it may be another step."""
    for point, after in pairwise(placed):
        is_parted = bool(vocabulary.ANEW.search(text.text[point.end : after.start]))
        is_within = _months(point)[0] <= _months(after)[0] <= _months(point)[1]
        if point in named and is_parted and not is_within and not vocabulary.REPORTED.search(text.text):
            yield remark(RemarkCode.PART_UNREAD, part=text.written(point.start, after.end))


def _listed_doubts(text: SearchableText, points: tuple[Point, ...]) -> Iterator[Remark]:
    """Doubt a bare day behind several months, whether it is that of each: "tháng 6 và tháng 9 (trước ngày 25)"."""
    for first, second, day in zip(points, points[1:], points[2:], strict=False):
        are_months = first.months and not first.day and second.months and not second.day
        is_listed = vocabulary.LIST.match(text.text[first.end : second.start])
        if are_months and is_listed and day.months is None and _names_day(text, second, day):
            yield remark(RemarkCode.PART_UNREAD, part=text.written(first.start, day.end))


def _joined(text: SearchableText, point: Point, after: Point) -> bool:
    between = text.text[point.end : after.start]
    return bool(vocabulary.LIST.match(between) or vocabulary.RANGE.match(between))


def _is_range(text: SearchableText, point: Point, after: Point) -> bool:
    return not _is_bullet(text, point, after) and bool(vocabulary.RANGE.match(text.text[point.end : after.start]))


def _is_bullet(text: SearchableText, point: Point, after: Point) -> bool:
    """Tell if a dash begins an item rather than ends a range: in "- Quý I - Quý II", whose lines are lost."""
    return text.text.startswith("- ") and text.text[point.end : after.start] == " - "


def _bullet_doubts(text: SearchableText, points: tuple[Point, ...]) -> Iterator[Remark]:
    for point, after in pairwise(points):
        if _is_bullet(text, point, after):
            yield remark(RemarkCode.PART_UNREAD, part=text.written(point.start, after.end))


def _is_start(text: SearchableText, point: Point, after: Point | None) -> bool:
    leads = text.text[: point.start]
    return bool(vocabulary.FROM.search(leads) or (after and _is_range(text, point, after)))


def _milestones(text: SearchableText, points: tuple[Point, ...], starts: tuple[Point, ...]) -> Iterator[Milestone]:
    previous: Milestone | None = None
    for point, behind in zip(points, (None, *points), strict=False):
        leads = text.text[: point.start]
        if point in starts or vocabulary.VISION.search(leads):
            continue
        inherits = _inherits_before(text, previous, point)
        before = inherits or bool(vocabulary.BEFORE.search(leads))
        opening = behind if behind and _is_range(text, behind, point) else point
        noun = "Trước" if inherits else point.noun if opening is point else ""
        previous = Milestone(point, before, _deadline(text, opening, replace(point, noun=noun), before=before))
        yield previous


def _inherits_before(text: SearchableText, previous: Milestone | None, point: Point) -> bool:
    """Tell if "trước" goes for this point too: in "trước ngày 15/6 và 15/12" both days are too late."""
    if previous is None or not previous.before or (previous.point.day is None) != (point.day is None):
        return False
    return bool(vocabulary.LIST.match(text.text[previous.point.end : point.start]))


def _deadline(text: SearchableText, opening: Point, point: Point, *, before: bool) -> DeadlineDraft | None:
    """Return the deadline, labelled with the words of the whole range and the "trước" or "từ" before it."""
    try:
        due_on = _due_on(point, before=before)
    except ValueError:
        return None
    lead = vocabulary.LEAD.search(text.text[: opening.start])
    label = text.written(lead.start() if lead else opening.start, point.end)
    return DeadlineDraft(due_on, f"{point.noun} {label}".strip()) if due_on else None


def _due_on(point: Point, *, before: bool) -> date | None:
    """Return the last day in time. Raises ValueError for a day or month that no calendar has."""
    if point.months is None or point.year is None:
        return None
    first, last, day = _narrowed(point)
    if before and point.part != "cuoi":
        return date(point.year, first, point.day or 1) - timedelta(days=1)
    if not 1 <= last <= 12:
        raise ValueError(last)
    return date(point.year, last, day or monthrange(point.year, last)[1])


def _narrowed(point: Point) -> tuple[int, int, int | None]:
    """Return months and day of a part: the first ten days or half of a month, the first or middle months."""
    first, last = _months(point)
    span = last - first + 1
    match point.part:
        case "dau" if span > 1:
            return first, first + max(1, span // 4) - 1, None
        case "dau":
            return first, last, 10
        case "giua" if span > 1:
            return first, first + (span + 1) // 2 - 1, None
        case "giua":
            return first, last, 15
    return first, last, point.day


def _doubts(text: SearchableText, end: Milestone) -> Iterator[Remark]:
    point = text.written(end.point.start, end.point.end)
    if end.point.months is not None and end.deadline is None:
        yield remark(RemarkCode.NOT_IN_CALENDAR, point=point)
    elif end.deadline and (end.point.part in {"dau", "giua"} or (end.before and end.point.part)):
        yield remark(RemarkCode.NO_EXACT_DAY, point=point)
    if end.point.guessed:
        yield remark(RemarkCode.TWO_DIGIT_YEAR, point=point)


def _year_doubts(points: tuple[Point, ...], starts: tuple[Point, ...]) -> Iterator[Remark]:
    years = {point.year for point in points if point.year}
    beginnings = {point.start for point in starts}
    bare = [point for point in points if point.months and not point.year and point.start not in beginnings]
    if bare and (len(years) > 1 or _goes_back(points)):
        yield remark(RemarkCode.YEAR_AMBIGUOUS)


def _goes_back(points: tuple[Point, ...]) -> bool:
    return any(not point.year and after.year and _months(point) > _months(after) for point, after in pairwise(points))
