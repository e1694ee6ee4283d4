"""Mails that came back after their server had taken them: the address is closed, what they said goes another way."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.enums import DeliveryState, ReminderState
from data.models import ChatLink, Delivery, Reminder
from data.registry.office import audit
from data.registry.outbox import rerouting
from data.registry.outbox.reminders import Skipped
from data.registry.people import identities
from data.registry.reach.mail_addresses import BOUNCE, CHANNEL
from data.registry.sql.rows import execute_count

_SENT_AGAIN = timedelta(days=1)
"""A mail that comes back later is told no more: the digests since have said what there is."""


def take_bounce(
    session: Session,
    *,
    message_id: str,
    address: str,
    code: str,
    channels: Collection[str],
    now: datetime,
    wall: datetime,
    actor: str,
) -> bool:
    """Record that a mail came back from an address that is gone; False, and nothing happens, if none was sent there.

    Only who got a mail of ours knows its id, so nobody else's report closes an address. What it said goes out by the
    officer's next way on `channels`, if it was sent lately.
    """
    rows = session.execute(
        select(Delivery, ChatLink)
        .join(ChatLink, col(ChatLink.id) == col(Delivery.chat_link_id))
        .where(
            col(Delivery.channel) == CHANNEL,
            col(Delivery.message_id) == message_id,
            col(Delivery.state) == DeliveryState.SENT,
            col(ChatLink.chat_id) == address,
        )
        .order_by(col(Delivery.id))
        .with_for_update(of=Delivery)  # the links of an address are locked in their own order
    ).all()
    for delivery, link in rows:
        if link.id in identities.mark_unreachable(session, link.channel, link.chat_id, now):
            audit.record_action(
                session,
                now=now,
                actor=actor,
                action=BOUNCE,
                subject=f"officer:{link.officer_id}",
                before={"address": address},
                after={"address": address, "code": code},
            )
        session.flush()
        _send_another_way(session, delivery, channels, now=now, wall=wall)
    return bool(rows)


def _send_another_way(
    session: Session, delivery: Delivery, channels: Collection[str], *, now: datetime, wall: datetime
) -> None:
    assert delivery.id is not None  # noqa: S101 - a stored row has its key
    lately = delivery.sent_at is not None and delivery.sent_at > now - _SENT_AGAIN
    delivery.message_id, delivery.sent_at, delivery.in_doubt = None, None, False
    session.flush()
    carried = update(Reminder).where(
        col(Reminder.delivery_id) == delivery.id, col(Reminder.state) == ReminderState.SENT
    )
    if lately and rerouting.readdress(session, delivery.id, channels):
        session.refresh(delivery)
        delivery.state, delivery.next_attempt_at, delivery.error = DeliveryState.PENDING, wall, None
        execute_count(session, carried.values(state=ReminderState.PLANNED))
        return
    delivery.state, delivery.error = DeliveryState.FAILED, "Unreachable: bounced"
    gone = {"state": ReminderState.SKIPPED, "skipped_because": Skipped.UNREACHABLE.value}
    execute_count(session, carried.values(**gone))
