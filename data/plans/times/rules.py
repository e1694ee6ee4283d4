"""Decide which kind of time a text is, by the first of several rules that applies, and say why."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from data.enums import Kind
from data.plans.draft import DeadlineDraft
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.times import vocabulary
from data.plans.times.milestones import Milestone, Milestones
from data.plans.times.points import Point, without_points
from data.plans.times.recurrence import find_recurrence
from data.plans.times.searchable_text import SearchableText


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that rules decide on: what was found in `text`, in a plan of `year`."""

    text: SearchableText
    points: tuple[Point, ...]
    found: Milestones
    year: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of a rule; `doubts` is empty where the reading is certain."""

    kind: Kind
    deadlines: tuple[DeadlineDraft, ...]
    reason: tuple[Remark, ...]
    doubts: tuple[Remark, ...] = ()


_CLAUSE = re.compile(r"[^;]+")
_NO_DEADLINE = (remark(RemarkCode.NO_DEADLINE),)
_CONTINUOUS = (remark(RemarkCode.CONTINUOUS),)


def decide(facts: Facts) -> Reading:
    """Read a time by the first rule that applies; what no rule reads waits for a date from a person."""
    readings = (rule(facts) for rule in _RULES)
    return next(
        (reading for reading in readings if reading),
        Reading(Kind.EXTERNAL, (), (remark(RemarkCode.TIME_UNREADABLE),), _NO_DEADLINE),
    )


def _empty(facts: Facts) -> Reading | None:
    if facts.text.text.strip(" -.,;"):
        return None
    return Reading(Kind.CONTINUOUS, (), (remark(RemarkCode.TIME_EMPTY),), _NO_DEADLINE)


def _phases(facts: Facts) -> Reading | None:
    """Read clauses of which one has its date and another recurs: the dates stay, the rest is asked about."""
    clauses = [
        (hit.start(), hit.end(), bool(vocabulary.REPEATED.search(hit[0])))
        for hit in _CLAUSE.finditer(facts.text.text)
    ]
    again = [(start, end) for start, end, repeated in clauses if repeated]
    due = tuple(one for one in facts.found.due if not any(start <= one.point.start < end for start, end in again))
    if not again or not due:
        return None
    deadlines = tuple({end.deadline.due_on: end.deadline for end in due if end.deadline}.values())
    kind = Kind.ONCE if len(deadlines) == 1 else Kind.MULTIPLE
    goes_on = remark(RemarkCode.GOES_ON_WITHOUT_DEADLINE)
    return Reading(kind, deadlines, _why(facts, due, deadlines), (*facts.found.doubts, goes_on))


def _recurring(facts: Facts) -> Reading | None:
    deadlines = find_recurrence(facts.text, facts.points, facts.found, facts.year)
    exact = [end for end in facts.found.due if not end.point.is_year]
    if not deadlines or (len(deadlines) == 1 and not facts.found.due and _goes_on(facts)):
        return None
    doubts = list(facts.found.doubts)
    if len(deadlines) > len(exact) > 0 and vocabulary.PERIODS["quarter"].search(facts.text.text):
        doubts.append(remark(RemarkCode.REPORT_REPLACES_QUARTER))
    reason = remark(RemarkCode.RECURRING, deadlines=_dates(deadlines))
    doubts += _events(facts)
    return Reading(Kind.RECURRING, deadlines, (reason,), tuple(doubts))


def _dated(facts: Facts) -> Reading | None:
    due = facts.found.due
    if not due or (all(end.point.is_year for end in due) and _year_says_little(facts)):
        return None
    deadlines = tuple({end.deadline.due_on: end.deadline for end in due if end.deadline}.values())
    kind = Kind.ONCE if len(deadlines) == 1 else Kind.MULTIPLE
    doubts = (*facts.found.doubts, *_open_ends(facts), *_bare_days(facts))
    return Reading(kind, deadlines, _why(facts, due, deadlines), doubts)


def _bare_days(facts: Facts) -> Iterator[Remark]:
    """Yield the days of which nothing tells the month."""
    for end in facts.found.ends:
        if end.point.months is None:
            part = facts.text.written(end.point.start, end.point.end)
            yield remark(RemarkCode.PART_UNREAD, part=part)


def _year_says_little(facts: Facts) -> bool:
    # "Thường xuyên trong năm 2024" and "Theo Kế hoạch năm 2024 của Bộ" are not due on 31 December.
    text = facts.text.text
    if vocabulary.FOLLOWS_ANOTHER.search(text):
        return not vocabulary.FINISHING.search(text)
    return bool(vocabulary.CONTINUOUS.search(text)) and not vocabulary.FINISHING.search(text)


def _why(facts: Facts, due: tuple[Milestone, ...], deadlines: tuple[DeadlineDraft, ...]) -> tuple[Remark, ...]:
    dates = _dates(deadlines)
    if len(deadlines) == 1:
        notes = [remark(RemarkCode.ONE_DEADLINE, deadlines=dates)]
    else:
        notes = [remark(RemarkCode.SEVERAL_DEADLINES, count=len(deadlines), deadlines=dates)]
    if any(end.before and not end.point.part for end in due):
        notes.append(remark(RemarkCode.DAY_BEFORE_TAKEN))
    if any(not point.year and point.months for point in facts.points):
        notes.append(remark(RemarkCode.YEAR_FROM_CONTEXT))
    return tuple(notes)


def _dates(deadlines: tuple[DeadlineDraft, ...]) -> tuple[tuple[str, date], ...]:
    return tuple((deadline.label, deadline.due_on) for deadline in deadlines)


def _open_ends(facts: Facts) -> tuple[Remark, ...]:
    signs = {
        RemarkCode.GOES_ON_WITHOUT_DEADLINE: vocabulary.OPEN_TAIL,
        RemarkCode.VAGUE: vocabulary.VAGUE,
        RemarkCode.DEPENDS_ON_EVENT: vocabulary.CONDITION,
        RemarkCode.ALSO_COUNTED_FROM_EVENT: vocabulary.COUNTED_FROM_EVENT,
    }
    found = [remark(code) for code, sign in signs.items() if sign.search(facts.text.text)]
    return tuple(dict.fromkeys((*found, *_events(facts))))


def _events(facts: Facts) -> tuple[Remark, ...]:
    """Doubt a date where the words tell of something that has no day: "mùa khô năm 2026", "trước kỳ họp tháng 7"."""
    text = facts.text.text
    is_of_event = vocabulary.EVENT.search(text) or vocabulary.BEFORE_SOMETHING.search(
        without_points(text, facts.points)
    )
    return (remark(RemarkCode.DEPENDS_ON_EVENT),) if is_of_event else ()


def _not_in_calendar(facts: Facts) -> Reading | None:
    ends = facts.found.ends
    if not any(end.point.months for end in ends):
        return None
    if facts.found.due:
        return None
    return Reading(Kind.ONCE, (), _NO_DEADLINE, facts.found.doubts)


def _counted(facts: Facts) -> Reading | None:
    if not vocabulary.COUNTED_FROM_EVENT.search(facts.text.text):
        return None
    doubts = (remark(RemarkCode.DATE_STARTS_THE_COUNT),) if facts.points else ()
    return Reading(Kind.EXTERNAL, (), (remark(RemarkCode.COUNTED_FROM_EVENT),), doubts)


def _open_start(facts: Facts) -> Reading | None:
    if not facts.found.starts or facts.found.ends:
        return None
    return Reading(Kind.CONTINUOUS, (), (remark(RemarkCode.ONLY_A_START),))


def _continuous(facts: Facts) -> Reading | None:
    if _goes_on(facts):
        return Reading(Kind.CONTINUOUS, (), _CONTINUOUS)
    if vocabulary.TOO_OFTEN.search(facts.text.text):
        return Reading(Kind.CONTINUOUS, (), _CONTINUOUS, (remark(RemarkCode.TOO_OFTEN_FOR_DEADLINES),))
    return None


def _goes_on(facts: Facts) -> bool:
    return bool(vocabulary.CONTINUOUS.search(facts.text.text))


def _irregular(facts: Facts) -> Reading | None:
    if not vocabulary.REPEATED.search(facts.text.text):
        return None
    reason = (remark(RemarkCode.RECURRING_WITHOUT_PERIOD),)
    return Reading(Kind.RECURRING, (), reason, (remark(RemarkCode.NO_PERIOD),))


def _external(facts: Facts) -> Reading | None:
    if not vocabulary.EXTERNAL.search(facts.text.text):
        return None
    return Reading(Kind.EXTERNAL, (), (remark(RemarkCode.EXTERNAL),))


_RULES: tuple[Callable[[Facts], Reading | None], ...] = (
    _empty,
    _phases,
    _recurring,
    _dated,
    _not_in_calendar,
    _counted,
    _open_start,
    _continuous,
    _irregular,
    _external,
)
