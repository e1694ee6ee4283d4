"""Messages of the bot and the duties they were about, for replies to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, select, tuple_, update
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from data.enums import DeliveryState
from data.models import ChatLink, Delivery, Duty, News, Officer, ProgressEntry, Reminder, ShownMessage
from data.registry.conversations import page_messages
from data.registry.people import page_sessions
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.rows import execute_count, table_of, upsert_selected

_SHOWN, _LINK, _OFFICER = (table_of(model).c for model in (ShownMessage, ChatLink, Officer))
_DELETE = delete(table_of(ShownMessage)).where(
    _SHOWN.channel == bindparam("of_channel"),
    _SHOWN.chat_id == bindparam("of_chat"),
    _SHOWN.message_id == bindparam("of_message"),
)
_TO_SOMEBODY = (
    select(
        bindparam("channel", type_=_SHOWN.channel.type),
        bindparam("chat_id", type_=_SHOWN.chat_id.type),
        bindparam("message_id", type_=_SHOWN.message_id.type),
        _LINK.officer_id,
        bindparam("items", type_=_SHOWN["items"].type),
        bindparam("shown_at", type_=_SHOWN.shown_at.type),
    )
    .join_from(table_of(ChatLink), table_of(Officer), _LINK.officer_id == _OFFICER.id)
    .where(_LINK.channel == bindparam("channel"), _LINK.chat_id == bindparam("chat_id"))
    .where(_OFFICER.active == bindparam("active", value=True))
)
_TO_WHO_SPEAKS = _TO_SOMEBODY.where(_LINK.speaking == bindparam("speaking", value=True))
_TO_ITS_READER = _TO_SOMEBODY.where(_LINK.officer_id == bindparam("its_reader"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot, the buttons that open what it is about, and the real instant at which it was shown.

    `reader` is the officer whom it was for; None: for whom its chat speaks. Whom a message was for that is about
    nothing is kept only where it is named.
    """

    channel: str
    chat_id: str
    message_id: str
    items: tuple[str, ...]
    wall: datetime
    reader: int | None = None


def save(session: Session, shown: Shown) -> None:
    """Save what a message shows, and to whom, in place of what it showed before an edit.

    One that is about nothing and for nobody, or stands in nobody's chat, is deleted.
    """
    place = {"channel": shown.channel, "chat_id": shown.chat_id, "message_id": shown.message_id}
    kept = {"items": list(shown.items), "shown_at": shown.wall}
    whose: dict[str, int] = {} if shown.reader is None else {"its_reader": shown.reader}
    if shown.items or whose:
        chosen = _TO_ITS_READER if whose else _TO_WHO_SPEAKS
        if upsert_selected(session, ShownMessage, chosen, ("officer_id", *kept), **place, **kept, **whose):
            return
    execute_count(session, _DELETE, of_channel=shown.channel, of_chat=shown.chat_id, of_message=shown.message_id)


def forget_items_of(session: Session, officer_id: int) -> None:
    """Forget what was shown to an officer who is none any more; that it was shown to them is still known."""
    execute_count(session, update(table_of(ShownMessage)).where(_SHOWN.officer_id == officer_id).values(items=[]))


def get_items(session: Session, channel: str, chat_id: str, message_id: str, officer_id: int) -> list[str]:
    """Return what a message showed to this officer; nothing for one to somebody else, and for an unknown one."""
    query = select(col(ShownMessage.items)).where(
        _is_message(channel, chat_id, message_id), col(ShownMessage.officer_id) == officer_id
    )
    return list(session.execute(query).scalar_one_or_none() or ())


def list_readers(session: Session, channel: str, chat_id: str, message_id: str) -> set[int]:
    """Return the officers whom a message was shown or sent to: one, or none for an unknown message."""
    shown = select(col(ShownMessage.officer_id)).where(_is_message(channel, chat_id, message_id))
    sent = _select_sent(col(Delivery.officer_id), channel, chat_id, message_id)
    found = {*session.execute(shown).scalars(), *session.execute(sent).scalars()}
    if channel == page_sessions.CHANNEL and (reader := page_messages.find_reader(session, chat_id, message_id)):
        found.add(reader)
    return found


def was_shown_to_another(session: Session, channel: str, chat_id: str, message_id: str, officer_id: int) -> bool:
    """Tell whether a message is known as one to an officer whose chat this was before."""
    return bool(list_readers(session, channel, chat_id, message_id) - {officer_id})


def list_sent_duties(session: Session, channel: str, chat_id: str, message_id: str, officer_id: int) -> list[int]:
    """Return the duties that a message of the outbox told this officer of, in its order."""
    query = _select_sent(col(Delivery.id), channel, chat_id, message_id)
    delivery_id = session.execute(query.where(col(Delivery.officer_id) == officer_id)).scalars().first()
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


def _select_sent(column: Mapped[Any], channel: str, chat_id: str, message_id: str) -> Select[Any]:
    return (
        select(column)
        .join(ChatLink, col(Delivery.chat_link_id) == col(ChatLink.id))
        .where(
            col(ChatLink.chat_id) == chat_id,
            col(ChatLink.channel) == channel,
            col(Delivery.message_id) == message_id,
            col(Delivery.state) == DeliveryState.SENT,
        )
    )
