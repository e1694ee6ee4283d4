"""The journal of a channel, kept in the registry."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from bot.registry.access import run_writing
from bot.registry.later import Later
from data.registry.conversations import journal
from data.registry.conversations.journal import OpenUpdate, RawUpdate
from data.store import Session, Store

T = TypeVar("T")

SOON = 0.02
"""Seconds that the end of an update may wait for company: stored with the next updates, it costs next to nothing."""
_AFTER_FAILURE = 5.0
"""Seconds until it is stored if the registry could not be used."""


class RegistryJournal:
    """The journal of one channel (`bot.channels.receiving.journal.Journal`). `wall` is the real time (UTC)."""

    def __init__(self, store: Store, wall: Callable[[], datetime], channel: str) -> None:
        self._store = store
        self._wall = wall
        self._channel = channel
        self._ended: dict[str, str] = {}
        self._taken_back: set[str] = set()
        self._later = Later(self.flush, SOON, _AFTER_FAILURE, f"{channel}: the journal could not be written")
        # Two units that end the same updates in another order would wait for each other.
        self._one_at_a_time = asyncio.Lock()

    async def record(self, updates: Sequence[RawUpdate]) -> set[str]:
        """Store updates; return the numbers of those that were not there before."""
        return await self._write(lambda session: journal.record(session, self._channel, updates, self._wall()))

    async def list_open(self) -> list[OpenUpdate]:
        """Return what earlier processes left open, in the order in which it came."""

        def read() -> list[OpenUpdate]:
            with self._store.read() as session:
                return journal.list_open(session, self._channel)

        return await asyncio.to_thread(read)

    async def count_attempt(self, update_id: str) -> None:
        """Store that this process takes up an update that an earlier one left unanswered."""
        await self._write(lambda session: journal.count_attempt(session, self._channel, update_id))

    def take_back_attempt(self, update_id: str) -> None:
        """Count the attempt no more, soon."""
        self._taken_back.add(update_id)
        self._later.ask()

    def end(self, update_id: str, skipped: str = "") -> None:
        """Mark an update as done, or as `skipped` for a reason of one or two words, soon."""
        self._ended[update_id] = skipped
        self._later.ask()

    async def flush(self) -> None:
        """Store now what was to be stored soon."""
        if self._ended or self._taken_back:
            await self._write(lambda _session: None)

    async def _write(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction with all that was to be stored soon."""
        async with self._one_at_a_time:
            ended, taken_back = dict(self._ended), list(self._taken_back)

            def store_all(session: Session) -> T:
                self._store_ends(session, ended, taken_back)
                return work(session)

            result = await run_writing(self._store, store_all)
            for update_id in ended:
                del self._ended[update_id]
            self._taken_back.difference_update(taken_back)
            return result

    def _store_ends(self, session: Session, ended: dict[str, str], taken_back: Sequence[str]) -> None:
        done = [update_id for update_id, skipped in ended.items() if not skipped]
        if done:
            journal.finish(session, self._channel, done)
        for update_id, skipped in ended.items():
            if skipped:
                journal.skip(session, self._channel, update_id, skipped)
        for update_id in taken_back:
            journal.take_back_attempt(session, self._channel, update_id)
