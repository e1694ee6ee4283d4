"""Pace of sending: no faster than the provider's rate limits, and not during a pause it asked for (`pauses`)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Protocol
from weakref import WeakValueDictionary

from bot.channels.latency import Latency
from bot.channels.meters import NO_METERS, Meters
from bot.channels.provider_pauses import Pauses
from bot.channels.rate_gate import RateGate
from bot.channels.spacing import Spacing
from data.registry.reach.shared_places import Place
from scheduler.sending.errors import SlowDown

_SECOND, _MINUTE = 1.0, 60.0
_COUNTED = 3.0
"""Seconds after which the provider has counted a call to which it gives no answer, if it ever will."""
_OF_THE_PLACES = 0.985
"""The part of the places that pushes and replies may take together before pushes wait: what is left keeps the places
coming back evenly, so that whoever talks to the bot finds one soon."""
_BETWEEN_MACHINES = 0.01
"""Seconds that are added to the provider's, where messages of several processes are on ways of their own."""
_LEFT_TO_REPLIES = 1
"""Places in a second that pushes leave free of those that all processes share."""


@dataclass(frozen=True, slots=True)
class RateLimits:
    """Rate limits: messages a second in all, a second in one chat, a minute in one group; 0 for no limit."""

    per_second: int = 0
    per_chat: int = 0
    per_group: int = 0

    def replaced_by(self, per_second: int | None, per_chat: int | None, per_group: int | None) -> "RateLimits":
        """Return these limits with every value replaced that is given (not None)."""
        return RateLimits(
            self.per_second if per_second is None else per_second,
            self.per_chat if per_chat is None else per_chat,
            self.per_group if per_group is None else per_group,
        )


class Passage(Protocol):
    """A context for sending to a chat. An edit is not `new`: limits of the chat do not count it."""

    def __call__(self, chat_id: str, *, new: bool = True) -> AbstractAsyncContextManager[None]:
        """Wait for a place. Raises `SlowDown` with the seconds left during a pause the provider asked for."""
        ...


class Places(Protocol):
    """The places of one bot that several processes share, implemented by the process. Neither call ever raises."""

    async def take(self, per_second: tuple[int, float], of_chat: Sequence[tuple[str, int, float]]) -> Place:
        """Take the next free place: `per_second` messages of the bot in so many seconds, and the limits of a chat,
        each with its name.
        """
        ...

    async def pause(self, seconds: float) -> None:
        """Let no process send for so long: the provider wants it."""
        ...


class Pace:
    """The rate gates of one bot, shared by all that sends through it; with `places`, by other processes too."""

    def __init__(
        self,
        limits: RateLimits,
        is_group: Callable[[str], bool],
        clock: Callable[[], float] = monotonic,
        meters: Meters = NO_METERS,
        places: Places | None = None,
    ) -> None:
        """Make the gates. `is_group` returns whether a chat id is a group's, `clock` the time in seconds."""
        self._places = places
        self._pushing = asyncio.Lock()
        self._meters = meters
        self._limits = limits
        self._is_group = is_group
        self._clock = clock
        self._latency = Latency(clock)
        self._all = self._gate(limits.per_second, _SECOND) if limits.per_second else None
        self._spacing = Spacing(self._interval, clock) if limits.per_second else None
        self._chats: WeakValueDictionary[str, RateGate] = WeakValueDictionary()
        self._pauses = Pauses()
        self.replies: Passage = partial(self._passage, reply=True)
        """For people who are talking to the bot right now: before every push."""
        self.pushes: Passage = partial(self._passage, reply=False)
        """For what nobody waits for."""

    @asynccontextmanager
    async def _passage(self, chat_id: str, *, new: bool = True, reply: bool) -> AsyncIterator[None]:
        self._pauses.raise_if_paused(chat_id)  # before it takes a place that another could use
        async with AsyncExitStack() as inside:
            for gate in self._gates_of(chat_id) if new else ():
                await inside.enter_async_context(gate.passage(first=reply, at_most=_COUNTED))
            if self._spacing and self._all:
                await self._take_instant(self._spacing, reply=reply)
                await self._take_shared_place(chat_id, new=new, reply=reply)
                await inside.enter_async_context(self._all.passage(first=reply, at_most=_COUNTED))
            self._pauses.raise_if_paused(chat_id)
            began = self._clock()
            try:
                yield
            except SlowDown as busy:
                self._meters.count_slow_down()
                failed = self._pauses.record_refusal(chat_id, busy.retry_after)
                if self._places and not failed.one_chat:
                    await self._places.pause(busy.retry_after)
            else:
                took = self._clock() - began
                self._latency.record(took)
                self._meters.count_sent(took)
                self._pauses.record_accepted()
                return
        raise failed

    async def _take_instant(self, spacing: Spacing, *, reply: bool) -> None:
        if reply:
            spacing.take()
        else:
            await spacing.wait()

    async def _take_shared_place(self, chat_id: str, *, new: bool, reply: bool) -> None:
        """Wait for a place that no other process takes. Raises `SlowDown` during a pause that one of them had."""
        if self._places is None:
            return
        of_chat = [*self._shared_limits_of(chat_id)] if new else []
        few = self._limits.per_second if reply else max(1, self._limits.per_second - _LEFT_TO_REPLIES)
        # One push at a time has a place to come: whoever is answered is before all others.
        turn: AbstractAsyncContextManager[None] = nullcontext() if reply else self._pushing
        while True:
            async with turn:
                place = await self._places.take((few, _SECOND + _BETWEEN_MACHINES), of_chat)
                if place.is_pause:
                    raise SlowDown(place.seconds)
                if place.is_taken:
                    await asyncio.sleep(place.seconds)
                    return
            await asyncio.sleep(place.seconds)  # for the chat: nobody else waits for that

    def _shared_limits_of(self, chat_id: str) -> Iterator[tuple[str, int, float]]:
        if self._limits.per_chat:
            yield f"chat {chat_id}", self._limits.per_chat, _SECOND + _BETWEEN_MACHINES
        if self._limits.per_group and self._is_group(chat_id):
            yield f"group {chat_id}", self._limits.per_group, _MINUTE

    def _gates_of(self, chat_id: str) -> Iterator[RateGate]:
        """Yield the gates of a chat, passed before that of all: a message waiting there takes no place of others."""
        if self._limits.per_chat:
            yield self._gate_of(chat_id, self._limits.per_chat, _SECOND)
        if self._limits.per_group and self._is_group(chat_id):
            yield self._gate_of(f"group {chat_id}", self._limits.per_group, _MINUTE)

    def _gate_of(self, name: str, places: int, seconds: float) -> RateGate:
        """Return the gate of one chat. It exists as long as it is in use."""
        return self._chats.setdefault(name, self._gate(places, seconds))

    def _gate(self, places: int, seconds: float) -> RateGate:
        return RateGate(places, seconds, lambda: self._latency.least, self._clock)

    def _interval(self) -> float:
        """Return the seconds between two messages at which places come back as fast as they are taken."""
        return (_SECOND + self._latency.unsure) / (self._limits.per_second * _OF_THE_PLACES)
