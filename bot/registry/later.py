"""Writes that may wait for company: soon, once for all that was asked for meanwhile."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from data.errors import NhacviecError

_log = logging.getLogger(__name__)


class Later:
    """Calls `flush` within `soon` seconds after it was asked for; after a failure, logged as `failure`, again."""

    def __init__(self, flush: Callable[[], Awaitable[None]], soon: float, again: float, failure: str) -> None:
        self._flush = flush
        self._soon = soon
        self._again = again
        self._failure = failure
        self._timer: asyncio.TimerHandle | None = None
        self._flushing: asyncio.Task[None] | None = None

    def ask(self) -> None:
        """Have `flush` called, unless it will be anyhow."""
        self._call_in(self._soon)

    def _call_in(self, seconds: float) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._start)

    def _start(self) -> None:
        self._timer = None
        self._flushing = asyncio.create_task(self._flush_or_try_later())

    async def _flush_or_try_later(self) -> None:
        try:
            await self._flush()
        except NhacviecError as error:
            _log.warning("%s: %s", self._failure, error)
            self._call_in(self._again)
