"""Life of the bot's process: parts run side by side until a signal, and end in order."""

import asyncio
import signal
from collections.abc import Coroutine, Sequence
from typing import Any

from scheduler.engines.jobs import Engine


class Process:
    """Tasks that run side by side, and the engine that drives the ticks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._tasks: list[asyncio.Task[None]] = []

    def start(self, parts: Sequence[Coroutine[Any, Any, None]]) -> None:
        """Start `parts`, then the engine."""
        self._tasks = [asyncio.create_task(part) for part in parts]
        self._engine.start()

    async def run_until_signal(self) -> None:
        """Wait for SIGTERM or SIGINT, then stop the engine and the parts, within ten seconds.

        Ends at once with the error of a part that fails.
        """
        try:
            await self._wait()
        finally:
            # The engine first: what it has on its way still needs the channels.
            await self._engine.stop()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _wait(self) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        waiting = asyncio.create_task(stop.wait())
        done, _pending = await asyncio.wait([waiting, *self._tasks], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        for task in done:
            task.result()
