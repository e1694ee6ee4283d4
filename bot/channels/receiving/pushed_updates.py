"""Receiving by webhook: a provider sends each update, and is asked now and then if it can."""

import asyncio
from abc import ABC, abstractmethod
from datetime import timedelta

from bot.channels.receiving.phases import Phase, Phases
from bot.channels.receiving.reception import Reception
from bot.channels.webhook import NotReady


class PushedUpdates(ABC):
    """Updates that a provider sends, given to `reception`. Tells `phases` how it goes.

    `every` is the real time between two looks at the webhook.
    """

    def __init__(self, reception: Reception, phases: Phases, every: timedelta) -> None:
        self._reception = reception
        self._phases = phases
        self._every = every
        self._is_ready = False

    async def run(self) -> None:
        """Get ready, then watch over the webhook until cancelled. It is never set or removed here."""
        await self._phases.until_done(self._connect)
        async with self._reception.following_others():
            while True:
                await self._phases.until_done(self._look_at_webhook)
                await asyncio.sleep(self._every.total_seconds())

    async def receive(self, update: object) -> None:
        """Store an update and queue it. Raises NhacviecError if it could not be stored."""
        update_id = self._get_id(update)
        if update_id is None:
            return
        if not self._is_ready:
            raise NotReady("the bot does not know yet who it is")
        await self._store(update_id, update)

    async def _connect(self) -> Phase:
        await self._introduce()
        if not self._is_ready:  # before anything new is stored, or it would be queued twice
            await self._reception.take_up_left_overs()
            self._is_ready = True
        return Phase.CONNECTING

    @abstractmethod
    async def _introduce(self) -> None:
        """Ask the provider who the bot is. Raises what `phases` reads."""

    @abstractmethod
    def _get_id(self, update: object) -> str | None:
        """Return what tells an update from others; None, and log it, for one that has nothing."""

    async def _store(self, update_id: str, update: object) -> int:
        """Store and queue an update; return how many of it (one or none) were not there before."""
        return await self._reception.store({update_id: update})

    @abstractmethod
    async def _look_at_webhook(self) -> Phase:
        """Return the phase that the provider's webhook tells of."""
