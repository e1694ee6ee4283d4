"""Messages to chats: fitted to Zalo, at the bot's pace, and none while the bot may not write."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from bot.channels.answer_retries import Attempt
from bot.channels.outgoing import split_reply
from bot.channels.pace import Passage
from bot.channels.zalo.client import ZaloClient
from bot.channels.zalo.errors import QuotaSpent, TokenRefused
from bot.channels.zalo.limits import CAPABILITIES
from data.text import nfc
from handlers.base.messages import Reply
from scheduler.sending.errors import SlowDown, Unknown


class Permission(Protocol):
    """Whether the bot may write at all."""

    def check(self) -> None:
        """Raise TokenRefused or QuotaSpent where nothing may be sent now."""
        ...

    def note_refused(self) -> None:
        """Note that Zalo does not know the token any more."""
        ...

    def note_spent(self) -> SlowDown:
        """Note that the quota is spent; return the pause until there is another."""
        ...

    def count(self) -> None:
        """Count a message that Zalo may have counted."""
        ...


class Sender:
    """Sending through `client`: each call is retried as `attempt` does and waits for its turn in `passage`."""

    def __init__(self, client: ZaloClient, attempt: Attempt, passage: Passage, permission: Permission) -> None:
        self._client = client
        self._attempt = attempt
        self._passage = passage
        self._permission = permission

    async def deliver(self, chat_id: str, reply: Reply) -> str:
        """Send all of `reply`; return the id of the last message, "" if there was nothing to say.

        Raises `SendFailed`; what went out before stays.
        """
        message_id = ""
        for part in split_reply(_normalize(reply), CAPABILITIES):
            message_id = await self._call(chat_id, partial(self._client.send_message, chat_id, part.text))
        return message_id

    async def _call(self, chat_id: str, call: Callable[[], Awaitable[str]]) -> str:
        async def at_its_turn() -> str:
            try:
                self._permission.check()
                async with self._passage(chat_id):
                    self._permission.check()  # others may have been refused since
                    return await self._counted(call)
            except TokenRefused:
                self._permission.note_refused()
                raise
            except QuotaSpent:
                pause = self._permission.note_spent()
            raise pause

        return await self._attempt(at_its_turn)

    async def _counted(self, call: Callable[[], Awaitable[str]]) -> str:
        try:
            sent = await call()
        except Unknown:
            self._permission.count()
            raise
        self._permission.count()
        return sent


def _normalize(reply: Reply) -> Reply:
    """Return `reply` in composed letters: decomposed ones count as two or three."""
    return replace(reply, heading=nfc(reply.heading), body=nfc(reply.body))
