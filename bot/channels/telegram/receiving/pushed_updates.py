"""Receiving by webhook: Telegram sends each update, and is asked now and then if it can."""

import asyncio
import logging
from datetime import timedelta

from telegram import Bot

from bot.channels.receiving.phases import Phase, Phases
from bot.channels.receiving.reception import Reception
from bot.channels.telegram.errors import call_bot_api
from bot.channels.telegram.menu import set_default_menu
from bot.channels.telegram.receiving import updates
from bot.channels.webhook import NotReady

EVERY = timedelta(minutes=1)
"""Real time between two looks at how Telegram gets on with the webhook."""

_log = logging.getLogger(__name__)


class PushedUpdates:
    """Updates that Telegram sends to `address`, given to `reception`. Tells `phases` how it goes."""

    def __init__(self, bot: Bot, reception: Reception, phases: Phases, address: str) -> None:
        self._bot = bot
        self._reception = reception
        self._phases = phases
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
        update_id = updates.get_update_id(update)
        if update_id is None:
            _log.warning("Telegram: bỏ qua một bản tin không đọc được (%s: update_id)", updates.get_kind(update))
            return
        if not self._is_ready:
            raise NotReady("the bot does not know its own name yet")
        await self._reception.store({str(update_id): update})

    async def _connect(self) -> Phase:
        await self._bot.initialize()
        await set_default_menu(self._bot)
        if not self._is_ready:  # before anything new is stored, or it would be queued twice
            await self._reception.take_up_left_overs()
            self._is_ready = True
        return Phase.CONNECTING

    async def _look_at_webhook(self) -> Phase:
        info = await call_bot_api(self._bot.get_webhook_info())
        if info.url != self._address:
            self._phases.enter(Phase.NO_WEBHOOK)
            return Phase.NO_WEBHOOK
        if info.pending_update_count and info.last_error_message:
            self._phases.enter(Phase.UNDELIVERED, info.last_error_message)
            return Phase.UNDELIVERED
        return Phase.RECEIVING
