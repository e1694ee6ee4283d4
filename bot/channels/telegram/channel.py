"""The Telegram channel, as the process uses it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from telegram import Bot

from bot.channels.answer_retries import AnswerRetries, once
from bot.channels.channel import Capabilities, Converse, Remember
from bot.channels.chat_links import ChatLinks
from bot.channels.meters import NO_METERS, Meters
from bot.channels.pace import Pace, Places, RateLimits
from bot.channels.receiving.bot_channel import ANSWER_TIMEOUT, BotChannel
from bot.channels.receiving.chat_order import ChatQueues
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.phases import Phase, Phases
from bot.channels.receiving.reception import Reception, always
from bot.channels.receiving.turn_slots import TURNS, TurnSlots
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

BASE_URL = "https://api.telegram.org/bot"
BASE_FILE_URL = "https://api.telegram.org/file/bot"


class TelegramChannel(BotChannel):
    """A bot on Telegram: receives by long polling or by webhook, answers through `converse`, pushes through `send`.

    `base_url` and `base_file_url` end before the token. `now` gives the instant (UTC) the office lives at. A call
    takes three times `answer_timeout` (seconds) at most, with a file four (`connections`), and no longer than its
    turn by `limits` takes to come. With `webhook`, the public address of this process and a secret, Telegram sends
    updates to a path below that address; without, they are polled for, as long as `may_poll`.
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
        meters: Meters = NO_METERS,
        places: Places | None = None,
        may_poll: Callable[[], bool] = always,
    ) -> None:
        calls = build_request(4 * TURNS, answer_timeout, proxy)
        polls = build_request(1, answer_timeout, proxy)
        pace = Pace(limits, _is_group, meters=meters, places=places)
        bot = Bot(token, base_url=base_url, base_file_url=base_file_url, request=calls, get_updates_request=polls)
        self._bot = bot
        retries = AnswerRetries(lambda: self.state.phase is Phase.OFFLINE)
        phases = Phases(BOT, now, retries.wake, read_failure)
        handler = UpdateHandler(bot, converse, links, journal, pace, TurnSlots(TURNS), retries, remember)
        chats = ChatQueues(handler, journal, "Telegram")
        reception = Reception("Telegram", journal, chats, lambda raw: read_raw_update(raw, bot, now()), get_chat_id)
        self.webhooks: Sequence[Webhook] = ()
        receiver: Poller | PushedUpdates
        if webhook:
            public_url, secret = webhook
            path = make_path(secret)
            receiver = PushedUpdates(bot, reception, phases, f"{public_url}{path}")
            self.webhooks = [Webhook(path, SECRET_HEADER, secret, receiver.receive)]
        else:
            receiver = Poller(bot, polls, reception, phases, may_poll)

        async def close_connections() -> None:
            for opened in (calls, polls):
                await opened.shutdown()

        pushes = Sender(bot, once, pace.pushes)
        super().__init__("Telegram", phases, receiver, pushes, chats, journal, answer_timeout, close_connections)

    def __repr__(self) -> str:
        return f"TelegramChannel({self.state.phase})"

    @property
    def username(self) -> str | None:
        """Return the bot's name, as in https://t.me/NAME; None until Telegram has told it."""
        try:
            return self._bot.username
        except RuntimeError:  # the library's, of a bot that has not been initialised
            return None

    @property
    def capabilities(self) -> Capabilities:
        """Return the features of the Bot API."""
        return CAPABILITIES


def _is_group(chat_id: str) -> bool:
    return chat_id.startswith("-")
