"""The HTTP face of the running bot: whether it lives."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.http.app import build


class HealthServer(uvicorn.Server):
    """Answers GET /healthz on a socket that is listening, until cancelled."""

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        super().__init__(uvicorn.Config(build(), lifespan="off", log_config=None, server_header=False))

    async def live(self) -> None:
        """Serves; a reverse proxy makes it public if need be."""
        await self.serve(sockets=[self._listening])

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The process listens to its signals itself."""
        yield
