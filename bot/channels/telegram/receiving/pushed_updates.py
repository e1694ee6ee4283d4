"""Receiving by webhook: Telegram sends each update, and is asked now and then if it can."""

import logging
from datetime import timedelta

from telegram import Bot

from bot.channels.receiving import pushed_updates
from bot.channels.receiving.phases import Phase, Phases
from bot.channels.receiving.reception import Reception
from bot.channels.telegram.errors import call_bot_api
from bot.channels.telegram.menu import set_default_menu
from bot.channels.telegram.receiving import updates

EVERY = timedelta(minutes=1)
"""Real time between two looks at how Telegram gets on with the webhook."""

_log = logging.getLogger(__name__)


class PushedUpdates(pushed_updates.PushedUpdates):
    """Updates that Telegram sends to `address`."""

    def __init__(self, bot: Bot, reception: Reception, phases: Phases, address: str) -> None:
        super().__init__(reception, phases, EVERY)
        self._bot = bot
        self._address = address

    async def _introduce(self) -> None:
        await self._bot.initialize()
        await set_default_menu(self._bot)

    def _get_id(self, update: object) -> str | None:
        update_id = updates.get_update_id(update)
        if update_id is None:
            _log.warning("Telegram: bỏ qua một bản tin không đọc được (%s: update_id)", updates.get_kind(update))
            return None
        return str(update_id)

    async def _look_at_webhook(self) -> Phase:
        info = await call_bot_api(self._bot.get_webhook_info())
        if info.url != self._address:
            return Phase.NO_WEBHOOK
        if info.pending_update_count and info.last_error_message:
            self._phases.enter(Phase.UNDELIVERED, info.last_error_message)
            return Phase.UNDELIVERED
        return Phase.RECEIVING
