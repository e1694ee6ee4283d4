"""The interface by which a channel keeps what it received until its answer was sent."""

from collections.abc import Sequence
from typing import Protocol

from data.registry.conversations.journal import OpenUpdate, RawUpdate


class Journal(Protocol):
    """The journal of one channel, implemented by the process.

    Every method but `end` and `take_back_attempt` raises `data.errors.NhacviecError` if the registry cannot be used.
    """

    async def record(self, updates: Sequence[RawUpdate]) -> set[str]:
        """Store updates; return the numbers of those that were not there before."""
        ...

    async def list_open(self) -> list[OpenUpdate]:
        """Return what earlier processes left open, in the order in which it came."""
        ...

    async def count_attempt(self, update_id: str) -> None:
        """Store that this process takes up an update that an earlier one left unanswered."""
        ...

    def take_back_attempt(self, update_id: str) -> None:
        """Count the attempt no more, soon: it was this process that was told to stop."""
        ...

    def end(self, update_id: str, skipped: str = "") -> None:
        """Mark an update as done, or as `skipped` for a reason of one or two words, soon."""
        ...

    async def flush(self) -> None:
        """Store now what was to be stored soon."""
        ...
