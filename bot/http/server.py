"""HTTP server of the running bot: health, and calendars to subscribe to."""

import socket
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.routing import BaseRoute

from bot.http.app import build_app, no_fault
from bot.http.readiness import Readiness
from bot.http.slow_connections import timed_protocol


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
            )
        )

    async def live(self) -> None:
        """Serve until cancelled. A reverse proxy makes it public."""
        await self.serve(sockets=[self._listening])

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the process."""
        yield
