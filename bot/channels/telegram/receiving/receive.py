"""Updates of the Bot API, read into arrivals."""

import re
from datetime import datetime

from telegram import Bot, CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, UpdateType

from bot.channels.receiving.arrivals import Arrival, Move, Reachability
from bot.channels.telegram.files import get_uploads
from bot.channels.telegram.limits import CAPABILITIES
from handlers.base.messages import Incoming

ALLOWED_UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
"""The kinds of updates that Telegram is asked for."""

_ADDRESSED = re.compile(r"(/\w+)@(\w+)")
_GONE = {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}


def read_update(update: Update, bot: Bot, at: datetime) -> Arrival | None:
    """Read `update`, received at `at` (UTC); return None if there is nothing to do.

    Before the bot has heard its own name from Telegram it must not be given updates. Raises TypeError for a field
    that is not what the Bot API says: the library takes it as it comes.
    """
    about: Incoming | Reachability | Move | None = None
    if update.message:
        about = _message(update.message, str(update.update_id), bot, at)
    elif update.edited_message:
        about = _edit(update.edited_message, str(update.update_id), at)
    elif update.callback_query:
        about = _tap(update.callback_query, str(update.update_id), at)
    elif update.my_chat_member:
        about = _membership(update.my_chat_member)
    match about:
        case Incoming():
            _check(about)
            return Arrival(about.chat_id, about, _text(update.callback_query.id) if update.callback_query else None)
        case Reachability():
            return Arrival(about.chat_id, about)
        case Move():
            return Arrival(about.old, about)
    return None


def _message(message: Message, update_id: str, bot: Bot, at: datetime) -> Incoming | Move | None:
    chat = message.chat
    if message.migrate_to_chat_id:
        return Move(_id(chat.id), _id(message.migrate_to_chat_id))
    said = message.text or message.caption or ""
    if not said and message.effective_attachment is None:
        return None  # "joined the group", "pinned a message": said by nobody
    text = _strip_bot_name(said, bot.username)
    private = chat.type == Chat.PRIVATE
    if text is None or not (private or text.startswith("/")):
        return None  # in a group people talk to each other
    return Incoming(
        channel="telegram",
        chat_id=_id(chat.id),
        update_id=update_id,
        at=at,
        text=text,
        sender_name=_name(message.from_user),
        account=_account(message.from_user),
        has_buttons=CAPABILITIES.buttons,
        private=private,
        files=get_uploads(message, bot, at),
        album=message.media_group_id or "",
        reply_to=_id(message.reply_to_message.message_id) if message.reply_to_message else None,
        quoted=message.quote.text if message.quote else "",
        own_id=_id(message.message_id),
    )


def _edit(message: Message, update_id: str, at: datetime) -> Incoming | None:
    """Return that a text or a caption was changed in a private chat; None for anything else.

    A live location is edited by the minute, and Telegram may send an edit of which nothing can be seen: it has no
    date.
    """
    text = message.text or message.caption
    if not text or message.edit_date is None or message.chat.type != Chat.PRIVATE:
        return None
    return Incoming(
        channel="telegram",
        chat_id=_id(message.chat.id),
        update_id=update_id,
        at=at,
        text=text,
        sender_name=_name(message.from_user),
        account=_account(message.from_user),
        has_buttons=CAPABILITIES.buttons,
        edited=True,
        own_id=_id(message.message_id),
    )


def _tap(query: CallbackQuery, update_id: str, at: datetime) -> Incoming | None:
    if query.message is None or query.data is None:
        return None
    return Incoming(
        channel="telegram",
        chat_id=_id(query.message.chat.id),
        update_id=update_id,
        at=at,
        pressed=query.data,
        message_id=_id(query.message.message_id),
        sender_name=_name(query.from_user),
        account=_account(query.from_user),
        has_buttons=CAPABILITIES.buttons,
        private=query.message.chat.type == Chat.PRIVATE,
    )


def _membership(change: ChatMemberUpdated) -> Reachability:
    chat, is_there = change.chat, change.new_chat_member.status not in _GONE
    is_added = is_there and change.old_chat_member.status in _GONE and chat.type != Chat.PRIVATE
    return Reachability(_id(chat.id), is_there, _id(change.from_user.id) if is_added else None)


def _strip_bot_name(text: str, username: str) -> str | None:
    """Return `text` without our name behind the command; None for a command to another bot."""
    addressed = _ADDRESSED.match(text)
    if addressed is None:
        return text
    command, name = addressed.groups()
    return command + text[addressed.end() :] if name.lower() == username.lower() else None


def _name(user: User | None) -> str:
    return user.full_name if user else ""


def _account(user: User | None) -> str:
    return f"@{_text(user.username)}" if user and user.username else ""


def _check(incoming: Incoming) -> None:
    for said in (incoming.text, incoming.pressed or "", incoming.sender_name, incoming.album, incoming.quoted):
        _text(said)
    for file in incoming.files:
        _text(file.name)
        if file.size is not None:
            _id(file.size)


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(type(found).__name__)
    return found


def _id(found: object) -> str:
    if type(found) is not int:
        raise TypeError(type(found).__name__)
    return str(found)
