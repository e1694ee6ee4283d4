"""Workers: what they make, and what becomes of them."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.workers.frames import Registry
from bot.workers.pool import LONGEST, Workers
from data.errors import RegistryUnusable, Stale
from data.models import Agency
from data.store import Store
from handlers.base.messages import OpenRegistry, WorkFailed
from handlers.locales import get_language
from tests import factories


def name_of_agency(open_registry: OpenRegistry, agency_id: int) -> bytes:
    with open_registry() as session:
        found = session.get(Agency, agency_id)
        assert found
        return found.name.encode()


def tell_process(_open: OpenRegistry) -> bytes:
    return f"{os.getpid()} {os.nice(0)} {get_language()} {'NHACVIEC_X' in os.environ}".encode()


def print_and_make(_open: OpenRegistry) -> bytes:
    print("a library that talks")
    return b"made"


def stumble(_open: OpenRegistry, text: str) -> bytes:
    raise KeyError(text)


def find_stale(_open: OpenRegistry) -> bytes:
    raise Stale(duty_id=1, code="I.1", officer_id=2, by="A", at=datetime(2024, 1, 1, tzinfo=UTC), state="done")


def lose_registry(_open: OpenRegistry) -> bytes:
    raise RegistryUnusable("gone")


def die(_open: OpenRegistry) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def hang(_open: OpenRegistry) -> bytes:
    while True:
        time.sleep(0.01)


@asynccontextmanager
async def opened(address: str, **limits: float) -> AsyncIterator[Workers]:
    workers = Workers(Registry(address, "en"), **limits)  # type: ignore[arg-type]
    try:
        yield workers
    finally:
        await workers.close()


async def process_of(workers: Workers) -> int:
    return int((await workers.make(tell_process)).split()[0])


async def test_a_worker_reads_the_registry_and_prints_where_it_may(database_url: str) -> None:
    with closing(Store(database_url)) as store, store.write() as session:
        agency = factories.agency(session)
        agency_id, name = factories.known(agency.id), agency.name
    async with opened(database_url) as workers:
        assert (await workers.make(partial(name_of_agency, agency_id=agency_id))).decode() == name
        assert await workers.make(print_and_make) == b"made"


async def test_it_is_another_process_that_knows_its_place(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACVIEC_X", "secret")
    async with opened(database_url) as workers:
        process, nice, language, knows = (await workers.make(tell_process)).decode().split()
    assert (int(process) != os.getpid(), int(nice) > os.nice(0), language, knows) == (True, True, "en", "False")


async def test_what_fails_is_told_and_the_worker_goes_on(database_url: str) -> None:
    async with opened(database_url) as workers:
        first = await process_of(workers)
        with pytest.raises(WorkFailed, match="KeyError") as failed:
            await workers.make(partial(stumble, text="what an officer wrote"))
        assert "what an officer wrote" not in str(failed.value)
        with pytest.raises(Stale) as stale:
            await workers.make(find_stale)
        assert (stale.value.code, stale.value.at.year) == ("I.1", 2024)
        assert await process_of(workers) == first


async def test_work_that_cannot_be_handed_over_is_told_and_takes_no_worker(database_url: str) -> None:
    async with opened(database_url) as workers:
        with pytest.raises(WorkFailed, match="not to be handed over"):
            await workers.make(lambda _open: b"")
        assert not workers.resting
        first = await process_of(workers)
        with pytest.raises(WorkFailed):
            await workers.make(lambda _open: b"")
        assert await process_of(workers) == first


async def test_one_whose_registry_is_gone_is_replaced(database_url: str) -> None:
    async with opened(database_url) as workers:
        first = await process_of(workers)
        with pytest.raises(RegistryUnusable):
            await workers.make(lose_registry)
        assert await process_of(workers) != first


@pytest.mark.parametrize(("work", "said"), [(die, "ended with -9"), (hang, "too slow")])
async def test_one_that_dies_or_hangs_is_replaced(database_url: str, work: object, said: str) -> None:
    async with opened(database_url) as workers:
        first = await process_of(workers)
        workers._longest = 1.0 if work is hang else workers._longest
        with pytest.raises(WorkFailed, match=said):
            await workers.make(work)  # type: ignore[arg-type]
        workers._longest = LONGEST
        assert await process_of(workers) != first
        assert not is_running(first)


async def test_one_that_nobody_waits_for_is_killed(database_url: str) -> None:
    async with opened(database_url) as workers:
        first = await process_of(workers)
        waiting = asyncio.create_task(workers.make(hang))
        await until(lambda: not workers.resting)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert not is_running(first)


async def test_as_many_work_at_once_as_may(database_url: str) -> None:
    async with opened(database_url) as workers:
        several = await asyncio.gather(*(process_of(workers) for _ in range(6)))
    assert len(set(several)) <= 2


async def test_who_rests_too_long_ends(database_url: str) -> None:
    async with opened(database_url, idle=0.0) as workers:
        first = await process_of(workers)
        await until(lambda: not is_running(first))
        assert not workers.resting


async def until(seen: Callable[[], bool]) -> None:
    """Wait for what nobody tells of: the operating system, and the pool's own steps."""
    while not seen():  # noqa: ASYNC110
        await asyncio.sleep(0.01)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
