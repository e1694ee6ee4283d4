"""Answers to updates of a channel that keeps a journal: new ones, and those that an earlier process left."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.channels.receiving.arrivals import Arrival
from bot.channels.receiving.journal import Journal
from handlers.base.messages import Reply


class JournalledTurns:
    """Answers to arrivals. Left-overs are worked on one at a time, each counted before it is begun.

    If the process ends in the middle of one, it is known which.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._alone = asyncio.Lock()

    async def answer(self, arrival: Arrival, converse: Callable[[], Awaitable[Reply | None]]) -> Reply | None:
        """Return the answer to `arrival`: what `converse` says, or what an earlier process has said."""
        left_over = arrival.left_over
        if left_over is None:
            return await converse()
        if left_over.is_answered:
            return left_over.reply
        async with self._alone:
            await self._journal.count_attempt(arrival.update_id)
            try:
                return await converse()
            except asyncio.CancelledError:
                self._journal.take_back_attempt(arrival.update_id)
                raise
