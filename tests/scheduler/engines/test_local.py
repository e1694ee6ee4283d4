"""What only the local engine does: it is called often, and says nothing of what it leaves out."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

import pytest

from scheduler.engines.local import LocalEngine
from tests.scheduler.engines.ticks import Ticks

OFTEN = timedelta(milliseconds=10)


class Woken(LocalEngine):
    """Counts how often the scheduler calls, whether that begins a run or not."""

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        self.called = asyncio.Semaphore(0)

    async def _wake(self, *about: Any) -> None:
        await super()._wake(*about)
        self.called.release()


async def test_a_tick_is_never_overlapped_by_the_next(caplog: pytest.LogCaptureFixture) -> None:
    ticks = Ticks()
    ticks.gate.clear()
    engine = Woken([ticks.job(OFTEN)])
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
