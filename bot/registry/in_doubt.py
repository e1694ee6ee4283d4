"""Updates that may be this process's own without its knowing: nobody answered when it stored, or took, them."""

from collections.abc import Collection, Iterable
from math import inf
from time import monotonic

from data.registry.conversations.journal import NOT_STORED, OpenUpdate, RawUpdate

SECONDS = 60.0
"""Seconds in which what was committed without an answer shows in the registry: the server ends what lasts longer."""


class InDoubt:
    """The numbers of updates in doubt, each until when it is looked for."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def add_received(self, updates: Iterable[RawUpdate]) -> None:
        """Doubt whether these were stored. What is not stored itself only the provider can bring again."""
        until = monotonic() + SECONDS
        self._until |= {one.update_id: inf if one.raw == NOT_STORED else until for one in updates}

    def add_taken(self, updates: Iterable[OpenUpdate]) -> None:
        """Doubt whether these were taken."""
        self._until |= dict.fromkeys((one.update_id for one in updates), monotonic() + SECONDS)

    def discard(self, update_ids: Collection[str]) -> None:
        """Know of these that they are in hand, or are not there."""
        for update_id in update_ids:
            self._until.pop(update_id, None)

    def list_all(self) -> list[str]:
        """Return all numbers."""
        return list(self._until)

    def list_sought(self) -> list[str]:
        """Return the numbers of those that can be found in the registry."""
        return [update_id for update_id, until in self._until.items() if until < inf]

    def give_up(self, before: float) -> None:
        """Look no more for those that were not there when it was last looked, `before` (of `time.monotonic`)."""
        self._until = {update_id: until for update_id, until in self._until.items() if until >= before}
