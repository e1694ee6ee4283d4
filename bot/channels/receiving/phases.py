"""The phases of receiving, and steps that are tried until the provider lets them succeed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, repeat
from math import inf
from time import monotonic

from bot.channels.webhook import WebhookInTheWay
from scheduler.channel_health import Trouble
from scheduler.sending.errors import SendFailed, SlowDown

PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between tries while the provider cannot be reached; the last one over and over."""

SILENCE = 180.0
"""Seconds without an answer to any step after which receiving hangs: the longest takes half as long."""
KEPT_OUT = 60.0
"""Seconds that a conflict is told after the provider last spoke of it: two that poll with one token take turns."""

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
    Phase.RECEIVING: "{name}: đang nhận tin.",
    Phase.OFFLINE: "{name}: chưa kết nối được ({detail}); vẫn đang thử lại.",
    Phase.CONFLICT: "{name}: có tiến trình khác đang nhận tin bằng cùng mã bot này; hãy dừng một trong hai.",
    Phase.WEBHOOK: "{name}: bot này đang gửi tin tới một webhook nên không nhận được ở đây; gỡ bằng: {remove}",
    Phase.NO_WEBHOOK: "{name}: webhook của bot không phải địa chỉ này nên không nhận được tin; đặt bằng: {set}",
    Phase.UNDELIVERED: "{name}: tin còn chờ vì không tới được webhook ({detail}); {provider} vẫn đang thử lại.",
    Phase.REFUSED: "{name}: mã bot không được chấp nhận; hãy kiểm tra {token}.",
    Phase.STOPPED: "{name}: đã dừng nhận tin.",
}

_TROUBLES = {
    Phase.CONNECTING: "đang kết nối",
    Phase.OFFLINE: "chưa kết nối được, vẫn đang thử lại",
    Phase.CONFLICT: "có tiến trình khác đang nhận tin bằng cùng mã bot này",
    Phase.WEBHOOK: "bot này đang gửi tin tới một webhook; gỡ bằng: {remove}",
    Phase.NO_WEBHOOK: "webhook của bot không phải địa chỉ này; đặt bằng: {set}",
    Phase.UNDELIVERED: "tin còn chờ ở {provider} vì không tới được webhook",
    Phase.REFUSED: "mã bot không được chấp nhận",
}
_HANGS = "không hỏi được tin nào từ hơn 3 phút nay, hãy khởi động lại bot"
_MUTE = {Phase.CONNECTING, Phase.OFFLINE, Phase.REFUSED}
"""Phases in which nothing can be sent either."""
_LASTING = {Phase.CONFLICT, Phase.WEBHOOK, Phase.NO_WEBHOOK, Phase.REFUSED}


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot in sentences for the administrator.

    `name` tells it from others of its `provider`; `token` is the setting that holds its token, `option` what the
    commands of its webhook need besides.
    """

    provider: str
    name: str
    token: str
    option: str = ""

    @property
    def remove_webhook(self) -> str:
        """Return the command that removes its webhook."""
        return f"nhacviec webhook delete{self.option}"

    @property
    def set_webhook(self) -> str:
        """Return the command that sets its webhook."""
        return f"nhacviec webhook set{self.option}"

    def fill(self, sentence: str, detail: str = "") -> str:
        """Return `sentence` with its fields filled."""
        return sentence.format(
            name=self.name,
            provider=self.provider,
            token=self.token,
            remove=self.remove_webhook,
            set=self.set_webhook,
            detail=detail,
        )


@dataclass(frozen=True, slots=True)
class State:
    """The state of receiving, since when (UTC), and the last error."""

    phase: Phase
    since: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """The meaning of a failed step: the phase it leads to, and the seconds to wait if the provider names them."""

    phase: Phase
    detail: str = ""
    pause: float | None = None


def read_send_failed(error: Exception) -> Failure | None:
    """Return what a `SendFailed` means; None for any other error."""
    if isinstance(error, SendFailed):
        return Failure(Phase.OFFLINE, str(error), error.retry_after if isinstance(error, SlowDown) else None)
    return None


class Phases:
    """The present state of receiving by `bot`. `on_receiving` is called when a loss is over.

    `read_failure` says what an error of a step means; an error of which it knows nothing (None) is logged whole.
    `clock` gives seconds.
    """

    def __init__(
        self,
        bot: Bot,
        now: Callable[[], datetime],
        on_receiving: Callable[[], None],
        read_failure: Callable[[Exception], Failure | None] = read_send_failed,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._bot = bot
        self._now = now
        self._on_receiving = on_receiving
        self._read_failure = read_failure
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
        phase = self.state.phase
        if phase not in _TROUBLES and now - self._conflict_at < KEPT_OUT:
            phase = Phase.CONFLICT
        said = _TROUBLES.get(phase)
        if said is None:
            return None
        return Trouble(self._bot.fill(said), lasting=phase in _LASTING, is_mute=phase in _MUTE)

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
            except Exception as error:  # noqa: BLE001 - a receiver that ends is worse than one that stumbles
                wait = self._note(error, pause)
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
            _log.log(logging.WARNING if troubled else logging.INFO, "%s", self._bot.fill(said, detail))

    def _note(self, error: Exception, pause: float) -> float:
        """Enter the phase of an error; return the seconds to wait."""
        failure = self._read_failure(error)
        if failure is None:
            _log.error("%s: nhận tin hỏng", self._bot.name, exc_info=error)
            failure = Failure(Phase.OFFLINE, type(error).__name__)
        if failure.phase is Phase.CONFLICT:
            self._conflict_at = self._clock()
        self.enter(failure.phase, failure.detail)
        return pause if failure.pause is None else failure.pause
