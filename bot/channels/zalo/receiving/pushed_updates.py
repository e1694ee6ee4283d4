"""Receiving by webhook: Zalo sends each update, and is asked now and then where it sends them."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from bot.channels.receiving.phases import Bot, Phase, Phases
from bot.channels.receiving.reception import Reception
from bot.channels.webhook import NotReady
from bot.channels.zalo.client import ZaloClient
from bot.channels.zalo.receiving.connection import ask_own_id
from bot.channels.zalo.receiving.updates import get_event, get_update_id

EVERY = timedelta(minutes=2)
"""Real time between two looks at the webhook."""

_log = logging.getLogger(__name__)


class PushedUpdates:
    """Updates that Zalo sends to `address`, given to `reception`. Tells `phases` how it goes.

    `on_connected` and `count` as in `bot.channels.zalo.receiving.poll.Poller`.
    """

    def __init__(
        self,
        bot: Bot,
        client: ZaloClient,
        reception: Reception,
        phases: Phases,
        on_connected: Callable[[str], None],
        count: Callable[[int], None],
        address: str,
    ) -> None:
        self._bot = bot
        self._client = client
        self._reception = reception
        self._phases = phases
        self._on_connected = on_connected
        self._count = count
        self._address = address
        self._is_ready = False

    async def run(self) -> None:
        """Get ready, then watch over the webhook until cancelled. It is never set or removed here."""
        await self._phases.until_done(self._connect)
        while True:
            await self._phases.until_done(self._look_at_webhook)
            await asyncio.sleep(EVERY.total_seconds())

    async def receive(self, update: object) -> None:
        """Store an update and queue it. Raises NhacviecError if it could not be stored."""
        update_id = get_update_id(update)
        if update_id is None:
            _log.info("%s: bỏ qua một bản tin không có mã (%s)", self._bot.name, get_event(update))
            return
        if not self._is_ready:
            raise NotReady("the bot does not know its own id yet")
        self._count(await self._reception.store({update_id: update}))

    async def _connect(self) -> Phase:
        self._on_connected(await ask_own_id(self._client))
        if not self._is_ready:  # before anything new is stored, or it would be queued twice
            await self._reception.take_up_left_overs()
            self._is_ready = True
        return Phase.CONNECTING

    async def _look_at_webhook(self) -> Phase:
        if await self._client.get_webhook() != self._address:
            self._phases.enter(Phase.NO_WEBHOOK)
            return Phase.NO_WEBHOOK
        return Phase.RECEIVING
