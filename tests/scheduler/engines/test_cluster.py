"""Jobs of several processes: each is done by one of them, and what a dead one left is done by another."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from functools import partial

import pytest
from procrastinate import App
from sqlalchemy import make_url

from data.database.job_queue import prepare_queue
from scheduler.engines.cluster import ClusterEngine, build_app, cron_of, finish, rescue
from tests.databases.postgresql import PostgresqlServer
from tests.scheduler.engines.ticks import Ticks

SECOND = timedelta(seconds=1)


@pytest.fixture
def server(postgresql: PostgresqlServer) -> Iterator[str]:
    url = postgresql.new()
    yield url
    postgresql.drop(url)


@pytest.fixture
async def app(server: str) -> AsyncIterator[App]:
    """The queue of one job, without anybody who works on it."""
    app = build_app([Ticks().job(timedelta(days=1), "lost")], prepare_queue(make_url(server)), set())
    async with app.open_async():
        yield app


async def count(app: App, condition: str) -> int:
    found = await app.connector.execute_query_one_async(
        f"SELECT count(*) AS number FROM procrastinate_jobs WHERE {condition}"
    )
    return int(found["number"])


async def test_of_several_engines_one_does_what_is_shared_and_each_what_is_not(server: str) -> None:
    shared, own = Ticks(), [Ticks(), Ticks()]
    engines = [
        ClusterEngine(
            [shared.job(SECOND, "plan", is_shared=True), ticks.job(SECOND, "push")],
            partial(prepare_queue, make_url(server)),
        )
        for ticks in own
    ]
    for engine in engines:
        engine.start()
    await asyncio.gather(shared.reach(3), *(ticks.reach(2) for ticks in own))
    await asyncio.gather(*(engine.stop() for engine in engines))
    assert shared.most_at_once == 1


async def left_by_a_dead_worker(app: App) -> None:
    await app.configure_task("lost", queueing_lock="lost", lock="lost").defer_async(timestamp=0)
    worker = await app.job_manager.register_worker()
    assert await app.job_manager.fetch_job(queues=None, worker_id=worker)
    await app.connector.execute_query_async(
        "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
    )


async def test_what_a_dead_process_left_is_done_anew(app: App) -> None:
    await left_by_a_dead_worker(app)
    assert await rescue(app) == 1
    assert await count(app, "status = 'todo'") == 1
    assert await rescue(app) == 0


async def test_what_a_dead_process_left_is_finished_where_its_successor_waits_already(app: App) -> None:
    await left_by_a_dead_worker(app)
    await app.configure_task("lost", queueing_lock="lost", lock="lost").defer_async(timestamp=1)
    assert await rescue(app) == 1
    assert (await count(app, "true"), await count(app, "status = 'todo'")) == (1, 1)
    assert await rescue(app) == 0


async def test_what_ended_while_the_server_was_away_is_not_held_for_ever(app: App) -> None:
    await app.configure_task("lost", queueing_lock="lost", lock="lost").defer_async(timestamp=0)
    worker = await app.job_manager.register_worker()
    job = await app.job_manager.fetch_job(queues=None, worker_id=worker)
    assert job
    assert await finish(app, {(job.id or 0) + 1}) == 0
    assert await finish(app, {job.id or 0}) == 1
    assert await count(app, "true") == 0


async def test_work_goes_on_after_the_server_ended_all_connections(server: str, app: App) -> None:
    ticks = Ticks()
    engine = ClusterEngine([ticks.job(SECOND, is_shared=True)], partial(prepare_queue, make_url(server)))
    engine.start()
    await ticks.reach(1)
    await app.connector.execute_query_async(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'nhacviec jobs' AND pid <> pg_backend_pid()"
    )
    await ticks.reach(ticks.begun + 2)
    await engine.stop()


@pytest.mark.parametrize(
    ("seconds", "cron"),
    [
        (0.05, "* * * * * */1"),
        (20, "* * * * * */20"),
        (60, "*/1 * * * * 0"),
        (1800, "*/30 * * * * 0"),
        (21_600, "0 */6 * * * 0"),
        (86_400, "0 0 * * * 0"),
    ],
)
def test_the_seconds_of_a_cron_stand_last(seconds: float, cron: str) -> None:
    assert cron_of(seconds) == cron
