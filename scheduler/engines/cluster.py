"""Cluster engine: jobs of several processes on one PostgreSQL, on procrastinate.

What is shared is put into procrastinate's queue each time by whichever process is first, and done by one; what one
held that died is done by another. As with every engine the truth is in the registry: the queue may be lost.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from procrastinate import App, JobContext, PsycopgConnector, exceptions
from procrastinate.jobs import Status
from procrastinate.utils import utcnow

from scheduler.engines.jobs import Job
from scheduler.engines.local import GRACE_SECONDS, LocalEngine

HEARTBEAT = 2.0
"""Seconds between two signs of life of a worker."""
STALLED = 8.0
"""Seconds without one after which its jobs are another's."""
_POLL = 2.0
_AGAIN = 2.0
_DAY = 86_400

_log = logging.getLogger(__name__)
logging.getLogger("procrastinate").setLevel(logging.CRITICAL)  # of what it cannot do the engine tells, in a line

Prepare = Callable[[], Mapping[str, Any]]
"""Makes the queue unless it is there; returns the settings (psycopg) of connections to it. It blocks."""


class ClusterEngine:
    """Engine of several processes (`scheduler.engines.jobs.Engine`): shared jobs go through the queue, others not."""

    def __init__(self, jobs: Sequence[Job], prepare: Prepare, *, stalled: float = STALLED) -> None:
        self._own = LocalEngine([job for job in jobs if not job.is_shared])
        self._shared = [job for job in jobs if job.is_shared]
        self._prepare = prepare
        self._stalled = stalled
        self._working: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start on the running event loop."""
        self._own.start()
        self._working = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """Start no more jobs, cancel those that run and wait for their end, `GRACE_SECONDS` at most."""
        ends = [self._own.stop()]
        if self._working:
            self._working.cancel()
            ends.append(_wait_for(self._working))
        await asyncio.gather(*ends)

    async def _work(self) -> None:
        """Work on the queue; where it cannot be used, try again until it can."""
        while True:
            try:
                ended: set[int] = set()
                app = build_app(self._shared, await asyncio.to_thread(self._prepare), ended)
                async with app.open_async():
                    rescuing = asyncio.create_task(self._rescue(app, ended))
                    try:
                        await self._defer_at_once(app)
                        await self._run_worker(app)
                    finally:
                        rescuing.cancel()
            except Exception as error:  # noqa: BLE001 - of the server, of the library: the queue is needed again
                _log.warning("hàng đợi công việc chưa dùng được (%s), sẽ thử lại", type(error).__name__)
            await asyncio.sleep(_AGAIN)

    async def _run_worker(self, app: App) -> None:
        await app.run_worker_async(
            concurrency=len(self._shared),
            install_signal_handlers=False,
            fetch_job_polling_interval=_POLL,
            shutdown_graceful_timeout=0.0,
            delete_jobs="always",
            update_heartbeat_interval=self._stalled / 4,
            stalled_worker_timeout=self._stalled,
        )

    async def _defer_at_once(self, app: App) -> None:
        """Put every job into the queue: the first process begins at once, for others it is one run more."""
        for job in self._shared:
            with suppress(exceptions.AlreadyEnqueued):
                await app.configure_task(job.name, queueing_lock=job.name, lock=job.name).defer_async(timestamp=0)

    async def _rescue(self, app: App, ended: set[int]) -> None:
        """Let what dead processes left be done by others, and what ended here be as ended in the queue."""
        while True:
            before = frozenset(ended)
            await asyncio.sleep(self._stalled / 4)
            try:
                await rescue(app, self._stalled)
                await finish(app, before)
                ended -= before
            except Exception as error:  # noqa: BLE001 - the worker ends if the server is away, and this with it
                _log.warning("chưa xem được công việc dở dang (%s)", type(error).__name__)


async def _wait_for(task: asyncio.Task[None]) -> None:
    await asyncio.wait({task}, timeout=GRACE_SECONDS)


def build_app(jobs: Sequence[Job], connection: Mapping[str, Any], ended: set[int]) -> App:
    """Return an app whose tasks are `jobs`, each at the seconds at which it is due.

    The numbers of those that ended here are added to `ended`.
    """
    app = App(connector=PsycopgConnector(kwargs=dict(connection), min_size=1, max_size=4, timeout=5.0))
    for job in jobs:
        _add_task(app, job, ended)
    return app


def _add_task(app: App, job: Job, ended: set[int]) -> None:
    async def run(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - given to every periodic task
        try:
            await job.run_logged()
        finally:
            ended.add(context.job.id or 0)

    # One waits at most, and one runs: `lock` keeps a second from beginning while another process is at the first.
    task = app.task(name=job.name, pass_context=True, queueing_lock=job.name, lock=job.name)(run)
    app.periodic(cron=cron_of(job.every.total_seconds()), periodic_id=job.name)(task)


async def finish(app: App, ended: Collection[int]) -> int:
    """Finish the jobs that are still held by this process though they have `ended`; return how many there were.

    The library says once that a job has ended. If the server is away just then, the job would be held for as long as
    this process lives, and keep all others from being begun.
    """
    if not ended:
        return 0
    held = [job for job in await app.job_manager.list_jobs_async(status=Status.DOING.value) if job.id in ended]
    for job in held:
        await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)
    return len(held)


def cron_of(seconds: float) -> str:
    """Return when something is due that is done every so many seconds, in procrastinate's form: seconds last."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"* * * * * */{whole}"
    if whole < 3600:
        return f"*/{whole // 60} * * * * 0"
    if whole < _DAY:
        return f"0 */{whole // 3600} * * * 0"
    return "0 0 * * * 0"


async def rescue(app: App, stalled: float = STALLED) -> int:
    """Let jobs of workers without a sign of life for `stalled` seconds be done anew; return how many there were.

    One whose successor waits in the queue already is finished: the successor does the same.
    """
    jobs = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled))
    for job in jobs:
        try:
            await app.job_manager.retry_job(job, retry_at=utcnow())
        except (exceptions.AlreadyEnqueued, exceptions.UniqueViolation):
            await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)
    return len(jobs)
