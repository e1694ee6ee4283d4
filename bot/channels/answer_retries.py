"""Retries of calls that failed.

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
"""Seconds that an answer waits where the provider asks for a pause; a later one would answer a forgotten question."""


class Attempt(Protocol):
    """A policy for a call, with or without retries; each try makes a new request. Raises the last `SendFailed`."""

    async def __call__(self, call: Callable[[], Awaitable[T]], /) -> T: ...


async def once(call: Callable[[], Awaitable[T]], /) -> T:
    """Make the call once."""
    return await call()


async def with_retries(call: Callable[[], Awaitable[T]], /) -> T:
    """Make the call, and again after each of the `PAUSES` if the failure may pass."""
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
