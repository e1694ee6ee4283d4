"""Who was reminded of a duty, when, of what stage, and on which channel."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam
from sqlmodel import Session

from data.enums import Cause, DeliveryState, ReminderState, Role
from data.models import Agency, Delivery, Officer, Reminder
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import table_of


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder of a duty to an officer.

    `send_on` is its day (Viet Nam), `cause` that of an escalation, None for a stage of the agency's own. `channel`
    and `sent_at` (UTC) are those of the message that carried it, `delivered` what became of it; None for none yet.
    """

    stage: str
    cause: Cause | None
    send_on: date
    state: ReminderState
    officer_name: str
    role: Role
    agency_short_name: str
    channel: str | None
    sent_at: datetime | None
    delivered: DeliveryState | None


_REMINDER, _DELIVERY, _OFFICER, _AGENCY = (table_of(one).c for one in (Reminder, Delivery, Officer, Agency))
_REMINDED = (
    select_lines(
        Reminded,
        _REMINDER,
        officer_name=_OFFICER.name,
        role=_OFFICER.role,
        agency_short_name=_AGENCY.short_name,
        channel=_DELIVERY.channel,
        sent_at=_DELIVERY.sent_at,
        delivered=_DELIVERY.state,
    )
    .join(table_of(Officer), _REMINDER.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .join(table_of(Delivery), _REMINDER.delivery_id == _DELIVERY.id, outer=True)
    .where(_REMINDER.duty_id == bindparam("duty_id"))
    .order_by(_REMINDER.send_on.desc(), _REMINDER.id.desc())
)


def list_reminded(session: Session, duty_id: int) -> list[Reminded]:
    """Return the reminders of a duty, those that were left out too, the latest first."""
    return fetch(session, _REMINDED, duty_id=duty_id)
