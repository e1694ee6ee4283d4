"""What the digests of officers carry besides their agency's own stages, as the registry has it at this moment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from data.models import Agency, Deadline, Duty, Officer, Plan, Reminder, Task
from data.registry.due_dates import DUE_ON
from data.registry.leftovers import has_later_stage
from data.registry.reopened import REOPENED_AT
from data.words import OPEN, Kind, ReminderState, Role

_ASK = "ask"
"""`scheduler.stages.Stage.ASK`: the stage of every question about a duty without a date."""


@dataclass(frozen=True, slots=True)
class CarriedCall:
    """A planned reminder of a delivery that is a step of lateness or a question, with its duty as it is now.

    `overtaken`: the officer has a later one of the same duty. `role` is that of the officer, `officer_agency_id`
    their agency. `reopened_at` is the instant (UTC) since which the duty is owed again, None if it always was.
    """

    reminder_id: int
    stage: str
    falls_on: date
    send_on: date
    overtaken: bool
    role: Role
    officer_agency_id: int
    duty_id: int
    version: int
    open: bool
    agency_id: int
    agency_short_name: str
    deadline_id: int
    due_on: date | None
    code: str
    title: str
    label: str
    kind: Kind
    standing_agency_id: int | None
    reopened_at: datetime | None


def carried(session: Session, delivery_ids: Collection[int]) -> dict[int, list[CarriedCall]]:
    """What is still planned of this sort in each of these deliveries, by deadline and then as in the plan."""
    query = (
        select(
            col(Reminder.delivery_id),
            col(Reminder.id),
            col(Reminder.stage),
            col(Reminder.falls_on),
            col(Reminder.send_on),
            has_later_stage(),
            col(Officer.role),
            col(Officer.agency_id),
            col(Duty.id),
            col(Duty.version),
            col(Duty.state).in_(OPEN) & col(Duty.withdrawn).is_(False),
            col(Duty.agency_id),
            col(Agency.short_name),
            col(Deadline.id),
            DUE_ON,
            col(Task.code),
            col(Task.title),
            col(Deadline.label),
            col(Task.kind),
            col(Plan.standing_agency_id),
            REOPENED_AT,
        )
        .join(Officer, col(Reminder.officer_id) == col(Officer.id))
        .join(Duty, col(Reminder.duty_id) == col(Duty.id))
        .join(Agency, col(Duty.agency_id) == col(Agency.id))
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .where(col(Reminder.delivery_id).in_(delivery_ids), col(Reminder.state) == ReminderState.PLANNED, is_call())
        .order_by(DUE_ON, col(Agency.id), col(Task.position), col(Duty.id))
    )
    found: dict[int, list[CarriedCall]] = {delivery_id: [] for delivery_id in delivery_ids}
    for delivery_id, *row in session.execute(query):
        found[delivery_id].append(CarriedCall(*row))
    return found


def is_call() -> ColumnElement[bool]:
    """Whether a reminder to its officer is a step of lateness or a question, not one of the agency's own stages."""
    return or_(col(Reminder.stage) == _ASK, col(Officer.role) != Role.OFFICER)
