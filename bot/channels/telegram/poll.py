"""Fetching updates, for as long as the process lives.

In place of the library's own updater, which tells Telegram that an update is done before anybody has looked at
it, and which falls silent for good when the token is refused once. Here the next call, which is what confirms
updates, waits until those at hand have been answered: what a killed process leaves unanswered comes again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, repeat
from typing import Any

from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application

from bot.channels.telegram.errors import outcome
from bot.channels.telegram.menu import set_default_menu
from bot.channels.telegram.receive import ALLOWED_UPDATES
from scheduler.channel_health import Trouble
from scheduler.errors import SendFailed, SlowDown

LONG_POLL = 30
"""Seconds that Telegram may keep a call open while nothing happens."""
PATIENCE = 5.0
"""Seconds that one slow turn may keep the next updates waiting."""
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between tries while Telegram cannot be reached; the last one over and over."""

_log = logging.getLogger(__name__)


class Phase(StrEnum):
    CONNECTING = "connecting"
    RECEIVING = "receiving"
    OFFLINE = "offline"
    CONFLICT = "conflict"
    REFUSED = "refused"
    STOPPED = "stopped"


_SENTENCES = {
    Phase.RECEIVING: "Telegram: đang nhận tin.",
    Phase.OFFLINE: "Telegram: chưa kết nối được (%s); vẫn đang thử lại.",
    Phase.CONFLICT: "Telegram: có tiến trình khác đang nhận tin bằng cùng mã bot này; hãy dừng một trong hai.",
    Phase.REFUSED: "Telegram: mã bot không được chấp nhận; hãy kiểm tra NHACVIEC_TELEGRAM_TOKEN.",
    Phase.STOPPED: "Telegram: đã dừng nhận tin.",
}

_TROUBLES = {
    Phase.CONNECTING: "đang kết nối",
    Phase.OFFLINE: "chưa kết nối được, vẫn đang thử lại",
    Phase.CONFLICT: "có tiến trình khác đang nhận tin bằng cùng mã bot này",
    Phase.REFUSED: "mã bot không được chấp nhận",
}


@dataclass(frozen=True, slots=True)
class State:
    """How receiving stands, since when (UTC), and the last error in a word."""

    phase: Phase
    since: datetime
    detail: str = ""

    @property
    def trouble(self) -> Trouble | None:
        """Why nothing is received; None while all is well."""
        said = _TROUBLES.get(self.phase)
        return Trouble(said, lasting=self.phase in {Phase.CONFLICT, Phase.REFUSED}) if said else None


class Poller:
    """Feeds the updates of Telegram to `application`."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], now: Callable[[], datetime]) -> None:
        self._application = application
        self._now = now
        self._offset = 0
        self.state = State(Phase.CONNECTING, now())

    async def run(self) -> None:
        """Until cancelled; an absent network or a refused token is no reason to end."""
        await self._until_done(self._connect)
        await self._application.start()
        while True:
            await self._until_done(self._receive)

    def stopped(self) -> None:
        self._enter(Phase.STOPPED)

    async def _connect(self) -> None:
        await self._application.initialize()
        await self._application.bot.delete_webhook()
        await set_default_menu(self._application.bot)

    async def _receive(self) -> None:
        # After a loss a call that returns at once, to know soon that all is well again.
        patience = 0 if self.state.phase is Phase.OFFLINE else LONG_POLL
        updates = await self._application.bot.get_updates(
            offset=self._offset, timeout=patience, allowed_updates=ALLOWED_UPDATES
        )
        for update in updates:
            self._application.update_queue.put_nowait(update)
            self._offset = update.update_id + 1
        if updates:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._application.update_queue.join()

    async def _until_done(self, step: Callable[[], Awaitable[None]]) -> None:
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            try:
                await step()
            except TelegramError as error:
                wait = self._note(error, pause)
            except SendFailed as failed:
                self._enter(Phase.OFFLINE, str(failed))
                wait = pause
            else:
                self._enter(Phase.RECEIVING)
                return
            await asyncio.sleep(wait)

    def _note(self, error: TelegramError, pause: float) -> float:
        """Remembers what went wrong; returns the seconds to wait."""
        failed = outcome(error)
        if isinstance(error, InvalidToken):
            self._enter(Phase.REFUSED)
        elif isinstance(error, Conflict):
            self._enter(Phase.CONFLICT)
        else:
            self._enter(Phase.OFFLINE, str(failed))
        return failed.retry_after if isinstance(failed, SlowDown) else pause

    def _enter(self, phase: Phase, detail: str = "") -> None:
        """Says it once, when it changes."""
        if phase is self.state.phase:
            return
        self.state = State(phase, self._now(), detail)
        troubled = phase in {Phase.OFFLINE, Phase.CONFLICT, Phase.REFUSED}
        _log.log(logging.WARNING if troubled else logging.INFO, _SENTENCES[phase], *([detail] if detail else []))
