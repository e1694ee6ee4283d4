"""The channel of a bot, whoever its provider is: receives, pushes, tells how it goes, and stops in order."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Protocol

from bot.channels.receiving.chat_order import ChatQueues
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.phases import Phase, Phases, State
from data.errors import NhacviecError
from handlers.base.messages import Reply
from scheduler.channel_health import Trouble
from scheduler.sending.errors import Rejected

GRACE = 3.0
"""Seconds that turns under way get to finish when the process stops: pushes have had theirs by then."""
ANSWER_TIMEOUT = 20.0
"""Seconds that a provider has for an answer; a long poll has its own on top."""
_LONGEST_SEND_IN_TIMEOUTS = 6
"""A call lasts four time-outs at most (connecting, a place, asking, being answered); before it comes its turn."""

_log = logging.getLogger(__name__)


class Receiver(Protocol):
    """The loop by which updates come in: a poller, or what watches over a webhook."""

    async def run(self) -> None:
        """Receive until cancelled."""
        ...


class Pushes(Protocol):
    """The way of messages that nobody asked for."""

    async def deliver(self, chat_id: str, reply: Reply) -> str:
        """Send all of `reply` and return the id of the last message, "" for nothing to say. Raises `SendFailed`."""
        ...


class BotChannel:
    """A bot that receives by `receiver` and pushes by `pushes`.

    `log_name` tells it from others in the log. A provider has `answer_timeout` seconds for an answer.
    `close_connections` ends those to the provider.
    """

    def __init__(
        self,
        log_name: str,
        phases: Phases,
        receiver: Receiver,
        pushes: Pushes,
        chats: ChatQueues,
        journal: Journal,
        answer_timeout: float,
        close_connections: Callable[[], Awaitable[None]],
    ) -> None:
        self._log_name = log_name
        self._phases = phases
        self._receiver = receiver
        self._pushes = pushes
        self._chats = chats
        self._journal = journal
        self._answer_timeout = answer_timeout
        self._close_connections = close_connections

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
        """Return the state of receiving."""
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
            _log.warning("%s: chưa lưu được là đã trả lời xong (%s)", self._log_name, error)
        await self._close_connections()
        self._phases.enter(Phase.STOPPED)
