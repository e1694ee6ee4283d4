"""The HTTP face of the running bot: whether it lives, and what its officers subscribe to."""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.routing import BaseRoute

from bot.http.app import build, sound

_AT_ONCE = 100
"""Connections; more are told to come again (503). Nobody waits behind somebody who asks too often."""


class HttpServer(uvicorn.Server):
    """Answers GET /healthz and `routes` on a socket that is listening, until cancelled."""

    def __init__(
        self, listening: socket.socket, routes: Sequence[BaseRoute], fault: Callable[[], str | None] = sound
    ) -> None:
        """`fault`: see `bot.http.app.build`."""
        self._listening = listening
        super().__init__(
            uvicorn.Config(
                build(routes, fault=fault),
                lifespan="off",
                log_config=None,
                access_log=False,  # addresses carry secrets
                server_header=False,
                limit_concurrency=_AT_ONCE,
            )
        )

    async def live(self) -> None:
        """Serves; a reverse proxy makes it public if need be."""
        await self.serve(sockets=[self._listening])

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The process listens to its signals itself."""
        yield
