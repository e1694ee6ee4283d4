"""Unsent messages of earlier slots: their reminders go into today's digest, the others are sent late."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ScalarSelect, bindparam, func, select, update
from sqlmodel import Session

from data.enums import DeliveryKind, DeliveryState, ReminderState
from data.models import Delivery, Reminder
from data.registry.outbox.reminders import Skipped
from data.registry.outbox.waiting import WAITING
from data.registry.sql.batches import in_batches
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

_DELIVERY, _REMINDER = table_of(Delivery).c, table_of(Reminder).c
_LATER, _TODAYS = table_of(Reminder).alias(), table_of(Delivery).alias()
_IDS = list_parameter("ids")

HAS_LATER_STAGE = (
    select(_LATER.c.id)
    .where(
        _LATER.c.duty_id == _REMINDER.duty_id,
        _LATER.c.officer_id == _REMINDER.officer_id,
        _LATER.c.send_on > _REMINDER.send_on,
    )
    .correlate(table_of(Reminder))
    .exists()
)
"""Whether a reminder's officer has one of a later day for the same duty."""


def _pending_digest_of(officer_id: Any) -> ScalarSelect[int | None]:
    """Return a subquery for the officer's pending digest of the slot `today`."""
    return (
        select(_TODAYS.c.id)
        .where(
            _TODAYS.c.officer_id == officer_id,
            _TODAYS.c.kind == DeliveryKind.DIGEST,
            _TODAYS.c.slot == bindparam("today"),
            _TODAYS.c.state == DeliveryState.PENDING,
        )
        .scalar_subquery()
    )


_CARRIED = update(table_of(Reminder)).where(_REMINDER.delivery_id.in_(_IDS), _REMINDER.state == ReminderState.PLANNED)
_SKIP_OVERTAKEN = _CARRIED.where(HAS_LATER_STAGE).values(
    state=ReminderState.SKIPPED, skipped_because=Skipped.OVERTAKEN.value
)
_CARRIER = select(_DELIVERY.officer_id).where(_DELIVERY.id == _REMINDER.delivery_id).scalar_subquery()
"""The officer to whose digest a reminder belongs: the reminder's own, or who they are in another agency."""
_MOVE_TO_DIGEST = _CARRIED.values(
    delivery_id=func.coalesce(_pending_digest_of(_REMINDER.officer_id), _pending_digest_of(_CARRIER))
)
_END_EARLIER_DIGESTS = (
    update(table_of(Delivery))
    .where(
        WAITING,
        _DELIVERY.kind == DeliveryKind.DIGEST,
        _DELIVERY.slot < bindparam("today"),
        _pending_digest_of(_DELIVERY.officer_id).is_not(None),
    )
    .values(state=DeliveryState.SKIPPED, lease_until=None, error=Skipped.OVERTAKEN.value)
    .returning(_DELIVERY.id)
)
_UNSENT = select(_DELIVERY.id, _DELIVERY.officer_id, _DELIVERY.kind).where(
    WAITING, _DELIVERY.slot < bindparam("today")
)
_POSTPONE = update(table_of(Delivery)).where(_DELIVERY.id.in_(_IDS)).values(due_at=bindparam("until"))


def carry_over(session: Session, slot: date, *, wall: datetime) -> None:
    """Move reminders of unsent digests to the officers' digests of `slot`, so that each gets one message.

    A stage whose duty has a later one by now is skipped as overtaken. A delivery in flight at `wall` (real) is
    left alone: it may arrive. So is that of an officer who has no digest in this slot: it goes out late.
    """
    for ids in in_batches(fetch_rows(session, _END_EARLIER_DIGESTS, today=slot, wall=wall).scalars().all()):
        execute_count(session, _SKIP_OVERTAKEN, ids=ids)
        execute_count(session, _MOVE_TO_DIGEST, ids=ids, today=slot)


def list_unsent(session: Session, *, before: date, wall: datetime) -> list[tuple[int, int, DeliveryKind]]:
    """Return the deliveries of earlier slots that were not sent, each with its officer and kind.

    Those that a killed process left behind are among them, those that are on their way at `wall` (real) are not.
    """
    return [
        (one, officer_id, kind) for one, officer_id, kind in fetch_rows(session, _UNSENT, today=before, wall=wall)
    ]


def postpone(session: Session, delivery_ids: Iterable[int], due_at: datetime) -> None:
    """Let these deliveries go out from the office's instant `due_at` on."""
    for ids in in_batches(delivery_ids):
        execute_count(session, _POSTPONE, ids=ids, until=due_at)
