"""A network between a program and a PostgreSQL server that can be cut, or swallow everything for a while."""

import asyncio
import threading
from types import TracebackType
from typing import Self

from sqlalchemy import make_url

_BLOCK = 65_536


class Relay:
    """A way to the server at `address`, which listens on a socket of this machine, by TCP."""

    def __init__(self, address: str) -> None:
        self._url = make_url(address)
        self._socket = f"{self._url.query['host']}/.s.PGSQL.{self._url.query.get('port', 5432)}"
        self._flows = asyncio.Event()
        self._is_cut = False
        self._writers: set[asyncio.StreamWriter] = set()
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="relay", daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._leave: asyncio.Event
        self._port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._leave.set)
        self._thread.join(30)

    @property
    def address(self) -> str:
        """The address of the database by this way."""
        return self._url.set(host="127.0.0.1", port=self._port, query={}).render_as_string(hide_password=False)

    def cut(self) -> None:
        """End all connections, and refuse new ones: the server is away."""
        self._is_cut = True
        self._loop.call_soon_threadsafe(self._end_all)

    def hang(self) -> None:
        """Let nothing through any more, and end nothing."""
        self._loop.call_soon_threadsafe(self._flows.clear)

    def mend(self) -> None:
        """Let everything through again."""
        self._is_cut = False
        self._loop.call_soon_threadsafe(self._flows.set)

    def _end_all(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def _serve(self) -> None:
        self._loop, self._leave = asyncio.get_running_loop(), asyncio.Event()
        self._flows.set()
        server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._leave.wait()
        server.close()
        self._end_all()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        await self._flows.wait()
        there_reader, there = await asyncio.open_unix_connection(self._socket)
        both = {writer, there}
        self._writers |= both
        try:
            await asyncio.gather(self._pass_on(reader, there), self._pass_on(there_reader, writer))
        finally:
            self._writers -= both

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(_BLOCK):
                await self._flows.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()
