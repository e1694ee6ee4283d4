"""Server of the demo page on the loopback address, until Ctrl-C."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.channels.web.channel import WebChannel
from bot.demo.house import DemoHouse
from bot.demo.routes import STREAM, DemoRoutes
from bot.http.app import build_app
from bot.http.request_guard import LOOPBACK_ONLY
from bot.page.routes import STREAM as PAGE_STREAM

SECONDS_TO_FINISH = 5


class DemoServer(uvicorn.Server):
    """The demo's office, web channel and page, from start to end."""

    def __init__(self, house: DemoHouse) -> None:
        self._house = house
        self._web = WebChannel(house.converse, house.panel.now, house.history, house.journal)
        routes = [*house.list_routes(self._web), *DemoRoutes(house, self._web).routes()]
        app = build_app(routes, LOOPBACK_ONLY, endless=[STREAM, PAGE_STREAM])
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
        """Serve on `listening` while the office runs; return when both have stopped."""
        async with self._house.running(self._web):
            await self.serve(sockets=[listening])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the pages' streams, then shut down: uvicorn waits for streams, which do not end by themselves."""
        self._web.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Make Ctrl-C and SIGTERM end the server only: uvicorn would raise them again too early."""
        handlers = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
