"""Messages that wait: those that are pending, and those that a killed process left `sending`. Instants are real."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select, update
from sqlmodel import Session, col

from data.database.processes import replace_if_dead
from data.enums import DeliveryState
from data.models import Delivery
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

_ON_ITS_WAY = and_(_DELIVERY.state == DeliveryState.SENDING, _DELIVERY.lease_until > bindparam("wall"))
_CLAIMERS = select(_DELIVERY.holder).where(_ON_ITS_WAY, _DELIVERY.holder != bindparam("own")).distinct()
_HELD = (
    select(_DELIVERY.id)
    .where(_ON_ITS_WAY, _DELIVERY.holder == bindparam("dead"))
    .order_by(_DELIVERY.id)
    .with_for_update(skip_locked=True)
)
_FREE = (
    update(table_of(Delivery))
    .where(_DELIVERY.id.in_(list_parameter("ids")))
    .values(lease_until=bindparam("wall"), holder=None)
)

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


def list_claimers(session: Session, own: str, wall: datetime) -> set[str]:
    """Return the other processes than `own` that have deliveries under a lease at `wall` (real)."""
    return set(fetch_rows(session, _CLAIMERS, own=own, wall=wall).scalars().all())


def free_claims(session: Session, process: str, wall: datetime) -> int:
    """End the leases of a process that has no mark, at `wall` (real); return how many there were.

    Nobody knows whether those messages arrived: they are claimed again as any whose lease has ended.
    """
    if not replace_if_dead(session, process):
        return 0
    ids = fetch_rows(session, _HELD, dead=process, wall=wall).scalars().all()
    return execute_count(session, _FREE, ids=ids, wall=wall) if ids else 0


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
    for delivery_id in ids:
        reminders.mark_all_skipped(session, delivery_id, Skipped.NOT_THEIRS)
    skipped = update(Delivery).where(col(Delivery.id).in_(ids), col(Delivery.state) == DeliveryState.PENDING)
    execute_count(session, skipped.values(state=DeliveryState.SKIPPED, error=WITHDRAWN))
