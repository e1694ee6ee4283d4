"""Local engine: ticks inside this process, on APScheduler.

Its job store holds the one recurring job and is not kept: what is due is in the registry, and the next tick makes up
for one that was missed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from data.errors import NhacviecError
from data.rules.viet_nam_time import VIET_NAM
from scheduler.clock import SystemClock

GRACE_SECONDS = 6.0
"""How long a stop waits for the tick it interrupts; with a channel's own grace after it the process ends in ten."""

logger = logging.getLogger(__name__)


class LocalEngine:
    """Engine that calls `tick` at once and then `every` so often (real time), never twice at a time."""

    def __init__(self, tick: Callable[[], Awaitable[None]], every: timedelta) -> None:
        self._tick = tick
        self._every = every
        self._running: asyncio.Task[None] | None = None
        self._clock_watch: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(timezone=VIET_NAM)

    def start(self) -> None:
        """Start on the running event loop."""
        job = self._scheduler.add_job(
            self._wake,
            IntervalTrigger(seconds=self._every.total_seconds(), timezone=VIET_NAM),
            next_run_time=SystemClock().now(),
            misfire_grace_time=None,  # a machine that was asleep ticks once, as soon as it is awake
        )
        self._scheduler.start()
        self._clock_watch = asyncio.create_task(self._follow_set_back_clock(job))

    async def stop(self) -> None:
        """Start no more ticks, cancel the running one and wait for its end, `GRACE_SECONDS` at most."""
        if self._clock_watch:
            self._clock_watch.cancel()
        self._scheduler.shutdown(wait=False)
        if self._running:
            self._running.cancel()
            await asyncio.wait({self._running}, timeout=GRACE_SECONDS)

    async def _follow_set_back_clock(self, job: Job) -> None:
        # The scheduler goes by the time of day: set back, it would sleep until the old time comes again.
        while True:
            await asyncio.sleep(self._every.total_seconds())
            now = SystemClock().now()
            if job.next_run_time > now + self._every:
                job.modify(next_run_time=now)

    async def _wake(self) -> None:
        # The tick is a task of its own: of a job that is still running or cancelled the scheduler writes warnings.
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run_tick())

    async def _run_tick(self) -> None:
        try:
            await self._tick()
        except NhacviecError as error:
            logger.error("a tick failed, the next one makes up for it: %s", error)
        except Exception:
            logger.exception("a tick failed, the next one makes up for it")
