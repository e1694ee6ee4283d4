"""GET /readyz: whether the process can do its work, and if not, why."""

import asyncio
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse

PATIENCE = 2.0
"""Seconds that the registry has for its answer; after that it counts as one that hangs."""
FRESH = 1.0
"""Seconds for which an answer is good: whoever asks more often costs nothing."""
DATABASE = "database"


class Readiness:
    """The answers to /readyz. `find_faults` looks at the registry, in a thread, and returns a word for each fault.

    Where one look hangs, no other is begun: the fault is then "database".
    """

    def __init__(self, find_faults: Callable[[], Sequence[str]], patience: float = PATIENCE) -> None:
        self._find_faults = find_faults
        self._patience = patience
        self._look: asyncio.Task[Sequence[str]] | None = None
        self._began = 0.0

    async def readyz(self, request: Request) -> JSONResponse:  # noqa: ARG002
        """Answer 200, or 503 with the faults."""
        now = asyncio.get_running_loop().time()
        if self._look is None or (self._look.done() and now >= self._began + FRESH):
            self._began = now
            self._look = asyncio.create_task(asyncio.to_thread(self._find_faults))
        left = max(0.0, self._began + self._patience - now)
        done, _pending = await asyncio.wait({self._look}, timeout=left)
        faults = [DATABASE] if not done or self._look.exception() else [*self._look.result()]
        return JSONResponse({"ok": not faults, "faults": faults}, 503 if faults else 200)
