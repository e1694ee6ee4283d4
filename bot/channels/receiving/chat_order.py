"""Queues of updates: one after another within a chat, all chats side by side."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.channels.receiving.arrivals import Arrival
from bot.channels.receiving.aside import leave_order
from bot.channels.receiving.journal import Journal
from handlers.base.messages import Incoming

WAITING = 20
"""Updates of one chat that wait for their answer at a time. Nobody taps or types as many before the first comes."""
TAPS = 500
"""Taps of one chat, the newest, that were turned away and of which the channel is still told that they were taken."""

_TOO_FAST = "too fast"

_log = logging.getLogger(__name__)


class Answering(Protocol):
    """The handler of single updates."""

    async def answer(self, arrival: Arrival) -> None:
        """Answer an update and end it in the journal. One that fails stays open there, for the next process."""
        ...

    async def turn_away(self, chat_id: str) -> None:
        """Tell the chat that it sends more than is answered."""
        ...

    async def turn_tap_away(self, tap_id: str) -> None:
        """Tell the channel that a tap will not be answered, so that its hourglass ends."""
        ...


@dataclass(slots=True)
class _ChatQueue:
    """The queue of one chat; `is_full` from the first update turned away until those before it are answered.

    `turned_away` are the numbers of updates of which the chat has yet to be told.
    """

    waiting: deque[Arrival] = field(default_factory=deque)
    turned_away: list[str] = field(default_factory=list)
    taps: deque[str] = field(default_factory=lambda: deque(maxlen=TAPS))
    is_full: bool = False
    is_told: bool = False
    is_ending_hourglasses: bool = False
    is_answering: bool = False

    def add(self, arrival: Arrival) -> None:
        """Add `arrival` at the end; what was another process's, before what cannot have been its own and still waits.

        The other held it because it came first: one that is not stored waits here for just that.
        """
        place = len(self.waiting)
        if arrival.left_over:
            unstored = (at for at, one in enumerate(self.waiting) if not one.is_stored)
            place = next((at for at in unstored if at >= self.is_answering), place)
        self.waiting.insert(place, arrival)


class ChatQueues:
    """Queues that handle one update after another within a chat, all chats side by side.

    An officer who taps ✅ and types the document's number at once means them in this order. From a chat that sends
    faster than it is answered, what exceeds `WAITING` is turned away, and so is all that follows until the chat has
    had its answers: what is worked on has no gaps in which a later word could answer another question. An answer that
    waits for a file to be made steps aside: the chat goes on, and the file comes when it is there.
    """

    def __init__(self, answering: Answering, journal: Journal, channel: str) -> None:
        """Make empty queues. `channel` is the channel's name in the log."""
        self._answering = answering
        self._journal = journal
        self._channel = channel
        self._lines: dict[str, _ChatQueue] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, arrival: Arrival) -> None:
        """Queue `arrival` behind the others of its chat, or turn it away if that has too many waiting."""
        line = self._lines.get(arrival.chat_id)
        if line is None:
            line = self._lines[arrival.chat_id] = _ChatQueue()
            line.waiting.append(arrival)
            self._start(self._work(arrival.chat_id, line))
        elif isinstance(arrival.about, Incoming) and (line.is_full or len(line.waiting) >= WAITING):
            self._turn_away(line, arrival)
        else:
            line.add(arrival)

    async def wait_until_answered(self, seconds: float) -> None:
        """Wait until nothing is queued any more, `seconds` at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def stop(self, grace: float) -> None:
        """Wait `grace` seconds for all queued updates, then cancel the rest."""
        await self.wait_until_answered(grace)
        ended = [task for task in self._tasks if task.cancel()]
        await asyncio.gather(*ended, return_exceptions=True)

    async def _work(self, chat_id: str, line: _ChatQueue) -> None:
        try:
            while line.waiting:
                head = line.waiting[0]
                await self._log_failure(self._journal.wait_for_earlier(head.update_id))
                if line.waiting[0] is not head:
                    continue  # what it waited for was taken over
                line.is_answering = True
                try:
                    await self._answer_in_order(head)
                finally:
                    line.is_answering = False
                    line.waiting.popleft()
                if line.is_full and not line.is_told:
                    await self._log_failure(self._answering.turn_away(chat_id))
                    line.is_told = True
                    while line.turned_away:
                        self._journal.end(line.turned_away.pop(), _TOO_FAST)
        finally:
            del self._lines[chat_id]

    async def _answer_in_order(self, arrival: Arrival) -> None:
        """Answer `arrival`; return when that is done, or when the answer steps aside (`aside`)."""
        may_go_on = asyncio.get_running_loop().create_future()

        def go_on() -> None:
            if not may_go_on.done():
                may_go_on.set_result(None)

        async def answer() -> None:
            leave_order.set(go_on)  # in this task alone
            try:
                await self._log_failure(self._answering.answer(arrival))
            finally:
                go_on()

        self._start(answer())
        await may_go_on

    def _turn_away(self, line: _ChatQueue, arrival: Arrival) -> None:
        line.is_full = True
        if line.is_told:
            self._journal.end(arrival.update_id, _TOO_FAST)
        else:
            line.turned_away.append(arrival.update_id)
        if arrival.tap_id:
            line.taps.append(arrival.tap_id)
            if not line.is_ending_hourglasses:
                line.is_ending_hourglasses = True
                self._start(self._end_hourglasses(line))

    async def _end_hourglasses(self, line: _ChatQueue) -> None:
        """End the hourglasses of taps turned away, one at a time: a thousand taps take one connection."""
        while line.taps:
            await self._log_failure(self._answering.turn_tap_away(line.taps.popleft()))
        line.is_ending_hourglasses = False

    async def _log_failure(self, step: Awaitable[None]) -> None:
        """Await `step` and log its failure, so that the chat's other updates go on."""
        try:
            await step
        except Exception:  # noqa: BLE001 - whatever it is
            _log.exception("%s: một lượt trả lời hỏng", self._channel)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
