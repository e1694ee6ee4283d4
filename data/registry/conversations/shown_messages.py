"""Messages of the bot and the duties they were about, for replies to them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select, tuple_
from sqlmodel import Session, col

from data.enums import DeliveryState
from data.models import ChatLink, Delivery, Duty, News, ProgressEntry, Reminder, ShownMessage
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.rows import execute_count


def save_items(
    session: Session,
    *,
    channel: str,
    chat_id: str,
    message_id: str,
    officer_id: int,
    items: Sequence[str],
    wall: datetime,
) -> None:
    """Save what a message shows at the real instant `wall`, in place of what it showed before an edit."""
    delete_message(session, channel, chat_id, message_id)
    session.add(
        ShownMessage(
            channel=channel,
            chat_id=chat_id,
            message_id=message_id,
            officer_id=officer_id,
            items=list(items),
            shown_at=wall,
        )
    )
    session.flush()


def delete_message(session: Session, channel: str, chat_id: str, message_id: str) -> None:
    """Delete what a message showed, once it shows something else."""
    execute_count(session, delete(ShownMessage).where(_is_message(channel, chat_id, message_id)))


def get_items(session: Session, channel: str, chat_id: str, message_id: str, officer_id: int) -> list[str]:
    """Return what a message showed to this officer; nothing for one to somebody else, and for an unknown one."""
    query = select(col(ShownMessage.items)).where(
        _is_message(channel, chat_id, message_id), col(ShownMessage.officer_id) == officer_id
    )
    return list(session.execute(query).scalar_one_or_none() or ())


def list_sent_duties(session: Session, channel: str, chat_id: str, message_id: str, officer_id: int) -> list[int]:
    """Return the duties that a message of the outbox told this officer of, in its order."""
    query = (
        select(col(Delivery.id))
        .join(ChatLink, col(Delivery.chat_link_id) == col(ChatLink.id))
        .where(
            col(ChatLink.chat_id) == chat_id,
            col(ChatLink.channel) == channel,
            col(Delivery.message_id) == message_id,
            col(Delivery.officer_id) == officer_id,
            col(Delivery.state) == DeliveryState.SENT,
        )
    )
    delivery_id = session.execute(query).scalars().first()
    if delivery_id is None:
        return []
    reminded = (
        select(col(Reminder.duty_id)).where(col(Reminder.delivery_id) == delivery_id).order_by(col(Reminder.id))
    )
    told = (
        select(col(ProgressEntry.duty_id))
        .join(News, col(News.entry_id) == col(ProgressEntry.id))
        .join(Duty, col(ProgressEntry.duty_id) == col(Duty.id))
        .where(col(News.delivery_id) == delivery_id)
        .order_by(col(ProgressEntry.id))
    )
    found = [*session.execute(reminded).scalars(), *session.execute(told).scalars()]
    return list(dict.fromkeys(found))


def delete_before(session: Session, instant: datetime) -> int:
    """Delete a batch of messages shown before a real instant; return how many."""
    key = tuple_(col(ShownMessage.channel), col(ShownMessage.chat_id), col(ShownMessage.message_id))
    old = select(col(ShownMessage.channel), col(ShownMessage.chat_id), col(ShownMessage.message_id)).where(
        col(ShownMessage.shown_at) < instant
    )
    return execute_count(session, delete(ShownMessage).where(key.in_(old.limit(BATCH_SIZE))))


def _is_message(channel: str, chat_id: str, message_id: str) -> ColumnElement[bool]:
    return and_(
        col(ShownMessage.channel) == channel,
        col(ShownMessage.chat_id) == chat_id,
        col(ShownMessage.message_id) == message_id,
    )
