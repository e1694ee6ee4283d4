"""The turns of the chats of the page: one at a time in a chat, and each post once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.channels.receiving.aside import leave_order
from bot.channels.web.chat import Chat


class Turns:
    """The turns under way, by chat and the post's number."""

    def __init__(self) -> None:
        self._under_way: dict[tuple[str, str], asyncio.Future[None]] = {}

    @asynccontextmanager
    async def hold(self, chat: Chat, number: str) -> AsyncIterator[None]:
        """Hold the chat's turn; one that steps aside (`bot.channels.receiving.aside`) lets the chat go on.

        An update posted again waits for the first, also for one that stepped aside.
        """
        while before := self._under_way.get((chat.id, number)):
            await asyncio.wait({before})
        ended = self._under_way[chat.id, number] = asyncio.get_running_loop().create_future()
        release = _once(chat.turn.release)
        try:
            await chat.turn.acquire()
            order = leave_order.set(release)
            try:
                yield
            finally:
                leave_order.reset(order)
                release()
        finally:
            del self._under_way[chat.id, number]
            ended.set_result(None)

    async def wait(self, seconds: float) -> None:
        """Wait until those that are under way have ended, `seconds` at most."""
        if self._under_way:
            await asyncio.wait([*self._under_way.values()], timeout=seconds)


def _once(act: Callable[[], None]) -> Callable[[], None]:
    """Return `act` so that only the first call does it."""
    left = [act]

    def do() -> None:
        if left:
            left.pop()()

    return do
