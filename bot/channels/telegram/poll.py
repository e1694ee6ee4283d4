"""Long polling for updates, as long as the process lives.

In place of the library's own updater, which tells Telegram that an update is done before anybody has looked at
it, and which falls silent for good when the token is refused once. Here a call confirms what is in the journal: what
a killed process leaves unanswered is taken up by the next one. Receiving never waits for answering.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, repeat

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.receiving.reception import Reception
from bot.channels.telegram import updates
from bot.channels.telegram.errors import classify_error
from bot.channels.telegram.menu import set_default_menu
from scheduler.channel_health import Trouble
from scheduler.sending.errors import SendFailed, SlowDown

LONG_POLL = 30
"""Seconds that Telegram may keep a call open while nothing happens."""
AGAIN = 1.0
"""Seconds until the next look where Telegram hands out nothing but what cannot be confirmed."""
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between tries while Telegram cannot be reached; the last one over and over."""
REMOVE_WEBHOOK = "nhacviec webhook delete"

_log = logging.getLogger(__name__)


class Phase(StrEnum):
    CONNECTING = "connecting"
    RECEIVING = "receiving"
    OFFLINE = "offline"
    CONFLICT = "conflict"
    WEBHOOK = "webhook"
    REFUSED = "refused"
    STOPPED = "stopped"


_SENTENCES = {
    Phase.RECEIVING: "Telegram: đang nhận tin.",
    Phase.OFFLINE: "Telegram: chưa kết nối được (%s); vẫn đang thử lại.",
    Phase.CONFLICT: "Telegram: có tiến trình khác đang nhận tin bằng cùng mã bot này; hãy dừng một trong hai.",
    Phase.WEBHOOK: "Telegram: bot này đang gửi tin tới một webhook nên không nhận được ở đây; gỡ webhook bằng: %s",
    Phase.REFUSED: "Telegram: mã bot không được chấp nhận; hãy kiểm tra NHACVIEC_TELEGRAM_TOKEN.",
    Phase.STOPPED: "Telegram: đã dừng nhận tin.",
}

_TROUBLES = {
    Phase.CONNECTING: "đang kết nối",
    Phase.OFFLINE: "chưa kết nối được, vẫn đang thử lại",
    Phase.CONFLICT: "có tiến trình khác đang nhận tin bằng cùng mã bot này",
    Phase.WEBHOOK: f"bot này đang gửi tin tới một webhook; gỡ bằng: {REMOVE_WEBHOOK}",
    Phase.REFUSED: "mã bot không được chấp nhận",
}
_LASTING = {Phase.CONFLICT, Phase.WEBHOOK, Phase.REFUSED}
_WITH_WEBHOOK = "webhook"  # in what Telegram says of a conflict, whatever else it says


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
        return Trouble(said, lasting=self.phase in _LASTING) if said else None


class Poller:
    """The polling loop, which gives updates to `reception`. `on_receiving` is called when a loss is over."""

    def __init__(
        self,
        bot: Bot,
        polls: HTTPXRequest,
        reception: Reception,
        now: Callable[[], datetime],
        on_receiving: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._polls = polls
        self._reception = reception
        self._now = now
        self._on_receiving = on_receiving
        self._offset = 0
        self._unconfirmed: object = self
        self.state = State(Phase.CONNECTING, now())

    async def run(self) -> None:
        """Poll until cancelled. Continues after network errors and a refused token."""
        await self._until_done(self._connect)
        await self._until_done(self._reception.take_up_left_overs)
        while True:
            await self._until_done(self._receive)

    def stopped(self) -> None:
        self._enter(Phase.STOPPED)

    async def _connect(self) -> None:
        await self._bot.initialize()
        await set_default_menu(self._bot)

    async def _receive(self) -> None:
        # After a loss a call that returns at once, to know soon that all is well again.
        patience = LONG_POLL if self.state.phase in {Phase.RECEIVING, Phase.CONNECTING} else 0
        answer = await updates.fetch(self._bot, self._polls, self._offset, patience)
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

    def _log_unnumbered(self, raw: object) -> None:
        """Log an update that cannot be confirmed to Telegram, once: it comes again and again."""
        if raw != self._unconfirmed:
            _log.warning("Telegram: bỏ qua một bản tin không đọc được (%s: update_id)", updates.get_kind(raw))
        self._unconfirmed = raw

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
        elif isinstance(error, Conflict) and _WITH_WEBHOOK in str(error).lower():
            self._enter(Phase.WEBHOOK, REMOVE_WEBHOOK)
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
        if phase is Phase.RECEIVING:
            self._on_receiving()
        troubled = phase is Phase.OFFLINE or phase in _LASTING
        _log.log(logging.WARNING if troubled else logging.INFO, _SENTENCES[phase], *([detail] if detail else []))
