"""A message whose chat is closed by now goes to another chat of the same officer, where there is one.

People change phones: the old chat is blocked, the new one linked, and what waits was addressed before.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, ScalarSelect, and_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.models import ChatLink, Delivery
from data.registry.rows import changed


def readdress(session: Session, delivery_ids: Collection[int]) -> None:
    """Those of these deliveries whose chat is closed, or another's, go to the officer's on the same channel that was
    linked last.
    """
    still_open = select(col(ChatLink.id)).where(
        col(ChatLink.id) == col(Delivery.chat_link_id),
        col(ChatLink.officer_id) == col(Delivery.officer_id),
        col(ChatLink.unreachable_since).is_(None),
    )
    closed = update(Delivery).where(col(Delivery.id).in_(delivery_ids), ~still_open.exists(), _another().is_not(None))
    changed(session, closed.values(chat_link_id=_another()))


def can_be(session: Session, delivery_id: int) -> bool:
    """Whether the officer of a delivery has a chat on its channel that can be written to."""
    return session.execute(select(_another()).where(col(Delivery.id) == delivery_id)).scalar() is not None


def _another() -> ScalarSelect[int | None]:
    other = aliased(ChatLink)
    return (
        select(col(other.id))
        .where(_of_the_officer(other), col(other.unreachable_since).is_(None))
        .order_by(col(other.linked_at).desc(), col(other.id).desc())
        .limit(1)
        .correlate(Delivery)
        .scalar_subquery()
    )


def _of_the_officer(chat: type[ChatLink]) -> ColumnElement[bool]:
    return and_(col(chat.officer_id) == col(Delivery.officer_id), col(chat.channel) == col(Delivery.channel))
