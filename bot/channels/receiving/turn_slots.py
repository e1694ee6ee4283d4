"""A limit on turns worked on at the same time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from bot.channels.receiving.aside import held_slots

T = TypeVar("T")

TURNS = 16
"""Turns of a channel that are worked on at the same time. One that waits for the network or the pace of a chat is not
counted."""


class TurnSlots:
    """Slots for `number` turns at the same time, and as many for fetching files.

    A turn that waits for the network or for the pace of a chat holds no slot.
    """

    def __init__(self, number: int) -> None:
        self._free = asyncio.Semaphore(number)
        self._aside = asyncio.Semaphore(number)
        self._inside: set[asyncio.Task[Any] | None] = set()

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        """Wait for a slot and hold it while the block runs."""
        await self._enter()
        held = held_slots.set(self)
        try:
            yield
        finally:
            held_slots.reset(held)
            self._leave()

    async def without_slot(self, wait: Callable[[], Awaitable[T]]) -> T:
        """Await `wait()` and return its result; the slot is free for another turn meanwhile."""
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
