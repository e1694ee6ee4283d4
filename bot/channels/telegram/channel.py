"""The Telegram channel as the process sees it."""

from collections.abc import Callable
from datetime import datetime

from telegram import Bot

from bot.channels import Converse
from bot.channels.chat_order import ChatByChat
from bot.channels.pace import Limits, Pace
from bot.channels.retries import once
from bot.channels.telegram.chat_links import ChatLinks
from bot.channels.telegram.connections import connections
from bot.channels.telegram.poll import Poller, State
from bot.channels.telegram.send import Sender
from bot.channels.telegram.update_handler import UpdateHandler
from bot.channels.turn_slots import TurnSlots
from handlers.base.messages import Reply
from scheduler.sending.errors import Rejected

BASE_URL = "https://api.telegram.org/bot"
BASE_FILE_URL = "https://api.telegram.org/file/bot"
AT_ONCE = 16
"""Turns that think at the same time. Who waits for the network or the pace of a chat is not counted."""
GRACE = 3.0
"""Seconds that turns under way get to finish when the process stops: pushes have had theirs by then."""
ANSWER_TIMEOUT = 20.0
"""Seconds that Telegram has for an answer; a long poll has its own on top."""
TELEGRAMS_PACE = Limits()


class TelegramChannel:
    """Receives by long polling, answers through `converse`, pushes through `send`.

    `base_url` and `base_file_url` end before the token. `now` gives the instant (UTC) the office lives at. A call
    takes three times `answer_timeout` (seconds) at most, with a file four (`connections`), and no longer than its
    turn by `limits` takes to come.
    """

    name = "telegram"

    def __init__(
        self,
        token: str,
        converse: Converse,
        links: ChatLinks,
        now: Callable[[], datetime],
        *,
        base_url: str = BASE_URL,
        base_file_url: str = BASE_FILE_URL,
        proxy: str | None = None,
        answer_timeout: float = ANSWER_TIMEOUT,
        limits: Limits = TELEGRAMS_PACE,
    ) -> None:
        self._calls = connections(4 * AT_ONCE, answer_timeout, proxy)
        self._polls = connections(1, answer_timeout, proxy)
        pace = Pace(limits)
        bot = Bot(
            token,
            base_url=base_url,
            base_file_url=base_file_url,
            request=self._calls,
            get_updates_request=self._polls,
        )
        self._chats = ChatByChat(UpdateHandler(bot, converse, links, pace, TurnSlots(AT_ONCE)))
        self._sender = Sender(bot, once, pace.pushes)
        self._poller = Poller(bot, self._polls, self._chats, now)

    def __repr__(self) -> str:
        return f"TelegramChannel({self.state.phase})"

    @property
    def state(self) -> State:
        """How receiving stands; sending does not depend on it."""
        return self._poller.state

    async def send(self, chat_id: str, reply: Reply) -> str:
        """See `Channel.send`. Tried once; after a failure some parts of a long reply may have arrived."""
        message_id = await self._sender.deliver(chat_id, reply)
        if not message_id:
            raise Rejected("nothing to send")
        return message_id

    async def run(self) -> None:
        """See `Channel.run`. After cancelling, turns under way have `GRACE` seconds."""
        try:
            await self._poller.run()
        finally:
            await self.close()

    async def close(self) -> None:
        """Ends what `run` began. Needed by itself only where the channel was used to `send` and never ran."""
        await self._chats.stop(GRACE)
        for opened in (self._calls, self._polls):
            await opened.shutdown()
        self._poller.stopped()
