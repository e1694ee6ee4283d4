"""Processes that are gone from the registry: what they held is taken over by those that are there."""

from collections.abc import Collection
from time import monotonic

from data.database.processes import has_mark
from data.store import Session

GONE_FOR = 3.0
"""Seconds without its mark after which what a process held is another's: it may only have lost its connection."""


class Departed:
    """Processes that had no mark at any look since some time."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}

    def find(self, session: Session, holders: Collection[str], patience: float = GONE_FOR) -> list[str]:
        """Look at all `holders`, and return those that are gone for `patience` seconds by now."""
        now = monotonic()
        gone = sorted(one for one in holders if not has_mark(session, one))
        self._since = {one: self._since.get(one, now) for one in gone}
        return [one for one in gone if now - self._since[one] >= patience]
