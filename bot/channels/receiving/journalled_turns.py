"""Answers to updates of a channel that keeps a journal: new ones, and those that an earlier process left."""

import asyncio
from dataclasses import replace
from functools import partial

from bot.channels.channel import Converse
from bot.channels.receiving.arrivals import Arrival
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.turn_slots import TurnSlots
from handlers.base.messages import Incoming, Reply


class JournalledTurns:
    """Answers to arrivals, by `converse`. Left-overs are worked on one at a time, each counted before it is begun.

    If the process ends in the middle of one, it is known which.
    """

    def __init__(self, journal: Journal, converse: Converse, slots: TurnSlots) -> None:
        self._journal = journal
        self._converse = converse
        self._slots = slots
        self._alone = asyncio.Lock()

    async def answer(self, arrival: Arrival, incoming: Incoming) -> Reply | None:
        """Return the answer to `arrival`, which is `incoming`, or what an earlier process has said to it."""
        left_over = arrival.left_over
        if left_over is None:
            return await self._converse_in_slot(incoming)
        if left_over.is_answered:
            return left_over.reply
        async with self._alone:
            await self._journal.record_attempt(arrival.update_id)
            try:
                return await self._converse_in_slot(incoming)
            except asyncio.CancelledError:
                self._journal.take_back_attempt(arrival.update_id)
                raise

    async def _converse_in_slot(self, incoming: Incoming) -> Reply | None:
        async with self._slots.hold():
            return await self._converse(self._fetch_without_slot(incoming))

    def _fetch_without_slot(self, incoming: Incoming) -> Incoming:
        """Return `incoming` with files that are fetched while another turn has the slot."""
        files = (replace(file, fetch=partial(self._slots.without_slot, file.fetch)) for file in incoming.files)
        return replace(incoming, files=tuple(files)) if incoming.files else incoming
