"""Messages of earlier slots that never went out: today's digest takes over what theirs carried, the others wait."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, or_, select, update
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col

from data.models import Delivery, Reminder
from data.registry.portions import portions
from data.registry.reminders import Skipped
from data.registry.rows import changed
from data.words import DeliveryKind, DeliveryState, ReminderState


def take_over(session: Session, slot: date, *, wall: datetime) -> None:
    """Moves what is unsent to the officers' digests of `slot`, so that each gets one message.

    A stage whose duty has a later one by now is skipped as overtaken. A delivery in flight at `wall` (real) is
    left alone: it may arrive. So is that of an officer who has no digest in this slot: it goes out late.
    """
    for ids in portions(_ended(session, slot, wall)):
        carried = update(Reminder).where(
            col(Reminder.delivery_id).in_(ids), col(Reminder.state) == ReminderState.PLANNED
        )
        skipped = {"state": ReminderState.SKIPPED, "skipped_because": Skipped.OVERTAKEN.value}
        changed(session, carried.where(has_later_stage()).values(**skipped))
        changed(session, carried.values(delivery_id=_digest_of(col(Reminder.officer_id), slot)))


def waiting(session: Session, *, before: date) -> list[tuple[int, int]]:
    """The deliveries of earlier slots that were not sent and are not on their way, each with its officer."""
    query = select(col(Delivery.id), col(Delivery.officer_id)).where(
        col(Delivery.state) == DeliveryState.PENDING, col(Delivery.slot) < before
    )
    return [(delivery_id, officer_id) for delivery_id, officer_id in session.execute(query)]


def put_off(session: Session, delivery_ids: Iterable[int], due_at: datetime) -> None:
    """These go out from the office's `due_at` on."""
    for ids in portions(delivery_ids):
        changed(session, update(Delivery).where(col(Delivery.id).in_(ids)).values(due_at=due_at))


def has_later_stage() -> ColumnElement[bool]:
    """Whether a reminder's officer has one of a later day for the same duty."""
    later = aliased(Reminder)
    return (
        select(col(later.id))
        .where(
            col(later.duty_id) == col(Reminder.duty_id),
            col(later.officer_id) == col(Reminder.officer_id),
            col(later.send_on) > col(Reminder.send_on),
        )
        .correlate(Reminder)
        .exists()
    )


def _ended(session: Session, slot: date, wall: datetime) -> list[int]:
    """Ends earlier digests that are not in flight and have one to go to; returns their ids."""
    idle = or_(
        col(Delivery.state) == DeliveryState.PENDING,
        and_(col(Delivery.state) == DeliveryState.SENDING, col(Delivery.lease_until) <= wall),
    )
    ended = (
        update(Delivery)
        .where(
            idle,
            col(Delivery.kind) == DeliveryKind.DIGEST,
            col(Delivery.slot) < slot,
            _digest_of(col(Delivery.officer_id), slot).is_not(None),
        )
        .values(state=DeliveryState.SKIPPED, lease_until=None, error=Skipped.OVERTAKEN.value)
        .returning(col(Delivery.id))
        .execution_options(synchronize_session=False)
    )
    return list(session.execute(ended).scalars())


def _digest_of(officer_id: Mapped[int], slot: date) -> ScalarSelect[int | None]:
    """The officer's pending digest of `slot`."""
    todays = aliased(Delivery)
    return (
        select(col(todays.id))
        .where(
            col(todays.officer_id) == officer_id,
            col(todays.kind) == DeliveryKind.DIGEST,
            col(todays.slot) == slot,
            col(todays.state) == DeliveryState.PENDING,
        )
        .scalar_subquery()
    )
