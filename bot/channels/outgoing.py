"""Deliver replies, be they answers or pushes, in the form that their channel can show."""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Protocol
from weakref import WeakValueDictionary

from bot.channels.channel import Capabilities, Channel
from bot.channels.text_splitting import split
from data.errors import NhacviecError, RegistryUnusable
from data.store import Store
from data.text.inert import make_inert
from handlers.base.command_names import CommandName
from handlers.base.messages import Attachment, Button, Reply
from handlers.dispatch import numbered_choices
from handlers.dispatch.numbered_choices import PushedChoices
from scheduler.clock import Clock
from scheduler.sending.errors import Passing, SendFailed, Unknown

_PICTURES = {"image/jpeg", "image/png"}
_COMMANDS = frozenset(CommandName)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TextPart:
    """A message of a reply. Its text begins with `heading`, which may be shown in bold."""

    text: str
    heading: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()


class SendingCalls(Protocol):
    """The sending calls of one channel. Each returns the message's id and raises `SendFailed`."""

    async def send_text(self, chat_id: str, part: TextPart) -> str:
        """Send a new message."""
        ...

    async def edit_text(self, chat_id: str, part: TextPart, message_id: str) -> str:
        """Replace a message by `part`; send it as a new one if that cannot be edited."""
        ...

    async def send_file(self, chat_id: str, file: Attachment, *, as_picture: bool) -> str:
        """Send a file, shown in the chat if it is sent `as_picture`."""
        ...


def make_inert_reply(reply: Reply) -> Reply:
    """Return `reply` in which nothing can be tapped but its buttons, the bot's own commands and its own addresses.

    What officers typed stands in many a reply: a chat would make links, names and commands of it, in the bot's voice.
    """
    return replace(
        reply,
        heading=make_inert(reply.heading, _COMMANDS, reply.addresses),
        body=make_inert(reply.body, _COMMANDS, reply.addresses),
        choices=make_inert(reply.choices, _COMMANDS),
    )


def split_reply(reply: Reply, capabilities: Capabilities) -> list[TextPart]:
    """Split `reply` into messages in which nothing that was typed can be tapped, with its buttons under the last.

    Empty if it has no text. Buttons of a channel without any are left out: they stand numbered in the text already.
    """
    reply = make_inert_reply(reply)
    text = reply.text
    if reply.files and not capabilities.files_out:
        text = "\n".join([text, *(f"📎 {file.name}" for file in reply.files)]).lstrip("\n")
    if capabilities.text_limit is None:
        texts = [text] if text.strip() else []
    else:
        texts = split(text, capabilities.text_limit, capabilities.text_unit)
    parts = [TextPart(part) for part in texts]
    if parts and parts[0].text.startswith(reply.heading):  # one that was itself cut is not shown in bold
        parts[0] = replace(parts[0], heading=reply.heading)
    if parts:
        parts[-1] = replace(parts[-1], buttons=reply.buttons if capabilities.buttons else ())
    return parts


async def deliver(
    calls: SendingCalls, capabilities: Capabilities, chat_id: str, reply: Reply, *, replaces: str | None = None
) -> str:
    """Send all of `reply`; `replaces` is the id of the message that its text replaces, if the channel can edit.

    Returns the id of the message with the buttons, or else of the first file; "" where the reply holds neither text
    nor file. Raises `SendFailed`; what went out before stays.
    """
    message_id = ""
    replaces = replaces if capabilities.edits else None
    for part in split_reply(reply, capabilities):
        message_id = await (calls.edit_text(chat_id, part, replaces) if replaces else calls.send_text(chat_id, part))
        replaces = None
    for file in reply.files if capabilities.files_out else ():
        as_picture = capabilities.pictures and file.media_type in _PICTURES
        file_id = await calls.send_file(chat_id, file, as_picture=as_picture)
        message_id = message_id or file_id
    return message_id


class Pusher:
    """The sender of pushes: messages that are not the answer to an update.

    An answer's choices are numbered in the transaction of its turn (`handlers.dispatch.turns`); those of a push
    are numbered in a transaction of their own, before it is sent: the number may be typed as soon as it is seen.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        # Two messages at once could arrive in another order than their choices were stored in.
        self._chats: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def send(self, channel: Channel, chat_id: str, reply: Reply) -> str:
        """Send `reply` and return the provider's message id. Raises `SendFailed`."""
        if channel.capabilities.buttons or not reply.buttons:
            return await channel.send(chat_id, reply)
        lock = self._chats.setdefault((channel.name, chat_id), asyncio.Lock())
        async with lock:
            numbered, choices = await asyncio.to_thread(self._store_choices, channel.name, chat_id, reply)
            try:
                return await channel.send(chat_id, numbered)
            except Unknown:
                raise  # it may have arrived
            except SendFailed:
                await asyncio.to_thread(self._take_back, choices)
                raise

    def _store_choices(self, channel: str, chat_id: str, reply: Reply) -> tuple[Reply, PushedChoices]:
        try:
            with self._store.write() as session:
                return numbered_choices.number_pushed_choices(session, channel, chat_id, reply, self._clock.now())
        except RegistryUnusable as error:
            failed = Passing(f"registry {error.reason}")
        raise failed

    def _take_back(self, choices: PushedChoices) -> None:
        """Restore the meaning that the numbers had before a message that did not arrive."""
        try:
            with self._store.write() as session:
                numbered_choices.take_back_choices(session, choices)
        except NhacviecError as error:
            _log.warning("%s: chưa bỏ được lựa chọn của một tin không gửi được (%s)", choices.channel, error)
