"""Duties counted by what decides their standing; the judging itself needs the calendar and is done above."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case, func, select
from sqlmodel import Session

from data.enums import State
from data.models import Agency, Section
from data.registry.duties.due_dates import DUE_ON
from data.registry.sql.rows import fetch_rows, table_of
from data.registry.statistics.duty_counts import DEADLINE, DUTY, TASK, count, owed

_AGENCY, _SECTION = table_of(Agency).c, table_of(Section).c


@dataclass(frozen=True, slots=True)
class Tally:
    """How many duties of one agency and task share the date they go by and a day of completion.

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


_OF_AGENCY = (_AGENCY.id, _AGENCY.code, _AGENCY.short_name)
_BY = (*_OF_AGENCY, _SECTION.code, TASK.position, TASK.code, TASK.title, DUE_ON, DUTY.completed_on)
_TALLIES = count(
    owed(*_BY, func.count())
    .join(table_of(Agency), DUTY.agency_id == _AGENCY.id)
    .outerjoin(table_of(Section), TASK.section_id == _SECTION.id)
    .group_by(*_BY)
    .order_by(_AGENCY.id, TASK.position, DUE_ON, DUTY.completed_on)
)


def count_by_task(session: Session, plan_id: int, agency_id: int | None = None) -> list[Tally]:
    """The duties of a plan, of all agencies or of one, by agency and in the order of the plan."""
    return [Tally(*row) for row in _TALLIES.rows(session, plan_id, agency_id)]


@dataclass(frozen=True, slots=True)
class DayTally:
    """How many duties, whosever they are, share their dates: the deadline as written, the date they go by, the day of
    completion. `waiting` of them are reported done and wait for confirmation, `asked` wait for a later date."""

    first_due_on: date | None
    due_on: date | None
    completed_on: date | None
    count: int
    waiting: int
    asked: int = 0


_DAYS = (DEADLINE.due_on, DUE_ON, DUTY.completed_on)
_REPORTED = func.sum(case((DUTY.state == State.REPORTED, 1), else_=0))
_DAY_TALLIES = count(owed(*_DAYS, func.count(), _REPORTED, func.count(DUTY.asked_until)).group_by(*_DAYS))


def count_by_dates(session: Session, plan_id: int, agency_id: int | None = None) -> list[DayTally]:
    """The duties of a plan, of all agencies or of one, by their dates alone."""
    return [DayTally(*row) for row in _DAY_TALLIES.rows(session, plan_id, agency_id)]


@dataclass(frozen=True, slots=True)
class Late:
    """An agency, and how many of its duties are open after a day."""

    agency_id: int
    agency_code: str
    agency_short_name: str
    count: int


_MOST = (
    owed(DUTY.agency_id, func.count().label("late"))
    .where(DUTY.completed_on.is_(None), bindparam("due_by") >= DUE_ON)
    .group_by(DUTY.agency_id)
    .order_by(func.count().desc(), DUTY.agency_id)
    .limit(bindparam("most"))
    .subquery()
)
_LATEST = (
    select(*_OF_AGENCY, _MOST.c.late)
    .join_from(_MOST, table_of(Agency), _MOST.c.agency_id == _AGENCY.id)
    .order_by(_MOST.c.late.desc(), _AGENCY.id)
)


def most_overdue_agencies(session: Session, plan_id: int, due_by: date, most: int) -> list[Late]:
    """The agencies with the most open duties due by a day (Viet Nam), at most `most` of them, the worst first."""
    return [Late(*row) for row in fetch_rows(session, _LATEST, plan_id=plan_id, due_by=due_by, most=most)]
