"""The web chat as a channel."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.channels.channel import Capabilities, Converse
from bot.channels.web.capabilities import CAPABILITIES
from bot.channels.web.chat import Chat
from bot.channels.web.receive import read
from handlers.base.messages import Incoming, Reply
from scheduler.channel_health import Trouble
from scheduler.sending.errors import Unreachable
from scheduler.sending.retry_policy import LEASE


class WebChannel:
    """The chats of all pages, by their id. They live in memory and end with the process, as does a demo's registry.

    `now` is the instant (UTC) the office lives at: messages carry it.
    """

    name = "web"

    def __init__(self, converse: Converse, now: Callable[[], datetime]) -> None:
        self._converse = converse
        self._now = now
        self._chats: dict[str, Chat] = {}

    @property
    def capabilities(self) -> Capabilities:
        """The features of the page."""
        return CAPABILITIES

    @property
    def longest_send(self) -> timedelta:
        """See `Channel.longest_send`. Showing takes no time; shorter, failures would be retried sooner than usual."""
        return LEASE

    @property
    def trouble(self) -> Trouble | None:
        """None: the page posts to this very process."""
        return None

    def open(self, chat_id: str) -> Chat:
        """Open a new, empty chat."""
        chat = self._chats[chat_id] = Chat(chat_id)
        return chat

    def forget(self, chat: Chat) -> None:
        """Remove a chat."""
        del self._chats[chat.id]

    def chat(self, chat_id: str) -> Chat | None:
        """Return the chat of this id, None where there is none."""
        return self._chats.get(chat_id)

    async def receive(self, chat: Chat, body: Mapping[str, object], content: bytes | None = None) -> str:
        """Answer what the page posted, with the `content` of a file if it posted one, and return the toast.

        An update posted again, because its answer was lost or is slow, is taken once and gets the same toast.
        Raises `receive.Malformed`, and then did nothing.
        """
        incoming = read(body, chat.id, self._now(), content)
        # One turn at a time: an answer stands under its question, and an update posted again waits for the first.
        async with chat.turn:
            if incoming.update_id not in chat.toasts:
                chat.toasts[incoming.update_id] = await self._turn(chat, incoming)
            return chat.toasts[incoming.update_id]

    async def send(self, chat_id: str, reply: Reply) -> str:
        """Show `reply` unasked and return its message id. Raises `Unreachable` for a chat nobody opened."""
        chat = self._chats.get(chat_id)
        if chat is None:
            raise Unreachable("no such web chat")
        return chat.show(reply, self._now(), pushed=True)

    def count_pushes(self, chat_id: str) -> int:
        """Return how many messages the chat was sent unasked; 0 for a chat nobody opened."""
        chat = self._chats.get(chat_id)
        return chat.pushes if chat else 0

    async def run(self) -> None:
        """Wait to be cancelled: what comes in, comes in over HTTP (`receive`)."""
        await asyncio.Event().wait()

    def wake(self) -> None:
        """Have every page look again, after the clock was moved."""
        for chat in self._chats.values():
            chat.wake()

    def close(self) -> None:
        """End every page's stream; what was shown stays."""
        for chat in self._chats.values():
            chat.close()

    async def _turn(self, chat: Chat, incoming: Incoming) -> str:
        if incoming.pressed is None:
            chat.echo(_echo_text(incoming), incoming.at, incoming.update_id.removeprefix(f"{chat.id}:"))
        reply = await self._converse(incoming)
        if reply is None:
            return ""
        chat.show(reply, self._now(), edits=incoming.message_id if reply.replaces else None)
        return reply.toast


def _echo_text(incoming: Incoming) -> str:
    """Return what the officer sent, as it stands in the chat."""
    return "\n".join(filter(None, [*(f"📎 {file.name}" for file in incoming.files), incoming.text]))
