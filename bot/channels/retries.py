"""How often a call is tried.

A push is tried once: the outbox knows when to come back to it. An answer has nobody behind it, and an officer
who just marked a duty done must see that it was taken, so it is tried again at the price of a rare duplicate.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from scheduler.sending.errors import Passing, SlowDown, Unknown

T = TypeVar("T")

PAUSES = (0.5, 2.0)
"""Seconds before the second and the third try."""
LONGEST_WAIT = 30.0
"""Seconds that an answer waits where Telegram asks for a pause; after more it would answer a forgotten question."""


class Attempt(Protocol):
    """A way to make a call; `call` starts a fresh one. Raises the `SendFailed` of the last."""

    async def __call__(self, call: Callable[[], Awaitable[T]], /) -> T: ...


async def once(call: Callable[[], Awaitable[T]], /) -> T:
    """One try."""
    return await call()


async def with_retries(call: Callable[[], Awaitable[T]], /) -> T:
    """As many tries as there are `PAUSES`, and one more."""
    for pause in PAUSES:
        try:
            return await call()
        except SlowDown as busy:
            if busy.retry_after > LONGEST_WAIT:
                raise
            wait = busy.retry_after
        except (Passing, Unknown):
            wait = pause
        await asyncio.sleep(wait)
    return await call()
