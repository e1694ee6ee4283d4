"""The presence of a process among others that serve the same registry together."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from time import monotonic
from typing import TypeVar

from data.database.seats import Seats
from data.errors import RegistryUnusable

T = TypeVar("T")
_log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two touches."""

Hear = Callable[[str], None]
"""Hears what a notice of another process is about."""


class Presence:
    """A process among others: its mark, whether it has the seats, what others tell it. All of one event loop.

    Each time that the server was heard of, `follow` is given its instant (UTC). A server that says nothing takes the
    seats away until it does again.
    """

    def __init__(self, seats: Seats, revision: str, follow: Callable[[datetime], None], every: float = EVERY) -> None:
        """Take nothing yet. `revision` is the schema with which this program can work."""
        self._seats = seats
        self._revision = revision
        self._follow = follow
        self._every = every
        self._thread = ThreadPoolExecutor(1, "presence")  # its own: others may all wait for a server that hangs
        self._hears: dict[str, Hear] = {}
        self.on_seats: Callable[[], None] = lambda: None
        """Is called when the seats were gained or lost."""

    @property
    def process(self) -> str:
        """Return the name of this process for all others."""
        return self._seats.process

    @property
    def is_seated(self) -> bool:
        """Return whether this process has the seats: it alone does what only one may do."""
        return self._seats.held

    def hear(self, kind: str, hear: Hear) -> None:
        """Give `hear` the notices of this `kind`."""
        self._hears[kind] = hear

    async def begin(self) -> None:
        """Show that this process is there, before it does anything: what it does bears its name."""
        while not await self._touch():  # noqa: ASYNC110 - it is asked each time
            await asyncio.sleep(self._every)

    async def keep(self) -> None:
        """Stay until cancelled. Raises RegistryUnusable ("newer", "old") where the schema has become another."""
        while True:
            if await self._touch():
                await self._hear_for(self._every)
            else:
                await asyncio.sleep(self._every)

    def leave(self) -> None:
        """Leave the seats to others."""
        self._thread.shutdown(wait=True)
        self._seats.close()

    async def _touch(self) -> bool:
        before = self._seats.held
        touch = await self._run(self._seats.look)
        if self._seats.held != before:
            self.on_seats()
        if touch is None:
            return False
        self._follow(touch.at)
        if touch.revision != self._revision:
            raise RegistryUnusable("newer" if touch.revision > self._revision else "old", touch.revision)
        return True

    async def _hear_for(self, seconds: float) -> None:
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            for notice in await self._run(partial(self._seats.wait_for_news, left)):
                kind, _space, about = notice.partition(" ")
                if hear := self._hears.get(kind):
                    _give(hear, about, kind)

    def _run(self, work: Callable[[], T]) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(self._thread, work)


def _give(hear: Hear, about: str, kind: str) -> None:
    """Give a notice to who hears it; one who cannot read it does not end the presence of the process."""
    try:
        hear(about)
    except Exception:  # noqa: BLE001 - what another process says, perhaps one of another version
        _log.exception("chưa xử lý được thông báo “%s” của tiến trình khác", kind)
