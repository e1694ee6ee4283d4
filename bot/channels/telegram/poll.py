"""Long polling for updates, as long as the process lives.

In place of the library's own updater, which tells Telegram that an update is done before anybody has looked at
it, and which falls silent for good when the token is refused once. Here a call confirms what has been answered
(`offset`): what a killed process leaves unanswered comes again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import chain, repeat

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.chat_order import ChatQueues
from bot.channels.telegram import updates
from bot.channels.telegram.errors import classify_error
from bot.channels.telegram.menu import set_default_menu
from bot.channels.telegram.offset import Offset
from scheduler.channel_health import Trouble
from scheduler.sending.errors import SendFailed, SlowDown

LONG_POLL = 30
"""Seconds that Telegram may keep a call open while nothing happens."""
MOMENT = 0.2
"""Seconds between two looks for newer updates while one at hand has not been answered: then no call is kept open."""
AGAIN = 1.0
"""Seconds until the next look where Telegram hands out nothing but what cannot be confirmed."""
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
    """The state of receiving, since when (UTC), and the last error."""

    phase: Phase
    since: datetime
    detail: str = ""

    @property
    def trouble(self) -> Trouble | None:
        """Return the reason why nothing is received; None while all is well."""
        said = _TROUBLES.get(self.phase)
        return Trouble(said, lasting=self.phase in {Phase.CONFLICT, Phase.REFUSED}) if said else None


class Poller:
    """The polling loop, which queues updates in `chats`."""

    def __init__(self, bot: Bot, polls: HTTPXRequest, chats: ChatQueues, now: Callable[[], datetime]) -> None:
        self._bot = bot
        self._polls = polls
        self._chats = chats
        self._now = now
        self._offset = Offset()
        self._unconfirmed: object = self
        self.state = State(Phase.CONNECTING, now())

    async def run(self) -> None:
        """Poll until cancelled. Continues after network errors and a refused token."""
        await self._until_done(self._connect)
        while True:
            await self._until_done(self._receive)

    def stopped(self) -> None:
        self._enter(Phase.STOPPED)

    async def _connect(self) -> None:
        await self._bot.initialize()
        await self._bot.delete_webhook()
        await set_default_menu(self._bot)

    async def _receive(self) -> None:
        offset = self._offset.value()
        # After a loss a call that returns at once too, to know soon that all is well again.
        at_once = self._offset.is_held or self.state.phase is Phase.OFFLINE
        answer = await updates.fetch(self._bot, self._polls, offset, 0 if at_once else LONG_POLL)
        fresh = [self._take(raw) for raw in answer].count(True)
        if answer and not fresh:
            if not self._offset.is_held:
                await asyncio.sleep(AGAIN)
            elif len(answer) >= updates.AT_MOST:
                self._offset.release_all()  # newer ones are hidden behind those at hand
        await self._offset.wait_until_released(MOMENT)

    def _take(self, raw: object) -> bool:
        """Queue one update. Returns False for one taken before, or without a usable number."""
        update_id = updates.get_update_id(raw)
        if update_id is None:
            if raw != self._unconfirmed:
                updates.log_skipped(raw, "update_id")
            self._unconfirmed = raw
            return False
        if not self._offset.is_new(update_id):
            return False
        self._offset.take(update_id)
        done = partial(self._offset.done, update_id)
        arrival = updates.read_raw_update(raw, self._bot, self._now())
        if arrival is None:
            done()
        else:
            self._chats.put(arrival, done)
        return True

    async def _until_done(self, step: Callable[[], Awaitable[None]]) -> None:
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            try:
                await step()
            except TelegramError as error:
                wait = self._note(error, pause)
            except SendFailed as failed:
                self._enter(Phase.OFFLINE, str(failed))
                wait = pause
            except Exception as error:  # noqa: BLE001 - a poller that ends is worse than one that stumbles
                _log.exception("Telegram: nhận tin hỏng")
                self._enter(Phase.OFFLINE, type(error).__name__)
                wait = pause
            else:
                self._enter(Phase.RECEIVING)
                return
            await asyncio.sleep(wait)

    def _note(self, error: TelegramError, pause: float) -> float:
        """Enter the phase of an error; return the seconds to wait."""
        failed = classify_error(error)
        if isinstance(error, InvalidToken):
            self._enter(Phase.REFUSED)
        elif isinstance(error, Conflict):
            self._enter(Phase.CONFLICT)
        else:
            self._enter(Phase.OFFLINE, str(failed))
        return failed.retry_after if isinstance(failed, SlowDown) else pause

    def _enter(self, phase: Phase, detail: str = "") -> None:
        """Change the phase and log it, unless it is the same."""
        if phase is self.state.phase:
            return
        self.state = State(phase, self._now(), detail)
        troubled = phase in {Phase.OFFLINE, Phase.CONFLICT, Phase.REFUSED}
        _log.log(logging.WARNING if troubled else logging.INFO, _SENTENCES[phase], *([detail] if detail else []))
