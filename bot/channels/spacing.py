"""Even spacing of messages: what is sent in bursts meets gaps in which nobody finds a place."""

import asyncio
from collections.abc import Callable
from time import monotonic


class Spacing:
    """Instants one `interval()` (seconds) apart, taken by turn."""

    def __init__(self, interval: Callable[[], float], clock: Callable[[], float] = monotonic) -> None:
        """Make the row of instants. `clock` gives the time in seconds."""
        self._interval = interval
        self._clock = clock
        self._next = 0.0
        self._turns = asyncio.Lock()

    async def wait(self) -> None:
        """Wait for the next instant, by turn, and take it."""
        async with self._turns:
            while (left := self._next - self._clock()) > 0:  # noqa: ASYNC110 - it may have moved meanwhile
                await asyncio.sleep(left)
            self.take()

    def take(self) -> None:
        """Take the next instant before it has come: who does delays those who wait for theirs."""
        interval = self._interval()
        # Who is woken late may be followed sooner by the next, or the loop's rounding would slow down all.
        self._next = max(self._next, self._clock() - interval) + interval
