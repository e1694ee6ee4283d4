"""The channel of one Zalo bot, as the process uses it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.channels.answer_retries import AnswerRetries, once
from bot.channels.channel import Capabilities, Converse
from bot.channels.chat_links import ChatLinks
from bot.channels.pace import Pace, RateLimits
from bot.channels.receiving.arrivals import Arrival
from bot.channels.receiving.chat_order import ChatQueues
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.journalled_turns import JournalledTurns
from bot.channels.receiving.phases import Bot, Phase, Phases, State
from bot.channels.receiving.reception import Reception
from bot.channels.receiving.turn_slots import TurnSlots
from bot.channels.webhook import Webhook
from bot.channels.zalo.client import ZaloClient
from bot.channels.zalo.downloads import Downloads
from bot.channels.zalo.limits import CAPABILITIES, RATE_LIMITS
from bot.channels.zalo.names import channel_name, get_bot_id
from bot.channels.zalo.quota import Quota
from bot.channels.zalo.receiving.connection import read_failure
from bot.channels.zalo.receiving.pictures import fetch_file
from bot.channels.zalo.receiving.poll import Poller
from bot.channels.zalo.receiving.pushed_updates import PushedUpdates
from bot.channels.zalo.receiving.updates import Reader, get_chat_id
from bot.channels.zalo.receiving.webhook import SECRET_HEADER, make_path, make_secret
from bot.channels.zalo.send import Sender
from bot.channels.zalo.standing import Standing
from bot.channels.zalo.update_handler import UpdateHandler
from data.errors import NhacviecError
from handlers.base.messages import Reply
from scheduler.channel_health import Trouble
from scheduler.sending.errors import Rejected

AT_ONCE = 16
"""Turns that are worked on at the same time. One that waits for the network or the pace of a chat is not counted."""
GRACE = 3.0
"""Seconds that turns under way get to finish when the process stops: pushes have had theirs by then."""
ANSWER_TIMEOUT = 20.0
"""Seconds that Zalo has for an answer; a long poll has its own on top."""
REPEATS = 1
"""Repeats of an answer of which Zalo says nothing: each may put the same message into the chat again."""
_LONGEST_SEND_IN_TIMEOUTS = 6
"""A call lasts four time-outs at most, as many as httpx has; a message waits for its turn first."""

_log = logging.getLogger(__name__)


class ZaloChannel:
    """A bot on Zalo: receives by polling or by webhook, answers through `converse`, pushes through `send`.

    `base_url` ends before the token. `now` gives the instant (UTC) the office lives at. With `webhook`, the public
    address of this process and a secret, Zalo sends updates to a path below that address; without, they are polled
    for.
    """

    def __init__(
        self,
        token: str,
        base_url: str,
        converse: Converse,
        links: ChatLinks,
        journal: Journal,
        quota: Quota,
        downloads: Downloads | None,
        now: Callable[[], datetime],
        *,
        answer_timeout: float = ANSWER_TIMEOUT,
        limits: RateLimits = RATE_LIMITS,
        webhook: tuple[str, str] | None = None,
    ) -> None:
        self.name = channel_name(token)
        self._answer_timeout = answer_timeout
        self._journal = journal
        self._quota = quota
        self._client = ZaloClient(token, base_url, answer_timeout, 4 * AT_ONCE)
        bot = Bot("Zalo", f"Zalo {get_bot_id(token)}", "NHACVIEC_ZALO_TOKEN", f" --channel {self.name}")
        retries = AnswerRetries(lambda: self.state.phase is Phase.OFFLINE, REPEATS)
        self._phases = Phases(bot, now, retries.wake, read_failure)
        pace, standing = Pace(limits, lambda _chat: False), Standing(self._phases, quota)
        self._pushes = Sender(self._client, once, pace.pushes, standing, downloads)
        answers = Sender(self._client, retries, pace.replies, standing, downloads)
        turns = JournalledTurns(journal, converse, TurnSlots(AT_ONCE))
        handler = UpdateHandler(bot.name, self._client, answers, turns, journal, links)
        self._chats = ChatQueues(handler, journal, bot.name)
        self._now = now
        self._reader = Reader(self.name, partial(fetch_file, self._client))
        reception = Reception(bot.name, journal, self._chats, self._read, get_chat_id)
        self.webhooks: Sequence[Webhook] = ()
        self._receiver: Poller | PushedUpdates
        about = (bot, self._client, reception, self._phases, self._set_own_id, quota.count_received)
        if webhook:
            path, secret = make_path(get_bot_id(token)), make_secret(webhook[1], get_bot_id(token))
            self._receiver = PushedUpdates(*about, f"{webhook[0]}{path}")
            self.webhooks = [Webhook(path, SECRET_HEADER, secret, self._receiver.receive)]
        else:
            self._receiver = Poller(*about)

    def __repr__(self) -> str:
        return f"ZaloChannel({self.name}, {self.state.phase})"

    @property
    def capabilities(self) -> Capabilities:
        """Return the features of the Bot API."""
        return CAPABILITIES

    @property
    def longest_send(self) -> timedelta:
        """See `Channel.longest_send`."""
        return _LONGEST_SEND_IN_TIMEOUTS * timedelta(seconds=self._answer_timeout)

    @property
    def trouble(self) -> Trouble | None:
        """See `Channel.trouble`."""
        if self._quota.is_spent:
            return Trouble("đã hết số tin của tháng này, đến hết tháng không gửi được gì", lasting=True)
        return self._phases.trouble

    @property
    def state(self) -> State:
        """Return the state of receiving; a refused token stops sending as well."""
        return self._phases.state

    async def send(self, chat_id: str, reply: Reply) -> str:
        """See `Channel.send`. Tried once; after a failure some parts of a long reply may have arrived."""
        message_id = await self._pushes.deliver(chat_id, reply)
        if not message_id:
            raise Rejected("nothing to send")
        return message_id

    async def run(self) -> None:
        """See `Channel.run`. After cancelling, turns under way have `GRACE` seconds."""
        try:
            await self._receiver.run()
        finally:
            await self.close()

    async def close(self) -> None:
        """Stop all work and close the connections. Only needed if `run` was never called."""
        await self._chats.stop(GRACE)
        try:
            await self._journal.flush()
        except NhacviecError as error:
            _log.warning("%s: chưa lưu được là đã trả lời xong (%s)", self.name, error)
        await self._client.close()
        self._phases.enter(Phase.STOPPED)

    def _read(self, raw: object) -> Arrival | None:
        return self._reader.read(raw, self._now())

    def _set_own_id(self, own_id: str) -> None:
        self._reader = replace(self._reader, own_id=own_id)
