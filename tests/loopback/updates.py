"""The queue of getUpdates."""

import asyncio
import itertools
from collections import deque
from dataclasses import dataclass
from typing import Any

from tests.loopback.errors import Refusal

_TAKEN_OVER = Refusal(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)


@dataclass(frozen=True)
class _Pending:
    """A queued update. With `kind` None it is given whatever kinds were asked for, as older servers do."""

    number: int
    kind: str | None
    update: Any


class Updates:
    """Updates until a later call confirms them. Used on the server's loop only."""

    def __init__(self) -> None:
        self._pending: deque[_Pending] = deque()
        self._ids = itertools.count(1001)
        self._arrived = asyncio.Event()
        self._newest_poll = 0

    def add(self, kind: str, body: dict[str, Any]) -> int:
        """Queue an update and return its id."""
        update_id = next(self._ids)
        self._queue(_Pending(update_id, kind, {"update_id": update_id, kind: body}))
        return update_id

    def add_raw(self, update: Any) -> int:
        """Queue an update as it is, a dict without a number with one; return its number."""
        update_id = next(self._ids)
        if isinstance(update, dict) and "update_id" not in update:
            update = {"update_id": update_id} | update
        self._queue(_Pending(update_id, None, update))
        return update_id

    async def take(self, offset: int, limit: int, seconds: float, allowed: set[str]) -> list[Any]:
        """Confirm updates below `offset`, then wait at most `seconds` for others.

        A newer call ends an older one, which is refused: that is how two pollers find out about each other.
        """
        self._newest_poll += 1
        mine = self._newest_poll
        self._arrived.set()
        self._confirm(offset)
        try:
            async with asyncio.timeout(seconds):
                while not self._waiting(allowed) and mine == self._newest_poll:
                    self._arrived.clear()
                    await self._arrived.wait()
        except TimeoutError:
            pass
        if mine != self._newest_poll:
            raise _TAKEN_OVER
        return self._waiting(allowed)[:limit]

    def _queue(self, pending: _Pending) -> None:
        self._pending.append(pending)
        self._arrived.set()

    def _confirm(self, offset: int) -> None:
        while self._pending and self._pending[0].number < offset:
            self._pending.popleft()

    def _waiting(self, allowed: set[str]) -> list[Any]:
        return [one.update for one in self._pending if not allowed or one.kind is None or one.kind in allowed]
