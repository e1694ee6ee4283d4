"""What a digest is about, as the registry has it at this moment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session

from data.enums import Kind, ReminderState, Role, State
from data.models import Agency, ChatLink, Deadline, Delivery, Duty, Officer, Plan, Reminder, Task
from data.registry.duties.due_dates import DUE_ON
from data.registry.duties.reopened import REOPENED_AT
from data.registry.outbox.carry_over import HAS_LATER_STAGE
from data.registry.outbox.escalations import IS_ESCALATION
from data.registry.sql.rows import fetch_rows, list_parameter, table_of


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


_REMINDER, _DELIVERY, _LINK, _OFFICER, _DUTY, _AGENCY, _DEADLINE, _TASK, _PLAN = (
    table_of(model).c for model in (Reminder, Delivery, ChatLink, Officer, Duty, Agency, Deadline, Task, Plan)
)
_IDS = list_parameter("ids")
_ADDRESSEES = (
    select(
        _DELIVERY.id,
        _OFFICER.name,
        _OFFICER.role,
        _AGENCY.id,
        _AGENCY.short_name,
        _OFFICER.active & (_LINK.officer_id == _OFFICER.id) & _LINK.unreachable_since.is_(None),
    )
    .join_from(table_of(Delivery), table_of(Officer), _DELIVERY.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .join(table_of(ChatLink), _DELIVERY.chat_link_id == _LINK.id)
    .where(_DELIVERY.id.in_(_IDS))
)
_CARRIED = (
    select(
        _REMINDER.delivery_id,
        _REMINDER.id,
        _REMINDER.stage,
        _REMINDER.falls_on,
        _REMINDER.send_on,
        HAS_LATER_STAGE,
        _DUTY.id,
        _DUTY.agency_id,
        _DUTY.state,
        _DUTY.version,
        DUE_ON,
        _DEADLINE.due_on,
        _DEADLINE.label,
        _TASK.code,
        _TASK.title,
        _TASK.kind,
        _DUTY.withdrawn,
        _PLAN.issued_on,
        _DUTY.responsible_id,
        REOPENED_AT,
    )
    .join_from(table_of(Reminder), table_of(Officer), _REMINDER.officer_id == _OFFICER.id)
    .join(table_of(Duty), _REMINDER.duty_id == _DUTY.id)
    .join(table_of(Deadline), _DUTY.deadline_id == _DEADLINE.id)
    .join(table_of(Task), _DEADLINE.task_id == _TASK.id)
    .join(table_of(Plan), _TASK.plan_id == _PLAN.id)
    .where(_REMINDER.delivery_id.in_(_IDS), _REMINDER.state == ReminderState.PLANNED, ~IS_ESCALATION)
    .order_by(DUE_ON, _TASK.position, _DUTY.id)
)


def addressees(session: Session, delivery_ids: Collection[int]) -> dict[int, Addressee]:
    """Who is behind each of these deliveries."""
    return {
        delivery_id: Addressee(*row) for delivery_id, *row in fetch_rows(session, _ADDRESSEES, ids=list(delivery_ids))
    }


def carried(session: Session, delivery_ids: Collection[int]) -> dict[int, list[Carried]]:
    """What is still planned in each of these deliveries of the agency's own stages, by deadline and then as in the
    plan.
    """
    found: dict[int, list[Carried]] = {delivery_id: [] for delivery_id in delivery_ids}
    for delivery_id, *row in fetch_rows(session, _CARRIED, ids=list(delivery_ids)):
        found[delivery_id].append(Carried(*row))
    return found
