"""Long polling for updates, as long as the process lives.

In place of the library's own updater, which tells Telegram that an update is done before anybody has looked at
it, and which falls silent for good when the token is refused once. Here a call confirms what is in the journal: what
a killed process leaves unanswered is taken up by the next one. Receiving never waits for answering.
"""

import asyncio
import logging
from collections.abc import Callable

from telegram import Bot
from telegram.error import Conflict
from telegram.request import HTTPXRequest

from bot.channels.receiving.phases import Phase, Phases
from bot.channels.receiving.reception import NOT_OURS, Reception, always
from bot.channels.telegram.menu import set_default_menu
from bot.channels.telegram.receiving import updates
from bot.channels.telegram.receiving.failures import BOT, is_of_webhook
from bot.channels.webhook import WebhookInTheWay

LONG_POLL = 30
"""Seconds that Telegram may keep a call open while nothing happens."""
AGAIN = 1.0
"""Seconds until the next look where Telegram hands out nothing but what cannot be confirmed."""

_log = logging.getLogger(__name__)


class Poller:
    """The polling loop, which gives updates to `reception` and tells `phases` how it goes.

    Where it is for another process to poll (`may_poll`), it only answers what is handed on to it.
    """

    def __init__(
        self,
        bot: Bot,
        polls: HTTPXRequest,
        reception: Reception,
        phases: Phases,
        may_poll: Callable[[], bool] = always,
    ) -> None:
        self._bot = bot
        self._polls = polls
        self._reception = reception
        self._phases = phases
        self._may_poll = may_poll
        self._offset = 0
        self._is_beginning = True
        self._unconfirmed: object = self

    async def run(self) -> None:
        """Poll until cancelled. Continues after network errors, a refused token, and a webhook set meanwhile.

        Raises WebhookInTheWay if there is one from the beginning: this office is set up to poll. A process that polls
        later, in the place of another, has other things to do, and waits.
        """
        await self._phases.until_done(self._connect)
        await self._phases.until_done(self._take_up_left_overs)
        async with self._reception.following_others():
            while True:
                await self._phases.until_done(self._receive)

    async def _connect(self) -> Phase:
        await self._bot.initialize()
        await set_default_menu(self._bot)
        return Phase.RECEIVING

    async def _take_up_left_overs(self) -> Phase:
        await self._reception.take_up_left_overs()
        return Phase.RECEIVING

    async def _receive(self) -> Phase:
        if not self._may_poll():
            self._is_beginning = False
            await asyncio.sleep(NOT_OURS)
            return Phase.RECEIVING
        answer = await self._fetch()
        numbered, offset = {}, self._offset
        for raw in answer:
            update_id = updates.get_update_id(raw)
            if update_id is None:
                self._log_unnumbered(raw)
            else:
                numbered[str(update_id)] = raw
                offset = update_id + 1  # after a quiet week Telegram may begin to count anywhere
        new = await self._reception.take(numbered)
        self._offset = offset
        if answer and not new:
            await asyncio.sleep(AGAIN)  # Telegram hands out what it was told to forget, or what cannot be confirmed
        return Phase.RECEIVING

    async def _fetch(self) -> list[object]:
        # After a loss a call that returns at once, to know soon that all is well again.
        patience = LONG_POLL if self._phases.state.phase in {Phase.RECEIVING, Phase.CONNECTING} else 0
        try:
            answer = await updates.fetch(self._bot, self._polls, self._offset, patience)
        except Conflict as error:
            if is_of_webhook(error) and self._is_beginning:
                raise WebhookInTheWay(BOT.remove_webhook) from None
            raise
        self._is_beginning = False
        return answer

    def _log_unnumbered(self, raw: object) -> None:
        """Log an update that cannot be confirmed to Telegram, once: it comes again and again."""
        if raw != self._unconfirmed:
            _log.warning("Telegram: bỏ qua một bản tin không đọc được (%s: update_id)", updates.get_kind(raw))
        self._unconfirmed = raw
