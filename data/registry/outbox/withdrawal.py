"""Withdrawal of what waits for an officer whom nobody is any more."""

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.enums import DeliveryState
from data.models import Delivery
from data.registry.outbox import reminders
from data.registry.outbox.reminders import Skipped
from data.registry.sql.rows import execute_count

WITHDRAWN = "the officer has left"


def withdraw_messages(session: Session, officer_id: int) -> None:
    """Skip the messages that wait for this officer, with the reminders in them. What is on its way arrives."""
    waiting = select(col(Delivery.id)).where(
        col(Delivery.officer_id) == officer_id, col(Delivery.state) == DeliveryState.PENDING
    )
    ids = [one for one in session.execute(waiting.with_for_update()).scalars() if one is not None]
    for delivery_id in ids:
        reminders.mark_all_skipped(session, delivery_id, Skipped.NOT_THEIRS)
    skipped = update(Delivery).where(col(Delivery.id).in_(ids), col(Delivery.state) == DeliveryState.PENDING)
    execute_count(session, skipped.values(state=DeliveryState.SKIPPED, error=WITHDRAWN))
