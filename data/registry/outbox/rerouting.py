"""A message whose chat is closed by now goes to another chat of the same officer, where there is one.

People change phones: the old chat is blocked, the new one linked, and what waits was addressed before.
"""

from collections.abc import Collection

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from data.models import ChatLink, Delivery
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

_DELIVERY, _LINK, _OTHER = table_of(Delivery).c, table_of(ChatLink).c, table_of(ChatLink).alias()
_IDS = list_parameter("ids")

_ANOTHER = (
    select(_OTHER.c.id)
    .where(
        _OTHER.c.officer_id == _DELIVERY.officer_id,
        _OTHER.c.channel == _DELIVERY.channel,
        _OTHER.c.unreachable_since.is_(None),
    )
    .order_by(_OTHER.c.linked_at.desc(), _OTHER.c.id.desc())
    .limit(1)
    .correlate(table_of(Delivery))
    .scalar_subquery()
)
_STILL_OPEN = (
    select(_LINK.id)
    .where(
        _LINK.id == _DELIVERY.chat_link_id,
        _LINK.officer_id == _DELIVERY.officer_id,
        _LINK.unreachable_since.is_(None),
    )
    .exists()
)
_READDRESS = (
    update(table_of(Delivery))
    .where(_DELIVERY.id.in_(_IDS), ~_STILL_OPEN, _ANOTHER.is_not(None))
    .values(chat_link_id=_ANOTHER)
)
_CAN_BE = select(_ANOTHER).where(_DELIVERY.id == bindparam("delivery_id"))


def reroute_closed_chats(session: Session, delivery_ids: Collection[int]) -> None:
    """Those of these deliveries whose chat is closed, or another's, go to the officer's on the same channel that was
    linked last.
    """
    execute_count(session, _READDRESS, ids=list(delivery_ids))


def can_reroute(session: Session, delivery_id: int) -> bool:
    """Whether the officer of a delivery has a chat on its channel that can be written to."""
    return fetch_rows(session, _CAN_BE, delivery_id=delivery_id).scalar() is not None
