"""The web chat as a channel."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.channels import Converse
from bot.channels.web.chat import Chat
from bot.channels.web.receive import read
from handlers.base.messages import Incoming, Reply
from scheduler.sending.errors import Unreachable


class WebChannel:
    """Chats by their id. They live in memory and end with the process, as does the registry of a rehearsal.

    `now` is the instant (UTC) the office lives at: messages carry it.
    """

    name = "web"

    def __init__(self, converse: Converse, now: Callable[[], datetime]) -> None:
        self._converse = converse
        self._now = now
        self._chats: dict[str, Chat] = {}

    def open(self, chat_id: str) -> Chat:
        """A new, empty chat."""
        chat = self._chats[chat_id] = Chat(chat_id)
        return chat

    def forget(self, chat: Chat) -> None:
        """The chat is unknown from here on."""
        del self._chats[chat.id]

    def chat(self, chat_id: str) -> Chat | None:
        """The chat of this id, None where there is none."""
        return self._chats.get(chat_id)

    async def receive(self, chat: Chat, body: Mapping[str, object], content: bytes | None = None) -> str:
        """One turn from what the page posted, with the `content` of a file if it posted one; returns the toast.

        Raises `receive.Malformed`, and then did nothing.
        """
        incoming = read(body, chat.id, self._now(), content)
        # One turn at a time: an answer stands under its question.
        async with chat.turn:
            return await self._turn(chat, incoming)

    async def send(self, chat_id: str, reply: Reply) -> str:
        """Shows `reply` unasked and returns its message id. Raises `Unreachable` for a chat nobody opened."""
        chat = self._chats.get(chat_id)
        if chat is None:
            raise Unreachable("no such web chat")
        return chat.show(reply, self._now(), pushed=True)

    async def run(self) -> None:
        """Waits to be cancelled: what comes in, comes in through the HTTP face."""
        await asyncio.Event().wait()

    def wake(self) -> None:
        """Has every page look again: the clock was moved."""
        for chat in self._chats.values():
            chat.wake()

    def close(self) -> None:
        """Ends every page's stream; what was shown stays."""
        for chat in self._chats.values():
            chat.close()

    async def _turn(self, chat: Chat, incoming: Incoming) -> str:
        if incoming.pressed is None:
            chat.echo(_said(incoming), incoming.at, incoming.update_id)
        reply = await self._converse(incoming)
        if reply is None:
            return ""
        chat.show(reply, self._now(), edits=incoming.message_id if reply.replaces else None)
        return reply.toast


def _said(incoming: Incoming) -> str:
    """What the officer said, as it stands in the chat."""
    return "\n".join(filter(None, [*(f"📎 {file.name}" for file in incoming.files), incoming.text]))
