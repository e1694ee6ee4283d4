"""Ticks: one after the other, whatever becomes of each, and an end that waits."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

import pytest

from data.errors import RegistryUnusable
from data.registry.office.health import read_health
from scheduler.engines import local
from scheduler.engines.local import LocalEngine
from tests.scheduler.office import Office, morning

OFTEN = timedelta(milliseconds=10)


class Ticks:
    """Counts ticks and lets a test wait for the nth; an error in `ends` is what a tick ends in."""

    def __init__(self, *ends: Exception) -> None:
        self.ends = list(ends)
        self.begun = 0
        self.at_once = 0
        self.most_at_once = 0
        self.finished = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self._news = asyncio.Condition()

    async def __call__(self) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self._count()
            await self.gate.wait()
            if self.ends:
                raise self.ends.pop(0)
        finally:
            self.at_once -= 1
        self.finished += 1

    async def reach(self, number: int) -> None:
        async with asyncio.timeout(60), self._news:
            await self._news.wait_for(lambda: self.begun >= number)

    async def _count(self) -> None:
        async with self._news:
            self.begun += 1
            self._news.notify_all()


class Woken(LocalEngine):
    """Counts how often the scheduler calls, whether that begins a tick or not."""

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        self.called = asyncio.Semaphore(0)

    async def _wake(self) -> None:
        await super()._wake()
        self.called.release()


async def test_the_first_tick_comes_at_once() -> None:
    ticks = Ticks()
    engine = LocalEngine(ticks, timedelta(hours=1))
    engine.start()
    await ticks.reach(1)
    await engine.stop()
    assert ticks.finished == 1


async def test_a_tick_that_fails_does_not_stop_the_next(caplog: pytest.LogCaptureFixture) -> None:
    ticks = Ticks(ZeroDivisionError(), RegistryUnusable("locked"))
    engine = LocalEngine(ticks, OFTEN)
    engine.start()
    await ticks.reach(4)
    await engine.stop()
    told = [
        (record.levelno, record.exc_info is not None) for record in caplog.records if record.name == local.__name__
    ]
    assert told == [(logging.ERROR, True), (logging.ERROR, False)]


async def test_a_tick_is_never_overlapped_by_the_next(caplog: pytest.LogCaptureFixture) -> None:
    ticks = Ticks()
    ticks.gate.clear()
    engine = Woken(ticks, OFTEN)
    engine.start()
    async with asyncio.timeout(60):
        for _ in range(5):
            await engine.called.acquire()
    assert (ticks.begun, ticks.most_at_once) == (1, 1)
    ticks.gate.set()
    await ticks.reach(3)
    await engine.stop()
    assert ticks.most_at_once == 1
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_stop_waits_for_what_cannot_be_broken_off_and_takes_nothing_new() -> None:
    ending = asyncio.Event()
    begun = asyncio.Event()
    log = []

    async def tick() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await ending.wait()
            log.append("finished")
            raise

    engine = LocalEngine(tick, OFTEN)
    engine.start()
    await begun.wait()
    stopping = asyncio.create_task(engine.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    ending.set()
    await stopping
    assert log == ["finished"]


async def test_a_stop_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "GRACE_SECONDS", 0.02)
    begun, never = asyncio.Event(), asyncio.Event()

    async def stubborn() -> None:
        begun.set()
        try:
            await never.wait()
        except asyncio.CancelledError:
            await never.wait()

    engine = LocalEngine(stubborn, OFTEN)
    engine.start()
    await begun.wait()
    async with asyncio.timeout(60):
        await engine.stop()
    never.set()
    await asyncio.sleep(0)


async def test_a_tick_leaves_a_sign_of_life(office: Office) -> None:
    await office.tick(morning("2024-03-08"))
    with office.store.read() as session:
        found = read_health(session)
    assert (found.last_tick, found.trouble) == (morning("2024-03-08"), None)


@pytest.mark.parametrize(
    ("error", "told"),
    [(RegistryUnusable("full"), "registry unusable: full"), (ValueError("what an officer wrote"), "ValueError")],
)
async def test_a_tick_in_trouble_says_so_until_the_next_goes_well(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def plan_due(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr("scheduler.tick.plan_due", plan_due)
        with pytest.raises(type(error)):
            await office.tick(morning("2024-03-08"))
    with office.store.read() as session:
        assert read_health(session).trouble == told
    await office.tick(morning("2024-03-08", 9))
    with office.store.read() as session:
        assert read_health(session).trouble is None
