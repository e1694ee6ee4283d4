"""Dates of tasks that wait for somebody else's document: a person enters them, with that document."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.enums import Kind
from data.errors import NotFound
from data.models import Deadline, Plan, Task
from data.registry.office import audit
from data.registry.sql.rows import execute_count


@dataclass(frozen=True, slots=True)
class Waiting:
    """A deadline of an external task. `due_on` and `dated_by` are None until somebody has entered them.

    `words` are those of the plan; `standing_agency_id` is the body that follows it.
    """

    deadline_id: int
    code: str
    title: str
    words: str
    due_on: date | None
    dated_by: str | None
    plan_number: str
    plan_year: int
    issued_on: date
    standing_agency_id: int | None

    @property
    def year_end(self) -> date:
        """The last day of the plan's year: a date that can be entered."""
        return max(date(self.plan_year, 12, 31), self.issued_on)


_WAITING = (
    select(
        col(Deadline.id),
        col(Task.code),
        col(Task.title),
        col(Deadline.label),
        col(Deadline.due_on),
        col(Deadline.dated_by),
        col(Plan.number),
        col(Plan.year),
        col(Plan.issued_on),
        col(Plan.standing_agency_id),
    )
    .join(Task, col(Deadline.task_id) == col(Task.id))
    .join(Plan, col(Task.plan_id) == col(Plan.id))
    .where(col(Task.kind) == Kind.EXTERNAL, col(Deadline.withdrawn).is_(False), col(Task.withdrawn).is_(False))
)


def find(session: Session, deadline_id: int) -> Waiting:
    """Raises NotFound, also for a deadline that the plan itself dates."""
    row = session.execute(_WAITING.where(col(Deadline.id) == deadline_id)).first()
    if row is None:
        raise NotFound("deadline", str(deadline_id))
    return Waiting(*row)


def set_date(session: Session, seen: Waiting, due_on: date, document: str, *, officer_id: int, now: datetime) -> bool:
    """The deadline is `due_on` by `document`, for every agency that owes it; what was entered before stays in the
    trace. False, and nothing is changed, if it is not as `seen` any more.
    """
    was = col(Deadline.due_on) == seen.due_on if seen.due_on else col(Deadline.due_on).is_(None)
    as_seen = update(Deadline).where(col(Deadline.id) == seen.deadline_id, was)
    if execute_count(session, as_seen.values(due_on=due_on, dated_by=document)) != 1:
        return False
    subject = f"{seen.plan_number} {seen.code} {due_on.isoformat()} {document}"
    audit.note(session, now=now, actor=f"officer:{officer_id}", action="deadline.date", subject=subject)
    return True
