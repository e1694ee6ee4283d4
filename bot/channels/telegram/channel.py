"""The Telegram channel, as the process uses it."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from telegram import Bot

from bot.channels.answer_retries import AnswerRetries, once
from bot.channels.channel import Capabilities, Converse, Remember
from bot.channels.chat_links import ChatLinks
from bot.channels.pace import Pace, RateLimits
from bot.channels.receiving.chat_order import ChatQueues
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.phases import Phase, Phases, State
from bot.channels.receiving.reception import Reception
from bot.channels.receiving.turn_slots import TurnSlots
from bot.channels.telegram.connections import build_request
from bot.channels.telegram.limits import CAPABILITIES, RATE_LIMITS
from bot.channels.telegram.receiving.failures import BOT, read_failure
from bot.channels.telegram.receiving.poll import Poller
from bot.channels.telegram.receiving.pushed_updates import PushedUpdates
from bot.channels.telegram.receiving.updates import get_chat_id, read_raw_update
from bot.channels.telegram.receiving.webhook import SECRET_HEADER, make_path
from bot.channels.telegram.send import Sender
from bot.channels.telegram.update_handler import UpdateHandler
from bot.channels.webhook import Webhook
from data.errors import NhacviecError
from handlers.base.messages import Reply
from scheduler.channel_health import Trouble
from scheduler.sending.errors import Rejected

BASE_URL = "https://api.telegram.org/bot"
BASE_FILE_URL = "https://api.telegram.org/file/bot"
AT_ONCE = 16
"""Turns that are worked on at the same time. One that waits for the network or the pace of a chat is not counted."""
GRACE = 3.0
"""Seconds that turns under way get to finish when the process stops: pushes have had theirs by then."""
ANSWER_TIMEOUT = 20.0
"""Seconds that Telegram has for an answer; a long poll has its own on top."""
_LONGEST_SEND_IN_TIMEOUTS = 6
"""A call lasts three time-outs at most: connecting, asking, being answered. A message waits for its turn first."""

_log = logging.getLogger(__name__)


class TelegramChannel:
    """A bot on Telegram: receives by long polling or by webhook, answers through `converse`, pushes through `send`.

    `base_url` and `base_file_url` end before the token. `now` gives the instant (UTC) the office lives at. A call
    takes three times `answer_timeout` (seconds) at most, with a file four (`connections`), and no longer than its
    turn by `limits` takes to come. With `webhook`, the public address of this process and a secret, Telegram sends
    updates to a path below that address; without, they are polled for.
    """

    name = "telegram"

    def __init__(
        self,
        token: str,
        converse: Converse,
        links: ChatLinks,
        journal: Journal,
        now: Callable[[], datetime],
        *,
        base_url: str = BASE_URL,
        base_file_url: str = BASE_FILE_URL,
        proxy: str | None = None,
        answer_timeout: float = ANSWER_TIMEOUT,
        limits: RateLimits = RATE_LIMITS,
        remember: Remember | None = None,
        webhook: tuple[str, str] | None = None,
    ) -> None:
        self._calls = build_request(4 * AT_ONCE, answer_timeout, proxy)
        self._polls = build_request(1, answer_timeout, proxy)
        self._answer_timeout = answer_timeout
        pace = Pace(limits, _is_group)
        bot = Bot(
            token,
            base_url=base_url,
            base_file_url=base_file_url,
            request=self._calls,
            get_updates_request=self._polls,
        )
        retries = AnswerRetries(lambda: self.state.phase is Phase.OFFLINE)
        self._phases = Phases(BOT, now, retries.wake, read_failure)
        handler = UpdateHandler(bot, converse, links, journal, pace, TurnSlots(AT_ONCE), retries, remember)
        self._journal = journal
        self._chats = ChatQueues(handler, journal, "Telegram")
        self._sender = Sender(bot, once, pace.pushes)
        reception = Reception(
            "Telegram", journal, self._chats, lambda raw: read_raw_update(raw, bot, now()), get_chat_id
        )
        self.webhooks: Sequence[Webhook] = ()
        self._receiver: Poller | PushedUpdates
        if webhook:
            public_url, secret = webhook
            path = make_path(secret)
            self._receiver = PushedUpdates(bot, reception, self._phases, f"{public_url}{path}")
            self.webhooks = [Webhook(path, SECRET_HEADER, secret, self._receiver.receive)]
        else:
            self._receiver = Poller(bot, self._polls, reception, self._phases)

    def __repr__(self) -> str:
        return f"TelegramChannel({self.state.phase})"

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
        return self._phases.trouble

    @property
    def state(self) -> State:
        """Return the state of receiving; sending does not depend on it."""
        return self._phases.state

    async def send(self, chat_id: str, reply: Reply) -> str:
        """See `Channel.send`. Tried once; after a failure some parts of a long reply may have arrived."""
        message_id = await self._sender.deliver(chat_id, reply)
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
            _log.warning("Telegram: chưa lưu được là đã trả lời xong (%s)", error)
        for opened in (self._calls, self._polls):
            await opened.shutdown()
        self._phases.enter(Phase.STOPPED)


def _is_group(chat_id: str) -> bool:
    return chat_id.startswith("-")
