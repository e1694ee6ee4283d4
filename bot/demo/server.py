"""Server of the demo page on the loopback address, until Ctrl-C."""

import asyncio
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.routing import BaseRoute, Mount

from bot.channels.web.channel import WebChannel
from bot.demo.house import DemoHouse
from bot.demo.routes import STREAM, DemoRoutes
from bot.demo.year_beside import EARLY, YearBeside
from bot.http.app import build_app
from bot.http.request_guard import LOOPBACK_ONLY
from bot.page.routes import STREAM as PAGE_STREAM

SECONDS_TO_FINISH = 5
_STREAMS = (STREAM, PAGE_STREAM)


class DemoServer(uvicorn.Server):
    """The demo's office, web channel and page, from start to end."""

    def __init__(self, house: DemoHouse, year: YearBeside | None = None) -> None:
        """Make the server of `house`; with a `year` that is served at / and of `house` at `year_beside.EARLY`."""
        self._house = house
        self._year = year
        self._web = WebChannel(house.converse, house.panel.now, house.history, house.journal)
        routes = routes_of(house, self._web)
        if year:
            routes = [Mount(EARLY, routes=routes), Mount("/", year)]
        endless = [*_STREAMS, *(f"{EARLY}{stream}" for stream in _STREAMS)]
        app = build_app(routes, LOOPBACK_ONLY, endless=endless)
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
        """Serve on `listening` while the office runs; return when both have stopped. Raises what ended a play."""
        async with self._house.running(self._web):
            if self._year is None:
                await self.serve(sockets=[listening])
                return
            living = asyncio.create_task(self._year.live())
            living.add_done_callback(self._end)
            await self.serve(sockets=[listening])
            await living

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the pages' streams, then shut down: uvicorn waits for streams, which do not end by themselves."""
        self._web.close()
        if self._year:
            self._year.stop()
        await super().shutdown(sockets)

    def _end(self, _living: "asyncio.Task[None]") -> None:
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Make Ctrl-C and SIGTERM end the server only: uvicorn would raise them again too early."""
        handlers = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)


def routes_of(house: DemoHouse, channel: WebChannel) -> list[BaseRoute]:
    """Return all routes of an office whose page is shown by `channel`."""
    return [*house.list_routes(channel), *DemoRoutes(house, channel).routes()]
