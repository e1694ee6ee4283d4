"""Reminders in a message that was sent, for explaining it afterwards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam
from sqlmodel import Session

from data.enums import Cause, Kind, ReminderState, State
from data.errors import NotFound
from data.models import Delivery, Reminder
from data.registry.duties.due_dates import AGREED_ON
from data.registry.duties.duty_query import DUTY, IN_THE_PLANS, select_duties
from data.registry.sql.lines import fetch
from data.registry.sql.rows import table_of


@dataclass(frozen=True, slots=True)
class SentReminder:
    """A reminder that went out, with its duty as it is now. Dates are dates in Viet Nam.

    `cause` is that of an escalation as it was planned, None for one of the agency's own stages. `sent_at` is the
    office's instant (UTC), None while the message is on its way. `due_on` is the date the duty goes by, or went by
    while it was open; `first_due_on` the deadline as written.
    """

    stage: str
    falls_on: date
    send_on: date
    cause: Cause | None
    officer_id: int
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
    told_plan: str = ""


_REMINDER, _DELIVERY = table_of(Reminder).c, table_of(Delivery).c
_SENT = (
    select_duties(
        SentReminder,
        stage=_REMINDER.stage,
        falls_on=_REMINDER.falls_on,
        send_on=_REMINDER.send_on,
        cause=_REMINDER.cause,
        officer_id=_REMINDER.officer_id,
        sent_at=_DELIVERY.sent_at,
        due_on=AGREED_ON,
    )
    .join(table_of(Reminder), _REMINDER.duty_id == DUTY.id)
    .join(table_of(Delivery), _REMINDER.delivery_id == _DELIVERY.id)
    .where(_DELIVERY.id == bindparam("delivery_id"), _REMINDER.state != ReminderState.SKIPPED)
    .order_by(AGREED_ON, *IN_THE_PLANS, DUTY.id)
)


def list_sent_reminders(session: Session, delivery_id: int, officer_ids: Collection[int]) -> list[SentReminder]:
    """Return the reminders carried by a delivery to one of these officers, who are one person.

    They come by deadline and then as in the plan. Raises NotFound for one to somebody else and for one that does
    not exist alike.
    """
    delivery = session.get(Delivery, delivery_id)
    if delivery is None or delivery.officer_id not in officer_ids:
        raise NotFound("delivery", str(delivery_id))
    return fetch(session, _SENT, delivery_id=delivery_id)
