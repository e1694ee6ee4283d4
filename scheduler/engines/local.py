"""Local engine: jobs inside this process, on APScheduler.

Its job store holds recurring jobs and is not kept: what is due is in the registry, and the next run makes up for one
that was missed.
"""

import asyncio
from collections.abc import Sequence

from apscheduler.job import Job as RecurringJob
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from data.rules.viet_nam_time import VIET_NAM
from scheduler.clock import SystemClock
from scheduler.engines.jobs import Job

GRACE_SECONDS = 6.0
"""How long a stop waits for the jobs it interrupts; with a channel's own grace after it the process ends in ten."""


class LocalEngine:
    """Engine that runs every job at once and then as often as it says (`scheduler.engines.jobs.Engine`)."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._running: dict[str, asyncio.Task[None]] = {}
        self._clock_watches: list[asyncio.Task[None]] = []
        self._scheduler = AsyncIOScheduler(timezone=VIET_NAM)

    def start(self) -> None:
        """Start on the running event loop."""
        recurring = [
            self._scheduler.add_job(
                self._wake,
                IntervalTrigger(seconds=job.every.total_seconds(), timezone=VIET_NAM),
                args=[job],
                next_run_time=SystemClock().now(),
                misfire_grace_time=None,  # a machine that was asleep runs it once, as soon as it is awake
            )
            for job in self._jobs
        ]
        self._scheduler.start()
        self._clock_watches = [
            asyncio.create_task(self._follow_set_back_clock(job, one))
            for job, one in zip(self._jobs, recurring, strict=True)
        ]

    async def stop(self) -> None:
        """Start no more jobs, cancel those that run and wait for their end, `GRACE_SECONDS` at most."""
        for watch in self._clock_watches:
            watch.cancel()
        self._scheduler.shutdown(wait=False)
        running = [task for task in self._running.values() if not task.done()]
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=GRACE_SECONDS)

    async def _follow_set_back_clock(self, job: Job, recurring: RecurringJob) -> None:
        # The scheduler goes by the time of day: set back, it would sleep until the old time comes again.
        while True:
            await asyncio.sleep(job.every.total_seconds())
            now = SystemClock().now()
            if recurring.next_run_time > now + job.every:
                recurring.modify(next_run_time=now)

    async def _wake(self, job: Job) -> None:
        # The run is a task of its own: of a job that is still running or cancelled the scheduler writes warnings.
        before = self._running.get(job.name)
        if before is None or before.done():
            self._running[job.name] = asyncio.create_task(job.run_logged())
