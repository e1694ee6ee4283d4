"""Open duties by the date of their deadline: what a reminder can be about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, text
from sqlmodel import Session, col

from data.models import Agency, Deadline, Duty, Plan, Task
from data.registry.due_dates import DUE_ON, open_and_due
from data.registry.portions import portions
from data.words import State


@dataclass(frozen=True, slots=True)
class OwedDuty:
    """An open duty with a date. `due_on` is the date it goes by (Viet Nam), `imported_at` when the plan was read."""

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
        DUE_ON,
        col(Plan.issued_on),
        col(Plan.imported_at),
    )
    .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
    .join(Task, col(Deadline.task_id) == col(Task.id))
    .join(Plan, col(Task.plan_id) == col(Plan.id))
    .join(Agency, col(Duty.agency_id) == col(Agency.id))
    # As the index `ix_duty_open` says it, without parameters: then it is read and finished duties are not.
    .where(text("duty.state NOT IN ('done', 'reported') AND NOT duty.withdrawn"))
    .order_by(col(Agency.code), DUE_ON, col(Task.position), col(Duty.id))
)


def due(
    session: Session, on: Collection[date], *, before: date | None = None, agency_id: int | None = None
) -> list[OwedDuty]:
    """Open duties due on one of the days `on`, or earlier than `before`; of all agencies or of one."""

    def meets(due_on: Any) -> ColumnElement[bool]:
        exactly: ColumnElement[bool] = due_on.in_(on)
        return exactly if before is None else or_(exactly, due_on < before)

    query = _OPEN if agency_id is None else _OPEN.where(col(Duty.agency_id) == agency_id)
    by_plan, extended = ([OwedDuty(*row) for row in session.execute(part)] for part in open_and_due(query, meets))
    return sorted([*by_plan, *extended], key=_by_agency_and_date) if extended else by_plan


def some(session: Session, duty_ids: Iterable[int]) -> list[OwedDuty]:
    """Those of these duties that are open and have a date."""
    dated = _OPEN.where(DUE_ON.is_not(None))
    return [
        OwedDuty(*row) for ids in portions(duty_ids) for row in session.execute(dated.where(col(Duty.id).in_(ids)))
    ]


def _by_agency_and_date(duty: OwedDuty) -> tuple[str, date]:
    return duty.agency_code, duty.due_on
