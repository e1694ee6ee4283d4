"""Messages that wait: those that are pending, and those that a killed process left `sending`. Instants are real."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.enums import DeliveryState, ReminderState
from data.models import ChatLink, Delivery, Reminder
from data.registry.outbox import reminders
from data.registry.outbox.channel_answers import NOBODY_ANSWERED, NOR_OTHERS
from data.registry.outbox.reminders import Skipped
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

_DELIVERY = table_of(Delivery).c
_IDS = list_parameter("ids")

WAITING = or_(
    _DELIVERY.state == DeliveryState.PENDING,
    and_(_DELIVERY.state == DeliveryState.SENDING, _DELIVERY.lease_until <= bindparam("wall")),
)
"""Condition on a delivery: it is not on its way at `wall`."""

_PUT_OFF = (
    select(_DELIVERY.id)
    .where(
        _DELIVERY.channel.in_(list_parameter("channels")),
        _DELIVERY.state == DeliveryState.PENDING,
        _DELIVERY.next_attempt_at > bindparam("wall"),
        _DELIVERY.error.endswith(NOR_OTHERS),
    )
    .order_by(_DELIVERY.id)
    .with_for_update(skip_locked=True)
)
_WAITING_FOR_LATER = (
    update(table_of(Delivery))
    .where(
        _DELIVERY.channel == bindparam("of_channel"),
        _DELIVERY.state == DeliveryState.PENDING,
        _DELIVERY.next_attempt_at > bindparam("wall"),
    )
    .values(next_attempt_at=bindparam("wall"))
)
_TRY_NOW = update(table_of(Delivery)).where(_DELIVERY.id.in_(_IDS)).values(next_attempt_at=bindparam("wall"))
_CLAIMED_LONG = (
    select(_DELIVERY.id)
    .where(
        _DELIVERY.channel.in_(list_parameter("channels")),
        _DELIVERY.state == DeliveryState.SENDING,
        _DELIVERY.lease_until > bindparam("longest"),
        _DELIVERY.error == NOBODY_ANSWERED,
    )
    .order_by(_DELIVERY.id)
    .with_for_update(skip_locked=True)
)
_SHORTEN = update(table_of(Delivery)).where(_DELIVERY.id.in_(_IDS)).values(lease_until=bindparam("longest"))

WITHDRAWN = "the officer has left"


def try_all_now(session: Session, channel: str, wall: datetime) -> None:
    """Let everything that waits on a channel be tried from `wall` on, whatever it waits for."""
    execute_count(session, _WAITING_FOR_LATER, of_channel=channel, wall=wall)


def end_waits(session: Session, channels: Collection[str], wall: datetime, lease: timedelta) -> None:
    """Let what failed while a channel answered nobody be tried again from `wall` on: it works again.

    What had no answer may be on its way in another process: it waits for a `lease` all the same.
    """
    of = list(channels)
    if put_off := fetch_rows(session, _PUT_OFF, channels=of, wall=wall).scalars().all():
        execute_count(session, _TRY_NOW, ids=put_off, wall=wall)
    if claimed := fetch_rows(session, _CLAIMED_LONG, channels=of, longest=wall + lease).scalars().all():
        execute_count(session, _SHORTEN, ids=claimed, longest=wall + lease)


def withdraw_messages(session: Session, officer_id: int) -> None:
    """Skip the messages that wait for this officer, with the reminders in them. What is on its way arrives, and what
    goes to a group that they asked for.
    """
    waiting = select(col(Delivery.id)).where(
        col(Delivery.officer_id) == officer_id,
        col(Delivery.group_chat_id).is_(None),
        col(Delivery.state) == DeliveryState.PENDING,
    )
    ids = [one for one in session.execute(waiting.with_for_update()).scalars() if one is not None]
    ids = [one for one in ids if not _hand_over(session, one, officer_id)]
    for delivery_id in ids:
        reminders.mark_all_skipped(session, delivery_id, Skipped.NOT_THEIRS)
    skipped = update(Delivery).where(col(Delivery.id).in_(ids), col(Delivery.state) == DeliveryState.PENDING)
    execute_count(session, skipped.values(state=DeliveryState.SKIPPED, error=WITHDRAWN))


def _hand_over(session: Session, delivery_id: int, officer_id: int) -> bool:
    """Let a digest that tells of other agencies too be that of who the same person is there; False if it does not."""
    other, own = aliased(ChatLink), aliased(ChatLink)
    query = (
        select(other)
        .join(Reminder, col(Reminder.officer_id) == col(other.officer_id))
        .join(Delivery, col(Reminder.delivery_id) == col(Delivery.id))
        .join(
            own,
            and_(
                col(Delivery.chat_link_id) == col(own.id),
                col(own.channel) == col(other.channel),
                col(own.chat_id) == col(other.chat_id),
            ),
        )
        .where(
            col(Delivery.id) == delivery_id,
            col(Reminder.state) == ReminderState.PLANNED,
            col(Reminder.officer_id) != officer_id,
        )
        .order_by(col(other.officer_id))
    )
    link = session.execute(query).scalars().first()
    if link is None:
        return False
    theirs = update(Reminder).where(
        col(Reminder.delivery_id) == delivery_id,
        col(Reminder.officer_id) == officer_id,
        col(Reminder.state) == ReminderState.PLANNED,
    )
    execute_count(session, theirs.values(state=ReminderState.SKIPPED, skipped_because=Skipped.NOT_THEIRS.value))
    row = session.get_one(Delivery, delivery_id)
    taken = select(col(Delivery.id)).where(
        col(Delivery.officer_id) == link.officer_id,
        col(Delivery.kind) == row.kind,
        col(Delivery.slot) == row.slot,
        col(Delivery.channel) == row.channel,
        col(Delivery.number) == row.number,
    )
    if own_digest := session.execute(taken).scalars().first():
        moved = update(Reminder).where(
            col(Reminder.delivery_id) == delivery_id, col(Reminder.state) == ReminderState.PLANNED
        )
        execute_count(session, moved.values(delivery_id=own_digest))
        return False
    row.officer_id, row.chat_link_id = link.officer_id, link.id
    session.flush()
    return True
