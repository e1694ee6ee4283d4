"""Files that came in, shown to a virus scanner: ClamAV's clamd, where the settings name one."""

import asyncio
import logging
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

PATIENCE = 60.0
"""Seconds for one file: of 20 MB that clamd unpacks and looks through."""
CONNECTING = 5.0
_PIECE = 64 * 1024
_LONGEST_ANSWER = 4096
_LENGTH = struct.Struct(">I")

_log = logging.getLogger(__name__)


class ScannerDown(Exception):
    """A scanner that gave no answer: `str(error)` says why, without anything of the file."""


@asynccontextmanager
async def _connected(address: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Yield a connection. Raises OSError and TimeoutError."""
    parts = urlsplit(address)
    async with asyncio.timeout(CONNECTING):
        if parts.scheme == "unix":
            reader, writer = await asyncio.open_unix_connection(parts.path, limit=_LONGEST_ANSWER)
        else:
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=_LONGEST_ANSWER)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


class VirusScan:
    """The scanner at `address`, "unix:/run/clamav/clamd.ctl" or "tcp://127.0.0.1:3310".

    Where it is `required`, no file is taken that it did not see.
    """

    def __init__(self, address: str, *, required: bool = False, patience: float = PATIENCE) -> None:
        self._address = address
        self._required = required
        self._patience = patience
        self._is_down = False

    async def find_fault(self, content: bytes) -> str | None:
        """Return why a file is refused, a reason of `data.errors.BadAnswer`; None if it is not. Never raises.

        A scanner that does not answer is told of in the log, once until it answers again.
        """
        try:
            infected = await self._scan(content)
        except ScannerDown as down:
            if not self._is_down:
                _log.warning("clamd không trả lời (%s): %s", down, _WITHOUT[self._required])
            self._is_down = True
            return "file_not_scanned" if self._required else None
        if self._is_down:
            _log.info("clamd trả lời trở lại")
        self._is_down = False
        if infected:
            _log.warning("a file (%d bytes) is refused: clamd found %s", len(content), infected)
        return "file_infected" if infected else None

    async def find_trouble(self) -> str | None:
        """Return why the scanner does not answer; None if it does."""
        try:
            said = await self._ask(b"zPING\0")
        except ScannerDown as down:
            return str(down)
        return None if said == "PONG" else "not clamd"

    async def _scan(self, content: bytes) -> str:
        """Return the name of what clamd found, "" for nothing. Raises ScannerDown."""
        pieces = [content[at : at + _PIECE] for at in range(0, len(content), _PIECE)]
        said = await self._ask(
            b"zINSTREAM\0", *(_LENGTH.pack(len(piece)) + piece for piece in pieces), _LENGTH.pack(0)
        )
        found = said.removeprefix("stream: ")
        if found == "OK":
            return ""
        if found.endswith(" FOUND"):
            return found.removesuffix(" FOUND")
        raise ScannerDown("it could not look at a file")

    async def _ask(self, *said: bytes) -> str:
        try:
            async with asyncio.timeout(self._patience), _connected(self._address) as (reader, writer):
                with suppress(ConnectionError):  # it may have answered and hung up before it had read everything
                    for piece in said:
                        writer.write(piece)
                        await writer.drain()
                answer = await reader.readuntil(b"\0")
        except TimeoutError:
            raise ScannerDown("too slow") from None
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            raise ScannerDown(type(error).__name__) from None
        return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()


_WITHOUT = {True: "không nhận tệp nào cho đến khi trả lời lại", False: "tệp vẫn được nhận mà chưa quét virus"}
