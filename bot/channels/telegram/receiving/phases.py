"""The phases of receiving, and steps that are tried until Telegram lets them succeed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, repeat
from math import inf
from time import monotonic

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.errors import classify_error
from bot.channels.webhook import WebhookInTheWay
from scheduler.channel_health import Trouble
from scheduler.sending.errors import SendFailed, SlowDown

PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between tries while Telegram cannot be reached; the last one over and over."""
SILENCE = 180.0
"""Seconds without an answer to any step after which receiving hangs: the longest takes half as long."""
KEPT_OUT = 60.0
"""Seconds that a conflict is told after Telegram last spoke of it: two that poll with one token take turns."""
REMOVE_WEBHOOK = "nhacviec webhook delete"
SET_WEBHOOK = "nhacviec webhook set"

_log = logging.getLogger(__name__)


class Phase(StrEnum):
    CONNECTING = "connecting"
    RECEIVING = "receiving"
    OFFLINE = "offline"
    CONFLICT = "conflict"
    WEBHOOK = "webhook"
    NO_WEBHOOK = "no webhook"
    UNDELIVERED = "undelivered"
    REFUSED = "refused"
    STOPPED = "stopped"


_SENTENCES = {
    Phase.RECEIVING: "Telegram: đang nhận tin.",
    Phase.OFFLINE: "Telegram: chưa kết nối được (%s); vẫn đang thử lại.",
    Phase.CONFLICT: "Telegram: có tiến trình khác đang nhận tin bằng cùng mã bot này; hãy dừng một trong hai.",
    Phase.WEBHOOK: "Telegram: bot này đang gửi tin tới một webhook nên không nhận được ở đây; gỡ webhook bằng: %s",
    Phase.NO_WEBHOOK: "Telegram: webhook của bot không phải địa chỉ này nên không nhận được tin; đặt bằng: %s",
    Phase.UNDELIVERED: "Telegram: tin còn chờ vì không tới được webhook (%s); Telegram vẫn đang thử lại.",
    Phase.REFUSED: "Telegram: mã bot không được chấp nhận; hãy kiểm tra NHACVIEC_TELEGRAM_TOKEN.",
    Phase.STOPPED: "Telegram: đã dừng nhận tin.",
}

_TROUBLES = {
    Phase.CONNECTING: "đang kết nối",
    Phase.OFFLINE: "chưa kết nối được, vẫn đang thử lại",
    Phase.CONFLICT: "có tiến trình khác đang nhận tin bằng cùng mã bot này",
    Phase.WEBHOOK: f"bot này đang gửi tin tới một webhook; gỡ bằng: {REMOVE_WEBHOOK}",
    Phase.NO_WEBHOOK: f"webhook của bot không phải địa chỉ này; đặt bằng: {SET_WEBHOOK}",
    Phase.UNDELIVERED: "tin còn chờ ở Telegram vì không tới được webhook",
    Phase.REFUSED: "mã bot không được chấp nhận",
}
_HANGS = "không hỏi được tin nào từ hơn 3 phút nay, hãy khởi động lại bot"
_LASTING = {Phase.CONFLICT, Phase.WEBHOOK, Phase.NO_WEBHOOK, Phase.REFUSED}
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


class Phases:
    """The present state of receiving. `on_receiving` is called when a loss is over; `clock` gives seconds."""

    def __init__(
        self, now: Callable[[], datetime], on_receiving: Callable[[], None], clock: Callable[[], float] = monotonic
    ) -> None:
        self._now = now
        self._on_receiving = on_receiving
        self._clock = clock
        self._moved_at = clock()
        self._conflict_at = -inf
        self.state = State(Phase.CONNECTING, now())

    @property
    def trouble(self) -> Trouble | None:
        """Return the reason why nothing is received; None while all is well.

        Besides that of the present phase: another program that receives with the same token, and takes turns with
        this one; a receiver that hangs.
        """
        if self.state.phase is Phase.STOPPED:
            return None
        now = self._clock()
        if now - self._moved_at > SILENCE:
            return Trouble(_HANGS, lasting=True)
        if not self.state.trouble and now - self._conflict_at < KEPT_OUT:
            return Trouble(_TROUBLES[Phase.CONFLICT], lasting=True)
        return self.state.trouble

    async def until_done(self, step: Callable[[], Awaitable[Phase]]) -> None:
        """Run `step` until it succeeds, and enter the phase that it returns.

        Continues after network errors and a refused token. Raises WebhookInTheWay where `step` does.
        """
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            self._moved_at = self._clock()
            try:
                phase = await step()
            except WebhookInTheWay:
                raise
            except TelegramError as error:
                wait = self._note(error, pause)
            except SendFailed as failed:
                self.enter(Phase.OFFLINE, str(failed))
                wait = pause
            except Exception as error:  # noqa: BLE001 - a receiver that ends is worse than one that stumbles
                _log.exception("Telegram: nhận tin hỏng")
                self.enter(Phase.OFFLINE, type(error).__name__)
                wait = pause
            else:
                self._moved_at = self._clock()
                self.enter(phase)
                return
            self._moved_at = self._clock() + wait
            await asyncio.sleep(wait)

    def enter(self, phase: Phase, detail: str = "") -> None:
        """Change the phase and log it, unless it is the same."""
        if phase is self.state.phase:
            return
        self.state = State(phase, self._now(), detail)
        if phase is Phase.RECEIVING:
            self._on_receiving()
        troubled = phase in {Phase.OFFLINE, Phase.UNDELIVERED} or phase in _LASTING
        if said := _SENTENCES.get(phase):
            _log.log(logging.WARNING if troubled else logging.INFO, said, *([detail] if detail else []))

    def _note(self, error: TelegramError, pause: float) -> float:
        """Enter the phase of an error; return the seconds to wait."""
        failed = classify_error(error)
        if isinstance(error, InvalidToken):
            self.enter(Phase.REFUSED)
        elif is_of_webhook(error):
            self.enter(Phase.WEBHOOK, REMOVE_WEBHOOK)
        elif isinstance(error, Conflict):
            self._conflict_at = self._clock()
            self.enter(Phase.CONFLICT)
        else:
            self.enter(Phase.OFFLINE, str(failed))
        return failed.retry_after if isinstance(failed, SlowDown) else pause


def is_of_webhook(error: TelegramError) -> bool:
    """Return whether Telegram hands out no updates because they go to a webhook."""
    return isinstance(error, Conflict) and _WITH_WEBHOOK in str(error).lower()
