"""The journal of a channel, kept in the registry."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic
from typing import TypeVar

from bot.registry.access import run_reading, run_unit, run_writing
from bot.registry.departed import GONE_FOR, Departed
from bot.registry.earlier_updates import wait_for_others
from bot.registry.in_doubt import InDoubt
from bot.registry.later import Later
from data.errors import NhacviecError, RegistryUnusable
from data.registry.conversations import journal, shared_journal
from data.registry.conversations.journal import NOT_STORED, OpenUpdate, RawUpdate
from data.store import Session, Store

T = TypeVar("T")

SOON = 0.02
"""Seconds that the end of an update may wait for company: stored with the next updates, it costs next to nothing."""
TOGETHER = 50
"""How much of what arrived is stored at once, at most: so long wait its senders, and other processes in its chats."""
_AFTER_FAILURE = 5.0
"""Seconds until it is stored if the registry could not be used."""


@dataclass(slots=True, eq=False)
class _Arriving:
    """Updates that wait to be stored, and those that were `new` once they are; `is_alone`: in a unit of their own."""

    updates: Sequence[RawUpdate]
    new: set[str] | None = None
    is_alone: bool = False


class RegistryJournal:
    """The journal of one channel (`bot.channels.receiving.journal.Journal`). `wall` is the real time (UTC).

    `own` is the name of this process where others may be on the registry, "" where it is alone.
    """

    def __init__(self, store: Store, wall: Callable[[], datetime], channel: str, own: str = "") -> None:
        self._own = own
        self._departed = Departed()
        self._news = asyncio.Event()
        self._store = store
        self._wall = wall
        self._channel = channel
        self._ended: dict[str, str] = {}
        self._to_record: list[_Arriving] = []
        self._unstored: dict[str, str] = {}
        self._in_doubt = InDoubt()
        self._taken_back: set[str] = set()
        self._later = Later(self.flush, SOON, _AFTER_FAILURE, f"{channel}: the journal could not be written")
        # Two units that end the same updates in another order would wait for each other.
        self._one_at_a_time = asyncio.Lock()
        self._taking_over = asyncio.Lock()

    @property
    def is_shared(self) -> bool:
        """Return whether other processes may hand something on to this one."""
        return bool(self._own)

    async def record(self, updates: Sequence[RawUpdate]) -> set[str]:
        """Store updates; return the numbers of those new ones that are to be answered here and now."""
        arriving = _Arriving(updates)
        self._to_record.append(arriving)
        try:
            async with self._one_at_a_time:
                if arriving.new is None:
                    await self._record_all(self._take_together(arriving))
        finally:
            if arriving in self._to_record:
                self._to_record.remove(arriving)
        assert arriving.new is not None  # noqa: S101 - stored, or an error was raised
        return arriving.new

    def _take_together(self, first: "_Arriving") -> "list[_Arriving]":
        """Return what is stored in one unit of work: what has arrived while others were stored.

        A bot that is late would be later still with a unit of work for each. Where it fails, each is tried by itself.
        """
        together = [first]
        if not first.is_alone:
            others = [one for one in self._to_record if one is not first and not one.is_alone]
            together += others[: TOGETHER - 1]
        for one in together:
            one.is_alone = True
        self._to_record = [one for one in self._to_record if one not in together]
        return together

    async def _record_all(self, together: "Sequence[_Arriving]") -> None:
        updates = [update for one in together for update in one.updates]
        ids = {update.update_id for update in updates}
        try:
            new = await self._record_updates(updates)
        except RegistryUnusable:
            if self._own:  # they may be stored, where only the server's answer was lost
                self._in_doubt.add_received(updates)
            raise
        self._in_doubt.discard(ids)
        for one in together:
            one.new = {update.update_id for update in one.updates} & new
            new = new - one.new  # the same update, told twice, is new once

    def take_in_hand(self, update_ids: Collection[str]) -> None:
        """Know that these are answered here, whether they could be stored or not."""
        self._in_doubt.discard(update_ids)

    async def _record_updates(self, updates: Sequence[RawUpdate]) -> set[str]:
        wall = self._wall()
        if not self._own:
            return await self._write_alone(lambda session: journal.record(session, self._channel, updates, wall))

        in_doubt = self._in_doubt.list_all()

        def record(session: Session) -> shared_journal.Recorded:
            return shared_journal.record(session, self._channel, updates, wall, self._own, in_doubt)

        recorded = await self._write_alone(record)
        unstored = [one for one in updates if one.raw == NOT_STORED and one.chat_id]
        self._unstored |= {one.update_id: one.chat_id for one in unstored if one.update_id in recorded.at_once}
        if recorded.behind_own:
            self.wake()
        return recorded.at_once

    async def wait_for_earlier(self, update_id: str) -> None:
        """Wait for other processes that have still to answer what came into the chat before an update of it.

        It is one that is not stored, which cannot be handed on to them as all others are.
        """
        chat_id = self._unstored.get(update_id)
        if chat_id is not None:
            await wait_for_others(self._store, self._channel, update_id, chat_id, self._own)
            async with self._taking_over:
                pass  # what was the others' is queued once they are done with

    def wake(self) -> None:
        """Have looked, soon, for what was handed on to this process."""
        self._news.set()

    async def wait_for_news(self, seconds: float) -> None:
        """Wait until something may have been handed on to this process, `seconds` at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self._news.clear()

    async def take_up(self) -> list[OpenUpdate]:
        """Return what others have handed on to this process since the last time, in the order in which it came.

        With it comes what this process stored, or took, without having had an answer.
        """
        async with self._one_at_a_time:
            began, sought = monotonic(), self._in_doubt.list_sought()
            found = await self._take(
                lambda session: shared_journal.take_up(session, self._channel, self._own, sought)
            )
            self._in_doubt.give_up(began)
            self._in_doubt.discard([one.update_id for one in found])
        return found

    async def take_over(self, patience: float = GONE_FOR) -> list[OpenUpdate]:
        """Return what processes left open that are gone for `patience` seconds; it is this one's from now on."""

        def look(session: Session) -> list[str]:
            return self._departed.find(
                session, shared_journal.list_holders(session, self._channel, self._own), patience
            )

        async with self._taking_over:
            return await self._take_over_from(await run_reading(self._store, look))

    async def _take_over_from(self, holders: Sequence[str]) -> list[OpenUpdate]:
        found: list[OpenUpdate] = []
        for holder in holders:
            take_over = partial(shared_journal.take_over, channel=self._channel, holder=holder, own=self._own)
            try:
                async with self._one_at_a_time:
                    found += await self._take(take_over)
            except NhacviecError:
                self._in_doubt.add_taken(found)
                raise
        return found

    async def _take(self, take: Callable[[Session], list[OpenUpdate]]) -> list[OpenUpdate]:
        """Return what `take` makes this process's own; it is in doubt if nobody answers."""
        found: list[OpenUpdate] = []

        def note(session: Session) -> None:
            found[:] = take(session)

        try:
            await self._write_alone(note)
        except NhacviecError:
            self._in_doubt.add_taken(found)
            raise
        return found

    async def list_open(self) -> list[OpenUpdate]:
        """Return what earlier processes left open, in the order in which it came."""
        taken = await self.take_over(0)
        if self._own:
            return taken

        def read() -> list[OpenUpdate]:
            with self._store.read() as session:
                return journal.list_open(session, self._channel)

        return await asyncio.to_thread(read)

    async def find_open(self, update_id: str) -> tuple[OpenUpdate, bool] | None:
        """Return an update that is open, and whether it is this process that is to answer it; None for any other."""
        found = await run_reading(self._store, lambda session: journal.find_open(session, self._channel, update_id))
        return (found[0], found[1] == self._own) if found else None

    async def record_attempt(self, update_id: str) -> None:
        """Store that this process takes up an update that an earlier one left unanswered."""
        await self._write(lambda session: journal.record_attempt(session, self._channel, update_id))

    def take_back_attempt(self, update_id: str) -> None:
        """Count the attempt no more, soon."""
        self._taken_back.add(update_id)
        self._later.ask()

    def end(self, update_id: str, skipped: str = "") -> None:
        """Mark an update as done, or as `skipped` for a reason of one or two words, soon."""
        self._ended[update_id] = skipped
        self._unstored.pop(update_id, None)
        self._in_doubt.discard([update_id])
        self._later.ask()

    async def flush(self) -> None:
        """Store now what was to be stored soon."""
        async with self._one_at_a_time:
            if self._ended and not (self._taken_back or any(self._ended.values())):
                await self._finish_ended()
            elif self._ended or self._taken_back:
                await self._write_alone(lambda _session: None)

    async def _finish_ended(self) -> None:
        """Mark updates as done by one statement, which needs no transaction around it."""
        done = list(self._ended)

        def finish(at_once: bool) -> None:
            with self._store.write_statement(at_once=at_once) as session:
                journal.finish(session, self._channel, done)

        await run_unit(self._store, finish)
        for update_id in done:
            del self._ended[update_id]

    async def _write(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction with all that was to be stored soon."""
        async with self._one_at_a_time:
            return await self._write_alone(work)

    async def _write_alone(self, work: Callable[[Session], T]) -> T:
        ended, taken_back = dict(self._ended), list(self._taken_back)

        def store_all(session: Session) -> T:
            result = work(session)
            # last: another process may be storing one of these, which came again, and wait for who is ending it
            self._store_ends(session, ended, taken_back)
            return result

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
