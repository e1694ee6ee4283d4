"""Rerouting of messages from closed chats to another chat of the same officer.

People change phones: the old chat is blocked, the new one linked, and what waits was addressed before.
"""

from collections.abc import Collection

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from data.models import ChatLink, Delivery
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

_DELIVERY, _LINK, _OTHER = table_of(Delivery).c, table_of(ChatLink).c, table_of(ChatLink).alias()
_IDS = list_parameter("ids")

_OTHER_OPEN_CHAT = (
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
    .where(_DELIVERY.id.in_(_IDS), ~_STILL_OPEN, _OTHER_OPEN_CHAT.is_not(None))
    .values(chat_link_id=_OTHER_OPEN_CHAT)
)
_OTHER_CHAT_OF = select(_OTHER_OPEN_CHAT).where(_DELIVERY.id == bindparam("delivery_id"))


def reroute_closed_chats(session: Session, delivery_ids: Collection[int]) -> None:
    """Readdress deliveries whose chat is closed or belongs to somebody else.

    They go to the officer's open chat on the same channel that was linked last, where there is one.
    """
    execute_count(session, _READDRESS, ids=list(delivery_ids))


def can_reroute(session: Session, delivery_id: int) -> bool:
    """Return whether the officer of a delivery has an open chat on its channel."""
    return fetch_rows(session, _OTHER_CHAT_OF, delivery_id=delivery_id).scalar() is not None
