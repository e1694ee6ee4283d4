"""Pages of the duties of plans that are chosen by what they are, whose and how they stand, in SQL alone.

A page costs what it shows and one count over an index, however many duties there are.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select
from sqlmodel import Session

from data.enums import OPEN, State
from data.models import Agency, Deadline, Section, Task
from data.registry.duties.due_dates import DUE_ON
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.duty_query import AGENCY, DEADLINE, DUTY, OWED, TASK, select_duties
from data.registry.sql.batches import in_batches
from data.registry.sql.lines import Line, LineQuery, fetch
from data.registry.sql.rows import table_of
from data.rules.agency_levels import Level
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Standing, last_day_on_time, last_overdue

_SECTION = table_of(Section).c
_KNOWN_LEVELS = [level.value for level in Level if level is not Level.OTHER]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which duties of plans are meant: all conditions that are given.

    `section` is the code of one, "" for tasks from the body of the plan; `period` are two dates (Viet Nam) in which
    the duties are due, `undated` those without a date. `standings` are how they stand; `is_open`: still owed.
    """

    plan_ids: Sequence[int]
    agency_id: int | None = None
    level: Level | None = None
    section: str | None = None
    task: str | None = None
    period: tuple[date, date] | None = None
    undated: bool = False
    standings: Collection[Standing] | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class DutyPage:
    """A page of duties, and how many there are in all; `first` is the place of the first of these, from 0."""

    lines: tuple[DutyLine, ...]
    total: int
    first: int


