"""The channel of one Zalo bot, as the process uses it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import httpx

from bot.channels.answer_retries import AnswerRetries, once
from bot.channels.channel import Capabilities, Converse
from bot.channels.chat_links import ChatLinks
from bot.channels.meters import NO_METERS, Meters
from bot.channels.pace import Pace, Places, RateLimits
from bot.channels.receiving.arrivals import Arrival
from bot.channels.receiving.bot_channel import ANSWER_TIMEOUT, BotChannel
from bot.channels.receiving.chat_order import ChatQueues
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.journalled_turns import JournalledTurns
from bot.channels.receiving.phases import Bot, Phase, Phases
from bot.channels.receiving.reception import Reception, always
from bot.channels.receiving.turn_slots import TURNS, TurnSlots
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
from bot.channels.zalo.update_handler import UpdateHandler
from bot.channels.zalo.write_permission import WritePermission
from scheduler.channel_health import Trouble

REPEATS = 1
"""Repeats of an answer of which Zalo says nothing: each may put the same message into the chat again."""


class ZaloChannel(BotChannel):
    """A bot on Zalo: receives by polling or by webhook, answers through `converse`, pushes through `send`.

    `base_url` ends before the token. `now` gives the instant (UTC) the office lives at. With `webhook`, the public
    address of this process and a secret, Zalo sends updates to a path below that address; without, they are polled
    for. `transport` takes the place of connections to Zalo.
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
        transport: httpx.AsyncBaseTransport | None = None,
        meters: Meters = NO_METERS,
        places: Places | None = None,
        may_poll: Callable[[], bool] = always,
    ) -> None:
        self.name = channel_name(token)
        self._quota = quota
        client = ZaloClient(token, base_url, answer_timeout, 4 * TURNS, transport)
        bot = Bot("Zalo", f"Zalo {get_bot_id(token)}", "NHACVIEC_ZALO_TOKEN", f" --channel {self.name}")
        retries = AnswerRetries(lambda: self.state.phase is Phase.OFFLINE, REPEATS)
        phases = Phases(bot, now, retries.wake, read_failure)
        pace, standing = (
            Pace(limits, lambda _chat: False, meters=meters, places=places),
            WritePermission(phases, quota),
        )
        pushes = Sender(client, once, pace.pushes, standing, downloads)
        answers = Sender(client, retries, pace.replies, standing, downloads)
        turns = JournalledTurns(journal, converse, TurnSlots(TURNS))
        handler = UpdateHandler(bot.name, client, answers, turns, journal, links)
        chats = ChatQueues(handler, journal, bot.name)
        self._now = now
        self._reader = Reader(self.name, partial(fetch_file, client))
        reception = Reception(bot.name, journal, chats, self._read, get_chat_id)
        self.webhooks: Sequence[Webhook] = ()
        receiver: Poller | PushedUpdates
        about = (bot, client, reception, phases, self._set_own_id, quota.count_received)
        if webhook:
            path, secret = make_path(get_bot_id(token)), make_secret(webhook[1], get_bot_id(token))
            receiver = PushedUpdates(*about, f"{webhook[0]}{path}")
            self.webhooks = [Webhook(path, SECRET_HEADER, secret, receiver.receive)]
        else:
            receiver = Poller(*about, may_poll)
        super().__init__(self.name, phases, receiver, pushes, chats, journal, answer_timeout, client.close)

    def __repr__(self) -> str:
        return f"ZaloChannel({self.name}, {self.state.phase})"

    @property
    def capabilities(self) -> Capabilities:
        """Return the features of the Bot API."""
        return CAPABILITIES

    @property
    def trouble(self) -> Trouble | None:
        """See `Channel.trouble`."""
        if self._quota.is_spent:
            return Trouble("đã hết số tin của tháng này, đến hết tháng không gửi được gì", lasting=True, is_mute=True)
        return super().trouble

    def _read(self, raw: object) -> Arrival | None:
        return self._reader.read(raw, self._now())

    def _set_own_id(self, own_id: str) -> None:
        self._reader = replace(self._reader, own_id=own_id)
