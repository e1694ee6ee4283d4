"""Open duties by the date of their deadline: what a reminder can be about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select, text
from sqlmodel import Session, col

from data.models import Agency, Deadline, Duty, Plan, Task
from data.registry.portions import portions
from data.words import State


@dataclass(frozen=True, slots=True)
class OwedDuty:
    """An open duty with a date. `due_on` is the written deadline (Viet Nam), `imported_at` when the plan was read."""

    id: int
    state: State
    agency_id: int
    agency_code: str
    code: str
    title: str
    due_on: date
    issued_on: date
    imported_at: datetime


_OPEN = (
    select(
        col(Duty.id),
        col(Duty.state),
        col(Duty.agency_id),
        col(Agency.code),
        col(Task.code),
        col(Task.title),
        col(Deadline.due_on),
        col(Plan.issued_on),
        col(Plan.imported_at),
    )
    .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
    .join(Task, col(Deadline.task_id) == col(Task.id))
    .join(Plan, col(Task.plan_id) == col(Plan.id))
    .join(Agency, col(Duty.agency_id) == col(Agency.id))
    # As the index `ix_duty_open` says it, without parameters: then it is read and finished duties are not.
    .where(text("duty.state NOT IN ('done', 'reported') AND NOT duty.withdrawn"))
    .order_by(col(Agency.code), col(Deadline.due_on), col(Task.position), col(Duty.id))
)


def due(
    session: Session, on: Collection[date], *, before: date | None = None, agency_id: int | None = None
) -> list[OwedDuty]:
    """Open duties due on one of the days `on`, or earlier than `before`; of all agencies or of one."""
    exactly = col(Deadline.due_on).in_(on)
    query = _OPEN.where(exactly if before is None else or_(exactly, col(Deadline.due_on) < before))
    if agency_id is not None:
        query = query.where(col(Duty.agency_id) == agency_id)
    return [OwedDuty(*row) for row in session.execute(query)]


def some(session: Session, duty_ids: Iterable[int]) -> list[OwedDuty]:
    """Those of these duties that are open and have a date."""
    dated = _OPEN.where(col(Deadline.due_on).is_not(None))
    return [
        OwedDuty(*row) for ids in portions(duty_ids) for row in session.execute(dated.where(col(Duty.id).in_(ids)))
    ]