class DutyChoice:
    """The duties of `chosen` as of `today` (Viet Nam), for statements on duties with their deadlines."""

    def __init__(self, session: Session, chosen: Chosen, today: date, calendar: WorkingCalendar) -> None:
        self._session = session
        self._conditions = _conditions(session, chosen, today, calendar)

    def within(self, query: LineQuery[Line]) -> LineQuery[Line]:
        """Return `query`, made of `duty_query.select_duties`, for the chosen duties only."""
        return query.where(*self._conditions)

    def fetch_page(self, place: int, size: int) -> DutyPage:
        """Return a page of `size` duties: by deadline, undated last, then as in the plan, then by agency.

        A `place` behind the last page shows that.
        """
        counted = self._count_by_deadline()
        total = sum(counted.values())
        place = max(0, min(place, (total - 1) // size))
        first = place * size
        ends = dict(zip(counted, accumulate(counted.values()), strict=True))
        shown = [one for one, end in ends.items() if end > first and end - counted[one] < first + size]
        before = ends[shown[0]] - counted[shown[0]] if shown else 0
        place_of = case({one: at for at, one in enumerate(shown)}, value=DUTY.deadline_id) if shown else DUTY.id
        query = self.within(_LINES.where(DUTY.deadline_id.in_(shown))).order_by(place_of, AGENCY.id)
        lines = fetch(self._session, LineQuery(DutyLine, query.statement.offset(first - before).limit(size)))
        return DutyPage(tuple(lines), total, first)

    def stream(self) -> Iterator[DutyLine]:
        """Yield all of them in the order of `fetch_page`, read deadline by deadline in batches."""
        for deadlines in in_batches(list(self._count_by_deadline())):
            place_of = case({one: at for at, one in enumerate(deadlines)}, value=DUTY.deadline_id)
            query = self.within(_LINES.where(DUTY.deadline_id.in_(deadlines)))
            yield from fetch(self._session, query.order_by(place_of, AGENCY.id))

    def _count_by_deadline(self) -> Mapping[int, int]:
        """Return how many duties of each deadline are chosen, in the order of the list."""
        counted = select(DUTY.deadline_id, func.count().label("duties")).select_from(
            table_of(Deadline).join(table_of(Task), DEADLINE.task_id == TASK.id).join(DUTY.id.table, _OF_DEADLINE)
        )
        order = (DEADLINE.due_on.is_(None), DEADLINE.due_on, TASK.plan_id, TASK.position, DEADLINE.position)
        grouped = (
            counted.where(*self._conditions).group_by(DUTY.deadline_id, *order).order_by(*order, DUTY.deadline_id)
        )
        return {deadline_id: count for deadline_id, count in self._session.execute(grouped)}  # noqa: C416 - typed rows


_OF_DEADLINE = DUTY.deadline_id == DEADLINE.id
_LINES = select_duties(DutyLine)


def _conditions(
    session: Session, chosen: Chosen, today: date, calendar: WorkingCalendar
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [TASK.plan_id.in_(chosen.plan_ids), OWED]
    if chosen.agency_id is not None:
        found.append(DUTY.agency_id == chosen.agency_id)
    if chosen.level is not None:
        found.append(DUTY.agency_id.in_(_agencies_of(chosen.level)))
    if chosen.section is not None:
        found.append(_is_in_section(chosen))
    if chosen.task is not None:
        found.append(TASK.code == chosen.task)
    if chosen.period is not None:
        found.append(DUE_ON.between(*chosen.period))
    if chosen.undated:
        found.append(DUE_ON.is_(None))
    if chosen.is_open:
        found.append(DUTY.state.in_(OPEN))
    if chosen.standings is not None:
        tests = _standing_tests(session, chosen.plan_ids, today, calendar)
        found.append(or_(*(tests[one] for one in chosen.standings)))
    return found


def _agencies_of(level: Level) -> Any:
    of_level = AGENCY.kind.not_in(_KNOWN_LEVELS) if level is Level.OTHER else AGENCY.kind == level.value
    return select(table_of(Agency).c.id).where(of_level)


def _is_in_section(chosen: Chosen) -> ColumnElement[bool]:
    if not chosen.section:
        return TASK.section_id.is_(None)
    theirs = select(_SECTION.id).where(_SECTION.code == chosen.section, _SECTION.plan_id.in_(chosen.plan_ids))
    return TASK.section_id.in_(theirs)


def _standing_tests(
    session: Session, plan_ids: Sequence[int], today: date, calendar: WorkingCalendar
) -> Mapping[Standing, ColumnElement[bool]]:
    """Return the conditions that say the same as `data.rules.standing.standing`."""
    judged = and_(DUTY.state.not_in([State.NOT_APPLICABLE, State.REPORTED]), DUE_ON.is_not(None))
    done, still_open = DUTY.completed_on.is_not(None), DUTY.completed_on.is_(None)
    on_time = DUTY.completed_on <= _last_on_time(session, plan_ids, calendar)
    overdue = last_overdue(today, calendar) >= DUE_ON
    return {
        Standing.NOT_APPLICABLE: DUTY.state == State.NOT_APPLICABLE,
        Standing.WAITING: DUTY.state == State.REPORTED,
        Standing.NO_DATE: and_(DUTY.state.not_in([State.NOT_APPLICABLE, State.REPORTED]), DUE_ON.is_(None)),
        Standing.DONE_ON_TIME: and_(judged, done, on_time),
        Standing.DONE_LATE: and_(judged, done, not_(on_time)),
        Standing.OPEN_OVERDUE: and_(judged, still_open, overdue),
        Standing.OPEN_IN_TIME: and_(judged, still_open, not_(overdue)),
    }


def _last_on_time(session: Session, plan_ids: Sequence[int], calendar: WorkingCalendar) -> Any:
    """Return the last day on which a finished duty was on time: it goes by its first deadline, moved by days off."""
    days = select(DEADLINE.due_on).join(table_of(Task), DEADLINE.task_id == TASK.id).distinct()
    dates = session.execute(days.where(TASK.plan_id.in_(plan_ids), DEADLINE.due_on.is_not(None))).scalars()
    moved = {day: last for day in dates if (last := last_day_on_time(day, calendar)) != day}
    return case(moved, value=DEADLINE.due_on, else_=DEADLINE.due_on) if moved else DEADLINE.due_on
