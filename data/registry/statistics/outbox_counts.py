"""How many messages of the outbox stand how, by channels."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from data.enums import DeliveryState
from data.models import Delivery

_WAITING = (DeliveryState.PENDING, DeliveryState.SENDING)


def count_by_state(session: Session, since: date) -> dict[tuple[str, DeliveryState], int]:
    """Return the numbers of messages that wait, whatever their slot, and of all others of the slots from `since` on
    (Viet Nam), by channel and state: years of sent ones are not counted again each time.
    """
    rows = session.execute(
        select(col(Delivery.channel), col(Delivery.state), func.count(col(Delivery.id)))
        .where(or_(col(Delivery.slot) >= since, col(Delivery.state).in_(_WAITING)))
        .group_by(col(Delivery.channel), col(Delivery.state))
    )
    return {(channel, state): number for channel, state, number in rows}
