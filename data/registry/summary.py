"""Duties counted by what decides their standing; the judging itself needs the calendar and is done above."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from data.models import Agency, Deadline, Duty, Section, Task
from data.words import State


@dataclass(frozen=True, slots=True)
class Tally:
    """How many duties of one agency and section share a deadline and a day of completion."""

    agency_id: int
    agency_code: str
    agency_short_name: str
    section: str | None
    due_on: date | None
    completed_on: date | None
    count: int


def waiting(session: Session, plan_id: int, agency_id: int | None = None) -> int:
    """How many duties of a plan are reported done and wait for confirmation."""
    query = (
        select(func.count())
        .select_from(Duty)
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .where(col(Task.plan_id) == plan_id, col(Duty.withdrawn).is_(False), col(Duty.state) == State.REPORTED)
    )
    if agency_id is not None:
        query = query.where(col(Duty.agency_id) == agency_id)
    count: int = session.execute(query).scalar_one()
    return count


def tallies(session: Session, plan_id: int, agency_id: int | None = None) -> list[Tally]:
    """The duties of a plan, of all agencies or of one."""
    by = (
        col(Agency.id),
        col(Agency.code),
        col(Agency.short_name),
        col(Section.code),
        col(Deadline.due_on),
        col(Duty.completed_on),
    )
    query = (
        select(*by, func.count())
        .select_from(Duty)
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .join(Agency, col(Duty.agency_id) == col(Agency.id))
        .outerjoin(Section, col(Task.section_id) == col(Section.id))
        .where(col(Task.plan_id) == plan_id, col(Duty.withdrawn).is_(False))
        .group_by(*by)
        .order_by(col(Agency.id))
    )
    if agency_id is not None:
        query = query.where(col(Duty.agency_id) == agency_id)
    return [Tally(*row) for row in session.execute(query)]
