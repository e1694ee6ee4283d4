"""Retries of calls that failed.

A push is tried once: the outbox knows when to come back to it. An answer has nobody behind it but its chat, and an
officer who just marked a duty done must see that it was taken, so it is tried again at the price of a rare duplicate.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import chain, repeat
from typing import Protocol, TypeVar

from scheduler.sending.errors import Passing, SendFailed, SlowDown, Unknown

T = TypeVar("T")

PAUSES = (0.5, 2.0, 5.0, 10.0, 20.0)
"""Seconds before the second try of an answer and each after it; the last one over and over."""
PATIENCE = 600.0
"""Seconds of tries after which an answer is given up that fails while other things work."""
WITHOUT_ANSWER = 2
"""Repeats of a call that had no answer: each may put the same message into the chat again."""
DOWNLOAD_PAUSES = (0.5, 2.0)
"""Seconds before the second and the third try of a call that a turn waits for."""
LONGEST_WAIT = 30.0
"""Seconds that such a call waits where the provider asks for a pause."""


class Attempt(Protocol):
    """A policy for a call, with or without retries; each try makes a new request. Raises the last `SendFailed`."""

    async def __call__(self, call: Callable[[], Awaitable[T]], /) -> T: ...


async def once(call: Callable[[], Awaitable[T]], /) -> T:
    """Make the call once."""
    return await call()


async def a_few_times(call: Callable[[], Awaitable[T]], /) -> T:
    """Make the call, and again after each of the `DOWNLOAD_PAUSES` if the failure may pass."""
    for pause in DOWNLOAD_PAUSES:
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


class AnswerRetries:
    """The policy for answers: they are tried until they arrive, as long as that is not hopeless.

    Only their own chat waits meanwhile. While nothing is received either (`is_offline`), no answer is given up.
    """

    def __init__(self, is_offline: Callable[[], bool], without_answer: int = WITHOUT_ANSWER) -> None:
        """Make the policy; a call without an answer is repeated `without_answer` times."""
        self._is_offline = is_offline
        self._without_answer = without_answer
        self._receiving = asyncio.Event()

    def wake(self) -> None:
        """Try at once what waits: receiving works again."""
        self._receiving.set()
        self._receiving.clear()

    async def __call__(self, call: Callable[[], Awaitable[T]], /) -> T:
        """Make the call until it succeeds. Raises the `SendFailed` of the last try."""
        now = asyncio.get_running_loop().time
        began, without_answer = now(), 0
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            failed: SendFailed
            wait: float | None
            try:
                return await call()
            except SlowDown as busy:
                failed, wait = busy, busy.retry_after
            except Passing as passing:
                failed, wait = passing, pause
            except Unknown as unknown:
                failed, wait = unknown, pause
                without_answer += 1
            if self._is_offline():
                began, without_answer = now(), 0
                wait = None if isinstance(failed, Unknown) else wait  # or each try might put it there once more
            elif now() + wait > began + PATIENCE or without_answer > self._without_answer:
                raise failed
            await self._pause(wait)
        raise AssertionError  # never: the pauses do not end

    async def _pause(self, seconds: float | None) -> None:
        """Wait so long, or until `wake`; None: only for that."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._receiving.wait()
