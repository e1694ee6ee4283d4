"""Serves the demo page on the loopback address until Ctrl-C."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.channels.web.channel import WebChannel
from bot.demo.house import DemoHouse
from bot.demo.routes import DemoRoutes
from bot.http.app import build
from bot.http.calendar_feed import FeedRoutes
from bot.http.request_guard import LOOPBACK_ONLY

SECONDS_TO_FINISH = 5


class DemoServer(uvicorn.Server):
    """One house, its web channel and the page, from start to orderly end."""

    def __init__(self, house: DemoHouse) -> None:
        self._house = house
        self._web = WebChannel(house.converse, house.panel.now)
        routes = [*FeedRoutes(house.feed).routes(), *DemoRoutes(house, self._web).routes()]
        app = build(routes, LOOPBACK_ONLY)
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="off",
                log_config=None,
                access_log=False,  # addresses carry chat ids
                server_header=False,
                timeout_graceful_shutdown=SECONDS_TO_FINISH,
            )
        )

    async def live(self, listening: socket.socket) -> None:
        """Serves on `listening` while the house runs; returns when told to stop and both have ended."""
        async with self._house.running(self._web):
            await self.serve(sockets=[listening])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends the pages' streams first: uvicorn waits for them, and they would never end by themselves."""
        self._web.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ctrl-C and SIGTERM end the serving only: uvicorn would raise them again before the house has closed."""
        handlers = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
