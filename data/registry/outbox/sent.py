"""What a message of the outbox told its officer, looked at afterwards."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import Kind, ReminderState, State
from data.errors import NotFound
from data.models import Agency, Deadline, Delivery, Duty, Officer, Plan, Reminder, Task
from data.registry.duties.due_dates import AGREED_ON
from data.registry.outbox.escalations import IS_ESCALATION


@dataclass(frozen=True, slots=True)
class SentReminder:
    """A reminder that went out, with its duty as it is now. Dates are dates in Viet Nam.

    `call`: a step of lateness or a question, not one of the agency's own stages. `sent_at` is the office's instant
    (UTC), None while the message is on its way. `due_on` is the date the duty goes by, or went by while it was open;
    `first_due_on` the deadline as written.
    """

    stage: str
    falls_on: date
    send_on: date
    call: bool
    sent_at: datetime | None
    duty_id: int
    agency_id: int
    agency_short_name: str
    state: State
    withdrawn: bool
    due_on: date | None
    code: str
    kind: Kind
    issued_on: date
    first_due_on: date | None = None


def list_sent_reminders(session: Session, delivery_id: int, officer_id: int) -> list[SentReminder]:
    """All that a delivery to this officer carried, by deadline and then as in the plan.

    Raises NotFound for one to somebody else and for one that does not exist alike.
    """
    delivery = session.get(Delivery, delivery_id)
    if delivery is None or delivery.officer_id != officer_id:
        raise NotFound("delivery", str(delivery_id))
    query = (
        select(
            col(Reminder.stage),
            col(Reminder.falls_on),
            col(Reminder.send_on),
            IS_ESCALATION,
            col(Delivery.sent_at),
            col(Duty.id),
            col(Duty.agency_id),
            col(Agency.short_name),
            col(Duty.state),
            col(Duty.withdrawn),
            AGREED_ON,
            col(Task.code),
            col(Task.kind),
            col(Plan.issued_on),
            col(Deadline.due_on),
        )
        .join(Delivery, col(Reminder.delivery_id) == col(Delivery.id))
        .join(Officer, col(Reminder.officer_id) == col(Officer.id))
        .join(Duty, col(Reminder.duty_id) == col(Duty.id))
        .join(Agency, col(Duty.agency_id) == col(Agency.id))
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .where(col(Delivery.id) == delivery_id, col(Reminder.state) != ReminderState.SKIPPED)
        .order_by(AGREED_ON, col(Task.position), col(Duty.id))
    )
    return [SentReminder(*row) for row in session.execute(query)]
