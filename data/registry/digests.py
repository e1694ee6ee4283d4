"""What a digest is about, as the registry has it at this moment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.models import Agency, ChatLink, Deadline, Delivery, Duty, Officer, Plan, Reminder, Task
from data.registry.carried_calls import is_call
from data.registry.due_dates import DUE_ON
from data.registry.leftovers import has_later_stage
from data.registry.reopened import REOPENED_AT
from data.words import Kind, ReminderState, Role, State


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a delivery is for. `reachable`: still active, and the chat is still theirs and open."""

    officer_name: str
    role: Role
    agency_id: int
    agency_short_name: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """A planned reminder of a delivery with its duty. Dates are dates in Viet Nam: `due_on` is the one that the duty
    goes by, `first_due_on` the deadline as written.

    `overtaken`: the officer has a later stage of the same duty. `reopened_at` is the instant (UTC) since which it is
    owed again, None if it always was.
    """

    reminder_id: int
    stage: str
    falls_on: date
    send_on: date
    overtaken: bool
    duty_id: int
    agency_id: int
    state: State
    version: int
    due_on: date | None
    first_due_on: date | None
    label: str
    code: str
    title: str
    kind: Kind
    withdrawn: bool
    issued_on: date
    responsible_id: int | None
    reopened_at: datetime | None


def addressees(session: Session, delivery_ids: Collection[int]) -> dict[int, Addressee]:
    """Who is behind each of these deliveries."""
    query = (
        select(
            col(Delivery.id),
            col(Officer.name),
            col(Officer.role),
            col(Agency.id),
            col(Agency.short_name),
            col(Officer.active)
            & (col(ChatLink.officer_id) == col(Officer.id))
            & col(ChatLink.unreachable_since).is_(None),
        )
        .select_from(Delivery)
        .join(Officer, col(Delivery.officer_id) == col(Officer.id))
        .join(Agency, col(Officer.agency_id) == col(Agency.id))
        .join(ChatLink, col(Delivery.chat_link_id) == col(ChatLink.id))
        .where(col(Delivery.id).in_(delivery_ids))
    )
    return {delivery_id: Addressee(*row) for delivery_id, *row in session.execute(query)}


def carried(session: Session, delivery_ids: Collection[int]) -> dict[int, list[Carried]]:
    """What is still planned in each of these deliveries of the agency's own stages, by deadline and then as in the
    plan.
    """
    query = (
        select(
            col(Reminder.delivery_id),
            col(Reminder.id),
            col(Reminder.stage),
            col(Reminder.falls_on),
            col(Reminder.send_on),
            has_later_stage(),
            col(Duty.id),
            col(Duty.agency_id),
            col(Duty.state),
            col(Duty.version),
            DUE_ON,
            col(Deadline.due_on),
            col(Deadline.label),
            col(Task.code),
            col(Task.title),
            col(Task.kind),
            col(Duty.withdrawn),
            col(Plan.issued_on),
            col(Duty.responsible_id),
            REOPENED_AT,
        )
        .join(Officer, col(Reminder.officer_id) == col(Officer.id))
        .join(Duty, col(Reminder.duty_id) == col(Duty.id))
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .where(col(Reminder.delivery_id).in_(delivery_ids), col(Reminder.state) == ReminderState.PLANNED, ~is_call())
        .order_by(DUE_ON, col(Task.position), col(Duty.id))
    )
    found: dict[int, list[Carried]] = {delivery_id: [] for delivery_id in delivery_ids}
    for delivery_id, *row in session.execute(query):
        found[delivery_id].append(Carried(*row))
    return found
