"""Repair of rows dated in the future, left by a clock that was ahead or by a rehearsal.

They count for nothing. Messages that went out stay as they are, beside the slot they were sent for: their `number` is
then their own, so that the slot can be planned when it comes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, bindparam, delete, or_, select, update
from sqlmodel import Session

from data.enums import DeliveryKind, DeliveryState, ReminderState
from data.models import ChatLink, Delivery, Plan, Reminder, UnheardAgency
from data.registry.outbox.carry_over import HAS_LATER_STAGE
from data.registry.outbox.reminders import Skipped
from data.registry.sql.batches import in_batches
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

IN_THE_FUTURE = "of a clock that was ahead"

_DELIVERY, _REMINDER, _LINK, _PLAN, _UNHEARD = (
    table_of(model).c for model in (Delivery, Reminder, ChatLink, Plan, UnheardAgency)
)
_SENT_THEN = table_of(Delivery).alias("sent_then")
_IDS = list_parameter("ids")
_OPEN = _DELIVERY.state.in_([DeliveryState.PENDING, DeliveryState.SENDING])
_TELLING = (
    *(DeliveryKind.CHANGE, DeliveryKind.RELINKED, DeliveryKind.REQUESTED),
    *(DeliveryKind.QUOTA, DeliveryKind.PEOPLE),
)
_OF_A_SLOT = _DELIVERY.kind.not_in(_TELLING)
_AHEAD: ColumnElement[bool] = and_(_OF_A_SLOT, _DELIVERY.slot > bindparam("today"), or_(_DELIVERY.number == 0, _OPEN))
_CHANGES = and_(
    _DELIVERY.state == DeliveryState.PENDING,
    _DELIVERY.kind.in_(_TELLING),
    _DELIVERY.planned_at > bindparam("now"),
)
_ANY = select(_DELIVERY.id).where(_AHEAD).limit(1)

_SLOTS_AHEAD = select(_DELIVERY.id).where(_OF_A_SLOT, _DELIVERY.slot > bindparam("today"))
_CLOSE = (
    update(table_of(Delivery))
    .where(_AHEAD, _OPEN)
    .values(state=DeliveryState.SKIPPED, lease_until=None, error=IN_THE_FUTURE)
)
_GIVEN_UP_SINCE = and_(
    _OF_A_SLOT,
    _DELIVERY.state == DeliveryState.SKIPPED,
    _DELIVERY.slot.between(bindparam("monday"), bindparam("today")),
)
_PUT_ASIDE = update(table_of(Delivery)).where(or_(_AHEAD, _GIVEN_UP_SINCE)).values(number=_DELIVERY.id)
_CARRIED = delete(table_of(Reminder)).where(_REMINDER.delivery_id.in_(_IDS))
_OWED_LATER = delete(table_of(Reminder)).where(_REMINDER.send_on > bindparam("today"))
_WAS_TOLD_THAT_DAY = (
    select(_SENT_THEN.c.id)
    .where(
        _SENT_THEN.c.officer_id == _REMINDER.officer_id,
        _SENT_THEN.c.kind == DeliveryKind.DIGEST,
        _SENT_THEN.c.slot == _REMINDER.send_on,
        _SENT_THEN.c.state == DeliveryState.SENT,
    )
    .correlate(table_of(Reminder))
    .exists()
)
_FOR_NOTHING = delete(table_of(Reminder)).where(
    _REMINDER.send_on.between(bindparam("since"), bindparam("today")),
    _REMINDER.state == ReminderState.SKIPPED,
    or_(
        _REMINDER.skipped_because == Skipped.EXPIRED.value,
        and_(_REMINDER.skipped_because == Skipped.OVERTAKEN.value, ~HAS_LATER_STAGE, ~_WAS_TOLD_THAT_DAY),
    ),
)
_PUT_OFF = select(_DELIVERY.id, _DELIVERY.officer_id, _DELIVERY.kind).where(
    _OPEN, _OF_A_SLOT, _DELIVERY.slot == bindparam("today"), _DELIVERY.due_at >= bindparam("tomorrow")
)
_TOLD_LATER = delete(table_of(UnheardAgency)).where(_UNHEARD.told_on > bindparam("today"))

_TELL_NOW = (
    update(table_of(Delivery))
    .where(_CHANGES)
    .values(planned_at=bindparam("now"), due_at=bindparam("due"), slot=bindparam("day"))
)
_LINKED = update(table_of(ChatLink)).where(_LINK.linked_at > bindparam("now")).values(linked_at=bindparam("morning"))
_READ_IN = update(table_of(Plan)).where(_PLAN.imported_at > bindparam("now")).values(imported_at=bindparam("morning"))
_LINKED_LATER = select(_LINK.id).where(_LINK.linked_at > bindparam("now")).limit(1)
_READ_LATER = select(_PLAN.id).where(_PLAN.imported_at > bindparam("now")).limit(1)


@dataclass(frozen=True, slots=True)
class Slots:
    """Days of a repair: `today`, the Monday of its week, and the first day still caught up (dates in Viet Nam)."""

    today: date
    monday: date
    since: date


def has_future_slots(session: Session, today: date) -> bool:
    """Return whether a message was planned for a slot after `today` (Viet Nam)."""
    return fetch_rows(session, _ANY, today=today).first() is not None


def has_future_entries(session: Session, now: datetime) -> bool:
    """Return whether an officer joined, or a plan was imported, after the office's `now`."""
    return any(fetch_rows(session, query, now=now).first() for query in (_LINKED_LATER, _READ_LATER))


def delete_future_slots(session: Session, slots: Slots) -> None:
    """Delete what was planned or skipped for slots after today, and restore what it replaced."""
    today = slots.today
    ahead = [delivery_id for (delivery_id,) in fetch_rows(session, _SLOTS_AHEAD, today=today)]
    for ids in in_batches(ahead):
        execute_count(session, _CARRIED, ids=ids)
    execute_count(session, _OWED_LATER, today=today)
    execute_count(session, _CLOSE, today=today)
    execute_count(session, _PUT_ASIDE, today=today, monday=slots.monday)
    execute_count(session, _FOR_NOTHING, today=today, since=slots.since)
    execute_count(session, _TOLD_LATER, today=today)


def list_postponed(session: Session, today: date, tomorrow: datetime) -> list[tuple[int, int, DeliveryKind]]:
    """Return deliveries of `today` that wait for `tomorrow` (UTC) or later, each with officer and kind."""
    rows = fetch_rows(session, _PUT_OFF, today=today, tomorrow=tomorrow)
    return [(delivery_id, officer_id, kind) for delivery_id, officer_id, kind in rows]


def release_notices(session: Session, now: datetime, due: datetime, day: date) -> None:
    """Let change notices planned after the office's `now` go out at `due` (UTC), which is on `day` (Viet Nam)."""
    execute_count(session, _TELL_NOW, now=now, due=due, day=day)


def reset_future_entries(session: Session, now: datetime, morning: datetime) -> None:
    """Date officers who joined and plans imported after the office's `now` back to `morning`."""
    execute_count(session, _LINKED, now=now, morning=morning)
    execute_count(session, _READ_IN, now=now, morning=morning)
