"""An event loop whose time passes as soon as nothing is left to do: minutes of waiting take milliseconds."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
Clock = Callable[[], float]


class _Sleepless(selectors.SelectSelector):
    """A selector that lets virtual time pass instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "everybody waits for something that never comes"
            self.now += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """The loop. Nothing in it may wait for the network or for threads: that takes no virtual time."""

    def __init__(self) -> None:
        self._sleepless = _Sleepless()
        super().__init__(self._sleepless)

    def time(self) -> float:
        """Return the seconds that have passed."""
        return self._sleepless.now


def run_in_virtual_time(work: Callable[[Clock], Awaitable[T]]) -> T:
    """Run `work(clock)` to its end and return its result; `clock` gives the virtual time in seconds."""
    loop = VirtualLoop()

    async def run() -> T:
        return await work(loop.time)

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(run())
