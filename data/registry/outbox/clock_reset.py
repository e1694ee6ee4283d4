"""Adjustment of waiting times in the outbox when the system clock is set."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.enums import DeliveryState
from data.models import Delivery


def shift_waits(session: Session, by: timedelta) -> None:
    """Shift the retry times and leases (real) of unsent messages back by `by`."""
    waiting = select(col(Delivery.id), col(Delivery.next_attempt_at), col(Delivery.lease_until)).where(
        col(Delivery.state).in_([DeliveryState.PENDING, DeliveryState.SENDING])
    )
    in_turn = waiting.order_by(
        col(Delivery.id)
    ).with_for_update()  # two processes in two orders would lock each other out
    earlier = [
        {
            "id": row.id,
            "next_attempt_at": row.next_attempt_at - by,
            "lease_until": row.lease_until and row.lease_until - by,
        }
        for row in session.execute(in_turn)
    ]
    if earlier:
        session.execute(update(Delivery), earlier)
