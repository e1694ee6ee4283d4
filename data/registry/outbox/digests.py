"""Content of digests: recipients and planned reminders, as they are in the registry now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_
from sqlmodel import Session

from data.enums import Cause, Kind, ReminderState, Role, State
from data.models import ChatLink, Delivery, Officer, Reminder
from data.registry.duties.due_dates import DUE_ON
from data.registry.duties.duty_query import AGENCY, DUTY, IN_THE_PLANS, PLAN, select_duties
from data.registry.duties.reopened import REOPENED_AT
from data.registry.outbox.carry_over import HAS_LATER_STAGE
from data.registry.sql.lines import fetch_keyed, select_lines
from data.registry.sql.rows import list_parameter, table_of


@dataclass(frozen=True, slots=True)
class Addressee:
    """The officer that a delivery is for. `reachable`: still active, and the chat is still theirs and open."""

    officer_name: str
    role: Role
    agency_id: int
    agency_short_name: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """A planned reminder of a delivery with its duty as it is now.

    Dates are dates in Viet Nam: `due_on` is the one that the duty goes by, `first_due_on` the deadline as written.
    `officer_id` is who is reminded: whom the delivery is for, or who the same person is in another agency.
    `cause` is that of an escalation as it was planned, None for one of the agency's own stages. `overtaken`: the
    officer has a later reminder of the same duty. `reopened_at` is the instant (UTC) since which the duty is owed
    again, None if it always was. `withdrawn`: from the plan, or with it, because it was closed.
    """

    reminder_id: int
    officer_id: int
    stage: str
    cause: Cause | None
    falls_on: date
    send_on: date
    overtaken: bool
    duty_id: int
    agency_id: int
    agency_short_name: str
    state: State
    version: int
    deadline_id: int
    due_on: date | None
    first_due_on: date | None
    label: str
    code: str
    title: str
    kind: Kind
    withdrawn: bool
    issued_on: date
    standing_agency_id: int | None
    responsible_id: int | None
    reopened_at: datetime | None
    asked_until: date | None
    told_plan: str


_REMINDER, _DELIVERY, _LINK, _OFFICER = (table_of(model).c for model in (Reminder, Delivery, ChatLink, Officer))
_IDS = list_parameter("ids")
_ADDRESSEES = (
    select_lines(
        Addressee,
        officer_name=_OFFICER.name,
        role=_OFFICER.role,
        agency_id=AGENCY.id,
        agency_short_name=AGENCY.short_name,
        reachable=_OFFICER.active & (_LINK.officer_id == _OFFICER.id) & _LINK.unreachable_since.is_(None),
    )
    .join(table_of(Officer), _OFFICER.agency_id == AGENCY.id)
    .join(table_of(Delivery), _DELIVERY.officer_id == _OFFICER.id)
    .join(table_of(ChatLink), _DELIVERY.chat_link_id == _LINK.id)
    .where(_DELIVERY.id.in_(_IDS))
    .keyed_by(_DELIVERY.id)
)
_TOLD, _SAME_CHAT = table_of(ChatLink).alias("told"), table_of(ChatLink).alias("same_chat")
_BESIDE = (
    select_lines(
        Addressee,
        officer_name=_OFFICER.name,
        role=_OFFICER.role,
        agency_id=AGENCY.id,
        agency_short_name=AGENCY.short_name,
        reachable=_OFFICER.active & _SAME_CHAT.c.id.is_not(None) & _SAME_CHAT.c.unreachable_since.is_(None),
    )
    .join(table_of(Officer), _OFFICER.agency_id == AGENCY.id)
    .join(table_of(Reminder), _REMINDER.officer_id == _OFFICER.id)
    .join(table_of(Delivery), _REMINDER.delivery_id == _DELIVERY.id)
    .join(_TOLD, _DELIVERY.chat_link_id == _TOLD.c.id)
    .join(
        _SAME_CHAT,
        and_(
            _SAME_CHAT.c.channel == _TOLD.c.channel,
            _SAME_CHAT.c.chat_id == _TOLD.c.chat_id,
            _SAME_CHAT.c.officer_id == _OFFICER.id,
        ),
        outer=True,
    )
    .where(
        _DELIVERY.id.in_(_IDS),
        _REMINDER.state == ReminderState.PLANNED,
        _REMINDER.officer_id != _DELIVERY.officer_id,
    )
    .keyed_by(_DELIVERY.id, _OFFICER.id)
)
_PLANNED = (
    select_duties(
        PlannedReminder,
        reminder_id=_REMINDER.id,
        officer_id=_REMINDER.officer_id,
        stage=_REMINDER.stage,
        cause=_REMINDER.cause,
        falls_on=_REMINDER.falls_on,
        send_on=_REMINDER.send_on,
        overtaken=HAS_LATER_STAGE,
        reopened_at=REOPENED_AT,
        withdrawn=or_(DUTY.withdrawn, PLAN.closed_at.is_not(None)),
    )
    .join(table_of(Reminder), _REMINDER.duty_id == DUTY.id)
    .where(_REMINDER.delivery_id.in_(_IDS), _REMINDER.state == ReminderState.PLANNED)
    .order_by(DUE_ON, AGENCY.id, *IN_THE_PLANS, DUTY.id)
    .keyed_by(_REMINDER.delivery_id)
)


def get_addressees(session: Session, delivery_ids: Collection[int]) -> dict[int, Addressee]:
    """Return the officer that each of these deliveries is for."""
    return dict(fetch_keyed(session, _ADDRESSEES, ids=list(delivery_ids)))


def get_addressees_beside(session: Session, delivery_ids: Collection[int]) -> dict[tuple[int, int], Addressee]:
    """Return, by delivery and officer, who else is told by these deliveries: the same person in other agencies."""
    found = fetch_keyed(session, _BESIDE, ids=list(delivery_ids))
    return {(delivery_id, officer_id): to for (delivery_id, officer_id), to in found}


def list_planned_reminders(session: Session, delivery_ids: Collection[int]) -> dict[int, list[PlannedReminder]]:
    """Return the reminders still planned in each of these deliveries, by deadline and then as in the plan."""
    found: dict[int, list[PlannedReminder]] = {delivery_id: [] for delivery_id in delivery_ids}
    for delivery_id, reminder in fetch_keyed(session, _PLANNED, ids=list(delivery_ids)):
        found[delivery_id].append(reminder)
    return found
