"""Places for turns at work."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class TurnSlots:
    """At most so many turns think at the same time, and at most as many fetch a file beside them.

    Nobody holds a place who waits for the network or for the pace of a chat.
    """

    def __init__(self, number: int) -> None:
        self._free = asyncio.Semaphore(number)
        self._aside = asyncio.Semaphore(number)
        self._inside: set[asyncio.Task[Any] | None] = set()

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Wait for a place and hold it while the block runs."""
        await self._enter()
        try:
            yield
        finally:
            self._leave()

    async def aside(self, wait: Callable[[], Awaitable[T]]) -> T:
        """Return what `wait` gets, the place of the turn that waits being another's meanwhile."""
        if asyncio.current_task() not in self._inside:
            return await wait()
        self._leave()
        try:
            async with self._aside:
                return await wait()
        finally:
            await self._enter()

    async def _enter(self) -> None:
        await self._free.acquire()
        self._inside.add(asyncio.current_task())

    def _leave(self) -> None:
        task = asyncio.current_task()
        if task in self._inside:  # not one that was cancelled on its way back in
            self._inside.discard(task)
            self._free.release()
