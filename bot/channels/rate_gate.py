"""A limit on the number of calls in a span of time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count


class RateGate:
    """A gate that lets in at most `places` calls in any `seconds`, as the other side counts them.

    A place is given back only `seconds` after whoever held it has come out: it is not known when between going in
    and coming out the other side counted, except that it has after `at_most` seconds, where that is said. Who waits
    goes in by turn, those who are `first` before all others.
    """

    def __init__(self, places: int, seconds: float) -> None:
        self._free = places
        self._seconds = seconds
        self._turns = count()
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def passage(self, *, first: bool, at_most: float | None = None) -> AsyncIterator[None]:
        """Wait for a place and hold it while the block runs, but no longer than `at_most` seconds."""
        await self._enter(first=first)
        loop = asyncio.get_running_loop()
        latest = loop.call_later(at_most + self._seconds, self._give_back) if at_most is not None else None
        try:
            yield
        finally:
            back = loop.time() + self._seconds
            if latest is None or back < latest.when():
                if latest:
                    latest.cancel()
                loop.call_at(back, self._give_back)

    async def _enter(self, *, first: bool) -> None:
        if self._free:
            self._free -= 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (not first, next(self._turns), place))
        try:
            await place
        except asyncio.CancelledError:
            if not place.cancelled():  # it was given a place and will not use it
                self._give_back()
            raise

    def _give_back(self) -> None:
        while self._waiting:
            _, _, place = heappop(self._waiting)
            if not place.cancelled():
                place.set_result(None)
                return
        self._free += 1
