"""A limit on the number of calls in a span of time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count
from time import monotonic


class RateGate:
    """A gate that lets in at most `places` calls in any `seconds`, as the other side counts them.

    When between going in and coming out the other side counted a call is not known, except that it had when `at_most`
    seconds had passed, where that is said, and that a call and its answer are on their way for `on_the_way()` seconds
    together: so a place can be given back `seconds` after whoever held it has come out, less those. Who waits goes in
    by turn, those who are `first` before all others.
    """

    def __init__(
        self,
        places: int,
        seconds: float,
        on_the_way: Callable[[], float] = lambda: 0.0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Make the gate. `clock` gives the time in seconds: not the loop's, which stands still while it works."""
        self._free = places
        self._seconds = seconds
        self._on_the_way = on_the_way
        self._clock = clock
        self._turns = count()
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def passage(self, *, first: bool, at_most: float | None = None) -> AsyncIterator[None]:
        """Wait for a place and hold it while the block runs, but no longer than `at_most` seconds."""
        await self._enter(first=first)
        entered = self._clock()
        place = _Place(self._give_back, self._clock)
        if at_most is not None:
            place.give_back_at(entered + at_most + self._seconds)
        try:
            yield
        finally:
            place.give_back_at(max(entered, self._clock() - self._on_the_way()) + self._seconds)

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


class _Place:
    """A place in a gate, which is given back once: at the earliest instant that was said."""

    def __init__(self, give_back: Callable[[], None], clock: Callable[[], float]) -> None:
        self._give_back = give_back
        self._clock = clock
        self._timer: asyncio.TimerHandle | None = None
        self._at: float | None = None
        self._is_back = False

    def give_back_at(self, instant: float) -> None:
        """Give it back at `instant` (of the clock) or, if an earlier one was said before, then."""
        if self._is_back or (self._at is not None and self._at <= instant):
            return
        if self._timer:
            self._timer.cancel()
        self._at = instant
        self._wait()

    def _wait(self) -> None:
        """Give the place back if it is time: the loop's timers come early, as its clock rounds."""
        left = (self._at or 0.0) - self._clock()
        if left > 0:
            self._timer = asyncio.get_running_loop().call_later(left, self._wait)
        else:
            self._is_back = True
            self._give_back()
