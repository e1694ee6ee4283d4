"""Counts of duties by their dates; scheduler/ judges by the calendar which of them are late."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case, func, select
from sqlmodel import Session

from data.enums import State
from data.models import Agency, Section
from data.registry.duties.due_dates import DUE_ON
from data.registry.duties.duty_query import AGENCY, COLUMNS, DEADLINE, DUTIES_WITH_TASKS, DUTY, TASK
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import table_of
from data.registry.statistics.duty_counts import by_agency_or_all, select_owed

_SECTION = table_of(Section).c


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of duties of one agency and task with the same due date and the same day of completion.

    `section` is None for a task from the body of the plan, `position` its place in the plan.
    """

    agency_id: int
    agency_code: str
    agency_short_name: str
    section: str | None
    position: int
    task: str
    title: str
    due_on: date | None
    completed_on: date | None
    count: int


_TASK_GROUPS = (
    AGENCY.id,
    AGENCY.code,
    AGENCY.short_name,
    _SECTION.code,
    TASK.position,
    TASK.code,
    TASK.title,
    DUE_ON,
    DUTY.completed_on,
)
_TALLIES = by_agency_or_all(
    select_owed(
        Tally,
        agency_id=AGENCY.id,
        section=_SECTION.code,
        position=TASK.position,
        task=TASK.code,
        count=func.count(),
    )
    .join(table_of(Agency), DUTY.agency_id == AGENCY.id)
    .join(table_of(Section), TASK.section_id == _SECTION.id, outer=True)
    .group_by(*_TASK_GROUPS)
    .order_by(AGENCY.id, TASK.position, DUE_ON, DUTY.completed_on)
)


def count_by_task(session: Session, plan_id: int, agency_id: int | None = None) -> list[Tally]:
    """Return the counts for a plan, of all agencies or of one, by agency and in the order of the plan."""
    return _TALLIES.fetch(session, plan_id, agency_id)


@dataclass(frozen=True, slots=True)
class DayTally:
    """The number of duties, of any agency, with the same deadline, date they go by and day of completion.

    `first_due_on` is the deadline as written. `waiting` of the duties are reported done and wait for confirmation,
    `asked` wait for a later date.
    """

    first_due_on: date | None
    due_on: date | None
    completed_on: date | None
    count: int
    waiting: int
    asked: int = 0


_REPORTED = func.sum(case((DUTY.state == State.REPORTED, 1), else_=0))
_DAY_TALLIES = by_agency_or_all(
    select_owed(DayTally, count=func.count(), waiting=_REPORTED, asked=func.count(DUTY.asked_until)).group_by(
        DEADLINE.due_on, DUE_ON, DUTY.completed_on
    )
)


def count_by_dates(session: Session, plan_id: int, agency_id: int | None = None) -> list[DayTally]:
    """Return the counts for a plan, of all agencies or of one, by dates alone."""
    return _DAY_TALLIES.fetch(session, plan_id, agency_id)


@dataclass(frozen=True, slots=True)
class OverdueCount:
    """The number of an agency's duties that are open after a day."""

    agency_id: int
    agency_code: str
    agency_short_name: str
    count: int


_MOST = (
    select(DUTY.agency_id, func.count().label("late"))
    .select_from(DUTIES_WITH_TASKS)
    .where(
        TASK.plan_id == bindparam("plan_id"),
        DUTY.withdrawn.is_(False),
        DUTY.completed_on.is_(None),
        bindparam("due_by") >= DUE_ON,
    )
    .group_by(DUTY.agency_id)
    .order_by(func.count().desc(), DUTY.agency_id)
    .limit(bindparam("most"))
    .subquery()
)
_LATEST = (
    select_lines(OverdueCount, COLUMNS, agency_id=AGENCY.id, count=_MOST.c.late)
    .join(_MOST, _MOST.c.agency_id == AGENCY.id)
    .order_by(_MOST.c.late.desc(), AGENCY.id)
)


def list_most_overdue(session: Session, plan_id: int, due_by: date, most: int) -> list[OverdueCount]:
    """Return the agencies with the most open duties due by a day (Viet Nam), at most `most`, the worst first."""
    return fetch(session, _LATEST, plan_id=plan_id, due_by=due_by, most=most)
