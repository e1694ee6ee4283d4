"""Steps aside of a turn that waits for something slow: others go on meanwhile."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Slots(Protocol):
    """Places of turns that are worked on."""

    async def without_slot(self, wait: Callable[[], Awaitable[Any]]) -> Any:
        """Await `wait()` while another turn has the place."""
        ...


def _stay() -> None:
    """Stay in order: nothing waits behind this turn."""


leave_order: ContextVar[Callable[[], None]] = ContextVar("leave_order", default=_stay)
"""Lets the next update of the chat go on; set by whoever keeps the order of the chat."""
held_slots: ContextVar[Slots | None] = ContextVar("held_slots", default=None)
"""The places of which this turn holds one; set by whoever gave it."""


async def wait_in_order(wait: Callable[[], Awaitable[T]]) -> T:
    """Await `wait()`; the turns of other chats go on, what its own chat says next waits."""
    slots = held_slots.get()
    result: T = await (slots.without_slot(wait) if slots else wait())
    return result


async def wait_aside(wait: Callable[[], Awaitable[T]]) -> T:
    """Await `wait()`; everything else goes on, also what its own chat says next."""
    leave_order.get()()
    return await wait_in_order(wait)
