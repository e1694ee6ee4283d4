"""Digests to group chats in the outbox. A row names the officer who asked, who need not be in office any more."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlmodel import Session, col

from data.enums import DeliveryKind, DeliveryState
from data.models import Delivery
from data.registry.reach.group_chats import GroupLine


def list_addressed(session: Session, slot: date) -> set[int]:
    """Return the groups with a digest for this slot, in any state."""
    query = select(col(Delivery.group_chat_id)).where(
        col(Delivery.slot) == slot, col(Delivery.kind) == DeliveryKind.GROUP
    )
    return {one for one in session.execute(query).scalars() if one is not None}


def create(
    session: Session, due_at: Mapping[GroupLine, datetime], slot: date, *, now: datetime, wall: datetime
) -> None:
    """Create a pending digest for each group, due at its instant; `wall` is the real one from which it is tried."""
    rows = [
        {
            "officer_id": group.asked_by_id,
            "group_chat_id": group.id,
            "channel": group.channel,
            "kind": DeliveryKind.GROUP,
            "slot": slot,
            "number": group.id,
            "state": DeliveryState.PENDING,
            "planned_at": now,
            "due_at": due,
            "next_attempt_at": wall,
            "attempts": 0,
        }
        for group, due in due_at.items()
    ]
    if rows:
        session.execute(insert(Delivery), rows)


def list_groups(session: Session, delivery_ids: Collection[int]) -> dict[int, int]:
    """Return the group of each of these deliveries."""
    query = select(col(Delivery.id), col(Delivery.group_chat_id)).where(col(Delivery.id).in_(delivery_ids))
    return {one: group for one, group in session.execute(query) if one is not None and group is not None}


def list_last_slots(session: Session, group_ids: Collection[int]) -> dict[int, date]:
    """Return the last slot (Viet Nam) of which each of these groups was sent the digest."""
    query = (
        select(col(Delivery.group_chat_id), func.max(col(Delivery.slot)))
        .where(col(Delivery.group_chat_id).in_(group_ids), col(Delivery.state) == DeliveryState.SENT)
        .group_by(col(Delivery.group_chat_id))
    )
    return {group: slot for group, slot in session.execute(query) if group is not None}
