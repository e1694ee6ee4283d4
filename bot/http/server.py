"""HTTP server of the running bot: health, and calendars to subscribe to."""

import asyncio
import socket
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.routing import BaseRoute

from bot.http.app import build_app, no_fault
from bot.http.readiness import Readiness
from bot.http.slow_connections import timed_protocol

SECONDS_TO_FINISH = 5
"""Streams of pages end when their channel closes; the rest is told to come again."""


class HttpServer(uvicorn.Server):
    """A server of GET /healthz and `routes` on a listening socket. It keeps none for whom nothing arrives."""

    def __init__(
        self,
        listening: socket.socket,
        routes: Sequence[BaseRoute],
        fault: Callable[[], str | None] = no_fault,
        readiness: Readiness | None = None,
        endless: Collection[str] = (),
    ) -> None:
        """Make the server. `fault`, `readiness`, `endless`: see `bot.http.app.build_app`."""
        self._listening = listening
        super().__init__(
            uvicorn.Config(
                build_app(routes, fault=fault, readiness=readiness, endless=endless),
                http=timed_protocol(),
                lifespan="off",
                log_config=None,
                access_log=False,  # addresses carry secrets
                server_header=False,
                timeout_graceful_shutdown=SECONDS_TO_FINISH,
            )
        )

    async def live(self) -> None:
        """Serve until cancelled; what is being answered then is answered. A reverse proxy makes it public."""
        serving = asyncio.create_task(self.serve(sockets=[self._listening]))
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            self.should_exit = True
            await asyncio.wait([serving])
            raise

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the process."""
        yield
