"""The web chat as a channel."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.channels.channel import Capabilities, Converse
from bot.channels.web.capabilities import CAPABILITIES
from bot.channels.web.chat import Chat
from bot.channels.web.receive import read_post
from bot.channels.webhook import Webhook
from handlers.base.messages import Incoming, Reply
from scheduler.channel_health import Trouble
from scheduler.sending.errors import Unreachable
from scheduler.sending.retry_policy import LEASE


class WebChannel:
    """The chats of all pages by their id. They live in memory and end with the process.

    `now` is the instant (UTC) the office lives at: messages carry it.
    """

    name = "web"
    webhooks: Sequence[Webhook] = ()

    def __init__(self, converse: Converse, now: Callable[[], datetime]) -> None:
        self._converse = converse
        self._now = now
        self._chats: dict[str, Chat] = {}

    @property
    def capabilities(self) -> Capabilities:
        """Return the features of the page."""
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
        """Answer a post of the page, `content` being an uploaded file; return the toast.

        An update posted again, because its answer was lost or is slow, is taken once and gets the same toast.
        Raises `receive.Malformed`, and then did nothing.
        """
        incoming = read_post(body, chat.id, self._now(), content)
        # One turn at a time: an answer stands under its question, and an update posted again waits for the first.
        async with chat.turn:
            if incoming.update_id not in chat.toasts:
                chat.toasts[incoming.update_id] = await self._turn(chat, incoming)
            return chat.toasts[incoming.update_id]

    async def send(self, chat_id: str, reply: Reply) -> str:
        """Show `reply` as a push and return its message id. Raises `Unreachable` for an unknown chat."""
        chat = self._chats.get(chat_id)
        if chat is None:
            raise Unreachable("no such web chat")
        return chat.show(reply, self._now(), pushed=True)

    def count_pushes(self, chat_id: str) -> int:
        """Return how many messages the chat was sent unasked; 0 for a chat nobody opened."""
        chat = self._chats.get(chat_id)
        return chat.pushes if chat else 0

    async def run(self) -> None:
        """Wait until cancelled: posts arrive by `receive`."""
        await asyncio.Event().wait()

    def wake(self) -> None:
        """Make every page refresh, after the clock was moved."""
        for chat in self._chats.values():
            chat.wake()

    def close(self) -> None:
        """End the streams of all pages."""
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
    """Return the officer's own message as the chat shows it."""
    return "\n".join(filter(None, [*(f"📎 {file.name}" for file in incoming.files), incoming.text]))
