"""What every engine promises of its jobs: one run after another, whatever becomes of each, and an end that waits."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import make_url

from data.database.job_queue import prepare_queue
from data.errors import RegistryUnusable
from scheduler.engines import cluster, jobs, local
from scheduler.engines.cluster import ClusterEngine
from scheduler.engines.jobs import Engine, Job
from scheduler.engines.local import LocalEngine
from tests.databases.postgresql import PostgresqlServer
from tests.scheduler.engines.ticks import Ticks

SECOND = timedelta(seconds=1)
"""The shortest time between two runs of a shared job."""

Build = Callable[[Sequence[Job]], Engine]


@pytest.fixture(scope="module")
def queue(postgresql: PostgresqlServer) -> Iterator[str]:
    url = postgresql.new()
    yield url
    postgresql.drop(url)


@pytest.fixture(params=["local", "cluster"])
def build(request: pytest.FixtureRequest) -> Build:
    """How an engine is made of jobs; in a cluster all of these are shared."""
    if request.param == "local":
        return LocalEngine
    prepare = partial(prepare_queue, make_url(request.getfixturevalue("queue")))
    return lambda given: ClusterEngine([Job(job.name, job.run, job.every, True) for job in given], prepare)


async def test_the_first_run_comes_at_once(build: Build) -> None:
    ticks = Ticks()
    engine = build([ticks.job(timedelta(hours=1), "first")])
    engine.start()
    await ticks.reach(1)
    await engine.stop()
    assert ticks.finished == 1


async def test_a_run_that_fails_does_not_stop_the_next_and_other_jobs_go_on(
    build: Build, caplog: pytest.LogCaptureFixture
) -> None:
    ticks, others = Ticks(ZeroDivisionError(), RegistryUnusable("locked")), Ticks()
    engine = build([ticks.job(SECOND, "failing"), others.job(SECOND, "well")])
    engine.start()
    await ticks.reach(3)
    await others.reach(2)
    await engine.stop()
    told = [
        (record.levelno, record.exc_info is not None) for record in caplog.records if record.name == jobs.__name__
    ]
    assert told == [(logging.ERROR, True), (logging.ERROR, False)]
    assert ticks.most_at_once == 1


async def test_a_stop_waits_for_what_cannot_be_broken_off_and_takes_nothing_new(build: Build) -> None:
    ending, begun = asyncio.Event(), asyncio.Event()
    log = []

    async def run() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await ending.wait()
            log.append("finished")
            raise

    engine = build([Job("long", run, SECOND)])
    engine.start()
    async with asyncio.timeout(60):
        await begun.wait()
    stopping = asyncio.create_task(engine.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    ending.set()
    await stopping
    assert log == ["finished"]


async def test_a_stop_does_not_wait_for_ever(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    for engines in (local, cluster):
        monkeypatch.setattr(engines, "GRACE_SECONDS", 0.02)
    begun, never = asyncio.Event(), asyncio.Event()

    async def stubborn() -> None:
        begun.set()
        try:
            await never.wait()
        except asyncio.CancelledError:
            await never.wait()

    engine = build([Job("stubborn", stubborn, SECOND)])
    engine.start()
    async with asyncio.timeout(60):
        await begun.wait()
        await engine.stop()
    never.set()
    await asyncio.sleep(0.1)
