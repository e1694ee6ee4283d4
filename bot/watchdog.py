"""Pings to an outside watchdog while the office is well: when they stop, it raises the alarm."""

import asyncio
import logging
from datetime import timedelta

import httpx

from scheduler.auditor import Auditor

EVERY = timedelta(minutes=1)
"""Real time between two looks at the office."""
_PATIENCE = 10.0
"""Seconds."""

_log = logging.getLogger(__name__)


class Heartbeat:
    """The pings of `url`, which may hold a secret and is never written to the log."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._arrived = True

    async def beat(self) -> None:
        """Send one GET. A failure is logged once, and so is the next success."""
        try:
            async with httpx.AsyncClient(timeout=_PATIENCE, follow_redirects=True) as client:
                (await client.get(self._url)).raise_for_status()
        except httpx.HTTPError as error:
            self._note(arrived=False, detail=type(error).__name__)
        else:
            self._note(arrived=True)

    def _note(self, *, arrived: bool, detail: str = "") -> None:
        if arrived != self._arrived:
            self._arrived = arrived
            _log.warning("heartbeat: %s", "arrives again" if arrived else f"does not arrive ({detail})")


async def run_watchdog(auditor: Auditor, heartbeat: Heartbeat | None, every: timedelta = EVERY) -> None:
    """Audit the office at every interval (real time) until cancelled, and ping while it is well.

    Runs apart from the engine, which may hang.
    """
    while True:
        await asyncio.sleep(every.total_seconds())
        try:
            if await asyncio.to_thread(auditor.check) and heartbeat:
                await heartbeat.beat()
        except Exception:  # noqa: BLE001 - a watch that ends is worse than one that stumbles
            _log.exception("the office could not be looked at")
