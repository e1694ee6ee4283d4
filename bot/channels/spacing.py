"""Even spacing of messages: what is sent in bursts meets gaps in which nobody finds a place."""

import asyncio
from collections.abc import Callable
from time import monotonic


class Spacing:
    """Instants one `interval()` (seconds) apart, given out in turn."""

    def __init__(self, interval: Callable[[], float]) -> None:
        self._interval = interval
        self._next = 0.0

    async def take(self, *, wait: bool) -> None:
        """Take the next instant, and wait for it if asked to: who does not delays those who do."""
        now = monotonic()
        mine = max(now, self._next)
        self._next = mine + self._interval()
        if wait and mine > now:
            await asyncio.sleep(mine - now)
