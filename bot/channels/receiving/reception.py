"""Receiving: updates are stored before the provider hears that they arrived, and queued to be answered."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from time import monotonic

from bot.channels.receiving.arrivals import Arrival, LeftOver, Unreadable
from bot.channels.receiving.chat_order import ChatQueues
from bot.channels.receiving.journal import Journal
from data.errors import NhacviecError
from data.registry.conversations.journal import NOT_STORED, OpenUpdate, RawUpdate
from data.text.secrecy_marks import carries_secrecy_mark, name_carries_secrecy_mark
from handlers.dispatch.stored_reply import load_reply

ATTEMPTS = 2
"""The number of times that an unanswered update of an earlier process is taken up again. One that ends the process
does so when it is new, when it is taken up among others, and once more.
"""
LOOK_EVERY = 1.0
"""Seconds between two looks at what other processes left or handed on; they also tell when they hand on."""
WITHOUT_JOURNAL = 60.0
"""Seconds that receiving waits for the answers to what could not be stored."""

NOT_OURS = 1.0
"""Seconds until the next look whether it is for this process to poll."""

_log = logging.getLogger(__name__)


def always() -> bool:
    """Return True: a process that is alone polls at any time."""
    return True


class Reception:
    """The way of updates from a provider, by polling or by webhook, to the queues of their chats.

    `read` turns an update (parsed JSON) into an arrival; None if there is nothing to do. It raises Unreadable.
    `get_chat_id` returns the chat of any update, "" where it finds none.
    """

    def __init__(
        self,
        channel: str,
        journal: Journal,
        chats: ChatQueues,
        read: Callable[[object], Arrival | None],
        get_chat_id: Callable[[object], str],
    ) -> None:
        self._channel = channel
        self._journal = journal
        self._chats = chats
        self._clock = monotonic
        self._next_look = 0.0
        self._read = read
        self._get_chat_id = get_chat_id

    async def take_up_left_overs(self) -> None:
        """Queue what earlier processes have not answered, or have not sent. Raises NhacviecError."""
        left = await self._journal.list_open()
        if left:
            _log.info("%s: nhận lại %d bản tin từ lần chạy trước", self._channel, len(left))
        self._queue_open(left)

    @asynccontextmanager
    async def following_others(self) -> AsyncIterator[None]:
        """Queue what other processes hand on, and what those that are gone have left, while the block runs."""
        following = asyncio.create_task(self._follow_others())
        try:
            yield
        finally:
            following.cancel()

    async def _follow_others(self) -> None:
        while self._journal.is_shared:
            await self._journal.wait_for_news(LOOK_EVERY)
            try:
                self._queue_open(await self._journal.take_up(), are_new=True)
                if self._clock() >= self._next_look:
                    self._next_look = self._clock() + LOOK_EVERY
                    left = await self._journal.take_over()
                    if left:
                        _log.info("%s: nhận tiếp %d bản tin của tiến trình khác", self._channel, len(left))
                    self._queue_open(left)
            except NhacviecError as error:
                _log.warning("%s: chưa xem được tin do tiến trình khác chuyển sang (%s)", self._channel, error)
                await asyncio.sleep(LOOK_EVERY)
            except Exception:  # noqa: BLE001 - who follows no more leaves a chat without answers
                _log.exception("%s: chưa xem được tin do tiến trình khác chuyển sang", self._channel)
                await asyncio.sleep(LOOK_EVERY)

    def _queue_open(self, left: Sequence[OpenUpdate], *, are_new: bool = False) -> None:
        """Queue what the journal has; `are_new`: what nobody has tried to answer is no left-over."""
        for update in left:
            is_new = are_new and not update.is_answered and not update.attempts
            if not update.is_answered and update.attempts >= ATTEMPTS:
                self._skip(update.update_id, "ended the process")
                continue
            try:
                raw, left_over = json.loads(update.raw), None if is_new else _left_over(update)
            except Exception as error:  # noqa: BLE001 - whatever another program stored: the others are queued
                self._skip(update.update_id, f"journal: {type(error).__name__}")
            else:
                self._queue(update.update_id, raw, left_over)

    async def take(self, updates: Mapping[str, object]) -> int:
        """Store new updates, given in their order by their numbers, and queue them; return how many were new.

        Afterwards the provider may be told that they arrived. If they cannot be stored, this waits until they are
        answered, by word of what is wrong.
        """
        try:
            return await self.store(updates)
        except NhacviecError as error:
            _log.error("%s: chưa lưu được bản tin vừa nhận (%s), trả lời ngay", self._channel, error)
        self._journal.take_in_hand(updates.keys())
        for update_id, update in updates.items():
            self._queue(update_id, update, None)
        await self._chats.wait_until_answered(WITHOUT_JOURNAL)
        return len(updates)

    async def store(self, updates: Mapping[str, object]) -> int:
        """Store and queue updates as `take` does; raises NhacviecError if they cannot be stored: none is answered."""
        raw = [
            RawUpdate(update_id, self._get_chat_id(update), _dump(update)) for update_id, update in updates.items()
        ]
        new = await self._journal.record(raw) if raw else set()
        for one, update in zip(raw, updates.values(), strict=True):
            if one.update_id in new:
                self._queue(one.update_id, update, None, is_stored=one.raw != NOT_STORED)
        return len(new)

    def _queue(self, update_id: str, update: object, left_over: LeftOver | None, *, is_stored: bool = True) -> None:
        try:
            arrival = self._read(update)
        except Unreadable as error:
            self._skip(update_id, str(error))
            return
        except Exception as error:  # noqa: BLE001 - a fault of ours: what came with it is queued all the same
            _log.exception("%s: một bản tin làm hỏng việc đọc", self._channel)
            self._skip(update_id, type(error).__name__)
            return
        if arrival is None:
            self._journal.end(update_id)
        else:
            self._chats.put(replace(arrival, update_id=update_id, left_over=left_over, is_stored=is_stored))

    def _skip(self, update_id: str, because: str) -> None:
        _log.warning("%s: bỏ qua một bản tin không đọc được (%s)", self._channel, because)
        self._journal.end(update_id, because)


def _dump(update: object) -> str:
    """Return an update as JSON; "null" for one that may not or cannot be stored: it is answered all the same.

    State-secret material is stored nowhere, not even until it is refused.
    """
    try:
        is_secret = any(carries_secrecy_mark(text) or name_carries_secrecy_mark(text) for text in _texts(update))
        return NOT_STORED if is_secret else json.dumps(update)
    except (ValueError, TypeError, RecursionError):
        return NOT_STORED


def _texts(update: object) -> Iterator[str]:
    """Yield all texts in an update."""
    if isinstance(update, str):
        yield update
    elif isinstance(update, dict | list):
        for inner in update.values() if isinstance(update, dict) else update:
            yield from _texts(inner)


def _left_over(update: OpenUpdate) -> LeftOver:
    return LeftOver(update.is_answered, load_reply(update.reply) if update.reply else None)
