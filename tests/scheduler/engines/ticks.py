"""A job that counts its runs."""

import asyncio
from datetime import timedelta

from scheduler.engines.jobs import Job


class Ticks:
    """Counts runs and lets a test wait for the nth; an error in `ends` is what a run ends in."""

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

    def job(self, every: timedelta, name: str = "a tick", *, is_shared: bool = False) -> Job:
        return Job(name, self, every, is_shared)

    async def reach(self, number: int) -> None:
        async with asyncio.timeout(60), self._news:
            await self._news.wait_for(lambda: self.begun >= number)

    async def _count(self) -> None:
        async with self._news:
            self.begun += 1
            self._news.notify_all()
