"""Pace of sending: no faster than the provider's rate limits, and not during a pause it asked for (`pauses`)."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol
from weakref import WeakValueDictionary

from bot.channels.provider_pauses import Pauses
from bot.channels.rate_gate import RateGate
from scheduler.sending.errors import SlowDown

_SECOND, _MINUTE, _MOMENT = 1.0, 60.0, 0.1
_COUNTED = 3.0
"""Seconds after which the provider has counted a call to which it gives no answer, if it ever will."""
_MOMENTS_OF_PUSHING = 8
"""A push takes no more than this part of a second's places in one moment: whoever is talking to the bot finds a place
soon, and the pushes are done in the same second all the same."""


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


class Pace:
    """The rate gates of one bot, shared by everything that sends through it."""

    def __init__(self, limits: RateLimits, is_group: Callable[[str], bool]) -> None:
        """Make the gates. `is_group` returns whether a chat id is a group's."""
        self._limits = limits
        self._is_group = is_group
        self._all = [RateGate(limits.per_second, _SECOND)] if limits.per_second else []
        self._pushes = [RateGate(-(-limits.per_second // _MOMENTS_OF_PUSHING), _MOMENT)] if limits.per_second else []
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
            for gate in self._gates(chat_id, new=new, reply=reply):
                # A reply that hangs keeps no place of those who are answered: what is pushed has time.
                at_most = _COUNTED if reply else None
                await inside.enter_async_context(gate.passage(first=reply, at_most=at_most))
            self._pauses.raise_if_paused(chat_id)
            try:
                yield
            except SlowDown as busy:
                failed = self._pauses.record_refusal(chat_id, busy.retry_after)
            else:
                self._pauses.record_accepted()
                return
        raise failed

    def _gates(self, chat_id: str, *, new: bool, reply: bool) -> Iterator[RateGate]:
        """Yield the gates to pass, the chat's own first: a message waiting there takes no place of others."""
        if new:
            if self._limits.per_chat:
                yield self._gate_of(chat_id, self._limits.per_chat, _SECOND)
            if self._limits.per_group and self._is_group(chat_id):
                yield self._gate_of(f"group {chat_id}", self._limits.per_group, _MINUTE)
        if not reply:
            yield from self._pushes
        yield from self._all

    def _gate_of(self, name: str, places: int, seconds: float) -> RateGate:
        """Return the gate of one chat. It exists as long as it is in use."""
        return self._chats.setdefault(name, RateGate(places, seconds))
