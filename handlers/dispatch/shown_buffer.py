"""Subjects of the last messages, kept until a transaction comes by that can save it."""

from collections import deque
from contextlib import suppress

from data.registry.conversations import shown_messages
from data.registry.conversations.shown_messages import Shown
from data.store import Session

_AT_MOST = 1000
"""Messages of which nothing is saved yet: without turns they are saved with each tick."""


class ShownBuffer:
    """Messages that wait to be saved. Safe to use from several threads."""

    def __init__(self) -> None:
        self._shown: deque[Shown] = deque(maxlen=_AT_MOST)

    def __bool__(self) -> bool:
        return bool(self._shown)

    def add(self, shown: Shown) -> None:
        """Keep what a message is about."""
        self._shown.append(shown)

    def save(self, session: Session) -> list[Shown]:
        """Save what is kept; return it, to be forgotten (`forget`) once the transaction is committed."""
        shown = list(self._shown)
        for one in shown:
            shown_messages.save(session, one)
        return shown

    def forget(self, saved: list[Shown]) -> None:
        """Drop what was saved."""
        for one in saved:
            with suppress(ValueError):  # another thread has saved it as well
                self._shown.remove(one)

    def clear(self) -> None:
        """Drop everything."""
        self._shown.clear()
