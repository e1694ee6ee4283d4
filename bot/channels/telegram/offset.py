"""The offset of getUpdates: Telegram forgets updates below it.

Telegram counts as done what lies below the number from which it is asked. The library's own updater moves on before
anybody has looked at an update; here the number stays at the oldest one that has not been answered, so that what a
killed process leaves unanswered comes again. Newer ones are handed out beside it: nobody waits for a slow turn.
"""

import asyncio
from contextlib import suppress

PATIENCE = 5.0
"""Seconds that an update without an answer holds the number back: then it is in the hands of this process alone."""


class Offset:
    """The number of the oldest update to ask Telegram for."""

    def __init__(self) -> None:
        self._next = 0
        self._taken: set[int] = set()
        self._open: dict[int, float] = {}
        self._all_done = asyncio.Event()
        self._all_done.set()

    @property
    def is_held(self) -> bool:
        """True while an unanswered update holds it back."""
        return bool(self._open)

    def value(self) -> int:
        """Return the offset, no longer held back by updates that have waited longer than `PATIENCE`."""
        late = asyncio.get_running_loop().time() - PATIENCE
        for update_id in [one for one, since in self._open.items() if since < late]:
            self.done(update_id)
        value = min(self._open, default=self._next)
        self._taken = {one for one in self._taken if one >= value}
        return value

    def is_new(self, update_id: int) -> bool:
        """Return whether the update was not taken before: while the offset is held back, updates come again."""
        return update_id not in self._taken

    def take(self, update_id: int) -> None:
        """Hold the offset back until this update is `done`."""
        self._next = update_id + 1  # after a quiet week Telegram may begin to count anywhere
        self._taken.add(update_id)
        self._open[update_id] = asyncio.get_running_loop().time()
        self._all_done.clear()

    def done(self, update_id: int) -> None:
        """Stop holding the offset for this update. May be called twice."""
        self._open.pop(update_id, None)
        if not self._open:
            self._all_done.set()

    def release_all(self) -> None:
        """Stop holding the offset for any update."""
        self._open.clear()
        self._all_done.set()

    async def wait_until_released(self, seconds: float) -> None:
        """Wait until no update holds the offset back, `seconds` at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._all_done.wait()
