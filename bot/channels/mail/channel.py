"""The channel of mails, as the process uses it."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic

from bot.channels.channel import Capabilities
from bot.channels.mail.compose import compose
from bot.channels.mail.connections import ANSWER_SECONDS, IDLE_SECONDS, PREPARE_SECONDS, WAIT_SECONDS
from bot.channels.mail.errors import HandingInRefused, PutOff
from bot.channels.mail.server import Server
from bot.channels.mail.ways_in import WaysIn
from bot.channels.meters import NO_METERS, Meters
from bot.channels.rate_gate import RateGate
from bot.channels.webhook import Webhook
from data.errors import NhacviecError
from data.registry.reach.mail_addresses import CHANNEL
from handlers.base.messages import Reply
from handlers.views.pushes.letters import render_letter
from scheduler.channel_health import Trouble
from scheduler.sending.errors import Passing, Rejected, SendFailed, SlowDown, Unknown, Unreachable

CAPABILITIES = Capabilities(
    buttons=True,
    edits=False,
    files_in=False,
    files_out=False,
    pictures=False,
    groups=False,
    writes_first=True,
)
CHECK_PAUSES = (5.0, 15.0, 60.0)
"""Seconds between looks whether the server is there again; the last one over and over."""
_MINUTE = 60.0

_log = logging.getLogger(__name__)


class MailChannel:
    """Mails from `sender` through one server, at most `per_minute` of them (0: any number).

    `wall` is the real time (UTC): mails are read by it, whatever day the office lives at.
    """

    name = CHANNEL
    webhooks: Sequence[Webhook] = ()

    def __init__(
        self,
        server: Server,
        sender: str,
        ways_in: WaysIn,
        wall: Callable[[], datetime],
        per_minute: int = 0,
        meters: Meters = NO_METERS,
    ) -> None:
        self._server = server
        self._sender = sender
        self._ways_in = ways_in
        self._wall = wall
        self._meters = meters
        self._gate = RateGate(per_minute, _MINUTE) if per_minute else None
        self._trouble: Trouble | None = None

    def __repr__(self) -> str:
        return "MailChannel()"

    @property
    def capabilities(self) -> Capabilities:
        """Return the features of mails: links stand for those buttons that show something."""
        return CAPABILITIES

    @property
    def longest_send(self) -> timedelta:
        """See `Channel.longest_send`."""
        return timedelta(seconds=2 * WAIT_SECONDS + PREPARE_SECONDS + ANSWER_SECONDS)

    @property
    def trouble(self) -> Trouble | None:
        """Return the reason why no mail can be handed in; None while all is well."""
        return self._trouble

    async def send(self, chat_id: str, reply: Reply) -> str:
        """Send a message to the address `chat_id` and return its Message-ID. Raises `SendFailed`; tried once."""
        try:
            way = await self._ways_in.offer(chat_id, reply.reader)
        except NhacviecError as error:
            raise Passing(f"registry: {type(error).__name__}") from None
        letter = render_letter(reply, way)
        message_id, content = compose(self._sender, chat_id, letter, f"{letter.subject}\n{reply.text}", self._wall())
        await self._take_turn()
        began = monotonic()
        try:
            await self._server.hand_in(self._sender, chat_id, content)
        except SlowDown:
            self._meters.count_slow_down()
            raise
        except (Unreachable, Rejected, PutOff, Unknown):
            raise  # of this mail alone
        except SendFailed as error:
            self._note(error)
            raise
        self._meters.count_sent(monotonic() - began)
        self._note(None)
        return message_id

    async def run(self) -> None:
        """Watch over the server until cancelled: look for it at the beginning, and again while it fails."""
        try:
            await self._check()
            while True:
                await asyncio.sleep(IDLE_SECONDS)
                await self._server.close_idle()
                if self._trouble:
                    await self._check()
        finally:
            await self._server.close()

    async def _check(self) -> None:
        tries = 0
        while True:
            try:
                await self._server.check(self._sender)
            except SlowDown:
                pass
            except SendFailed as error:
                self._note(error)
            else:
                self._note(None)
                return
            await asyncio.sleep(CHECK_PAUSES[min(tries, len(CHECK_PAUSES) - 1)])
            tries += 1

    async def _take_turn(self) -> None:
        """Wait for a place in this minute. Raises SlowDown where none comes soon."""
        if self._gate is None:
            return
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                async with self._gate.passage(first=False):
                    pass
        except TimeoutError:
            raise SlowDown(_MINUTE / 4) from None

    def _note(self, error: SendFailed | None) -> None:
        before = self._trouble
        if error is None:
            self._trouble = None
            if before:
                _log.info("%s: lại gửi được thư.", self.name)
            return
        if isinstance(error, HandingInRefused):
            said = f"máy chủ thư không nhận thư của bot ({error}); hãy kiểm tra NHACVIEC_SMTP_URL, NHACVIEC_MAIL_FROM"
            self._trouble = Trouble(said, lasting=True, is_mute=True)
        else:
            self._trouble = Trouble(f"chưa tới được máy chủ thư ({error}), vẫn đang thử lại", is_mute=True)
        if before is None or before.lasting != self._trouble.lasting:
            _log.warning("%s: %s", self.name, self._trouble.reason)
