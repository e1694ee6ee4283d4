"""The interface by which a channel keeps what it received until its answer was sent."""

from collections.abc import Collection, Sequence
from typing import Protocol

from data.registry.conversations.journal import OpenUpdate, RawUpdate


class Journal(Protocol):
    """The journal of one channel, implemented by the process.

    Every method but `end` and `take_back_attempt` raises `data.errors.NhacviecError` if the registry cannot be used.
    """

    async def record(self, updates: Sequence[RawUpdate]) -> set[str]:
        """Store updates; return the numbers of those new ones that are to be answered here and now."""
        ...

    def take_in_hand(self, update_ids: Collection[str]) -> None:
        """Know that these, which could not be stored, are answered here all the same."""
        ...

    async def wait_for_earlier(self, update_id: str) -> None:
        """Wait until other processes have answered what came before an update into its chat, if it may be that they
        have something to answer there. Never raises.
        """
        ...

    async def list_open(self) -> list[OpenUpdate]:
        """Return what earlier processes left open, in the order in which it came."""
        ...

    async def find_open(self, update_id: str) -> tuple[OpenUpdate, bool] | None:
        """Return an update that is open, and whether it is this process that is to answer it; None for any other."""
        ...

    @property
    def is_shared(self) -> bool:
        """Return whether other processes may hand something on to this one."""
        ...

    async def wait_for_news(self, seconds: float) -> None:
        """Wait until something may have been handed on to this process, `seconds` at most."""
        ...

    async def take_up(self) -> list[OpenUpdate]:
        """Return what others have handed on to this process since the last time, in the order in which it came.

        With it comes what this process stored, or took, without having had an answer.
        """
        ...

    async def take_over(self) -> list[OpenUpdate]:
        """Return what processes left open that are gone; it is this one's from now on."""
        ...

    async def record_attempt(self, update_id: str) -> None:
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
