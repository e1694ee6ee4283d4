"""Escalations and questions in digests, as they are in the registry now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_
from sqlmodel import Session

from data.enums import OPEN, Kind, ReminderState, Role
from data.models import Officer, Reminder
from data.registry.duties.due_dates import DUE_ON
from data.registry.duties.duty_query import AGENCY, DUTY, TASK, select_duties
from data.registry.duties.reopened import REOPENED_AT
from data.registry.outbox.carry_over import HAS_LATER_STAGE
from data.registry.sql.lines import fetch_keyed
from data.registry.sql.rows import list_parameter, table_of

_ASK = "ask"
"""`data.rules.stages.Stage.ASK`: the stage of every question about a duty without a date."""


@dataclass(frozen=True, slots=True)
class PlannedEscalation:
    """A planned reminder that is an escalation or a question, with its duty as it is now.

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


_REMINDER, _OFFICER = table_of(Reminder).c, table_of(Officer).c
_IDS = list_parameter("ids")

IS_ESCALATION = or_(_REMINDER.stage == _ASK, _OFFICER.role != Role.OFFICER)
"""Whether a reminder to its officer is a step of lateness or a question, not one of the agency's own stages."""

_CARRIED = (
    select_duties(
        PlannedEscalation,
        reminder_id=_REMINDER.id,
        stage=_REMINDER.stage,
        falls_on=_REMINDER.falls_on,
        send_on=_REMINDER.send_on,
        overtaken=HAS_LATER_STAGE,
        role=_OFFICER.role,
        officer_agency_id=_OFFICER.agency_id,
        open=DUTY.state.in_(OPEN) & DUTY.withdrawn.is_(False),
        reopened_at=REOPENED_AT,
    )
    .join(table_of(Reminder), _REMINDER.duty_id == DUTY.id)
    .join(table_of(Officer), _REMINDER.officer_id == _OFFICER.id)
    .where(_REMINDER.delivery_id.in_(_IDS), _REMINDER.state == ReminderState.PLANNED, IS_ESCALATION)
    .order_by(DUE_ON, AGENCY.id, TASK.position, DUTY.id)
    .keyed_by(_REMINDER.delivery_id)
)


def list_planned(session: Session, delivery_ids: Collection[int]) -> dict[int, list[PlannedEscalation]]:
    """Return the planned escalations of each delivery, by deadline and then as in the plan."""
    found: dict[int, list[PlannedEscalation]] = {delivery_id: [] for delivery_id in delivery_ids}
    for delivery_id, reminder in fetch_keyed(session, _CARRIED, ids=list(delivery_ids)):
        found[delivery_id].append(reminder)
    return found
