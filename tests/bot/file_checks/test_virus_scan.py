"""Files are shown to clamd where the office has one; a clamd that does not answer is told of."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.file_checks.checks import FileChecks
from bot.file_checks.virus_scan import VirusScan
from bot.settings import SettingsRefused, load

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner takes for a virus, and is none."""
LONGEST = 1_000_000


class Clamd:
    """clamd as its manual describes it: PING, and INSTREAM with pieces of which the last is empty."""

    def __init__(self) -> None:
        self.seen: list[bytes] = []
        self.says: bytes | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        command = await reader.readuntil(b"\0")
        answer = b"PONG" if command == b"zPING\0" else await self._instream(reader)
        writer.write((answer if self.says is None else self.says) + b"\0")
        writer.close()

    async def _instream(self, reader: asyncio.StreamReader) -> bytes:
        content = b""
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            content += await reader.readexactly(size)
            if len(content) > LONGEST:
                return b"INSTREAM size limit exceeded. ERROR"
        self.seen.append(content)
        return b"stream: Eicar-Signature FOUND" if EICAR in content else b"stream: OK"


@asynccontextmanager
async def by_socket(clamd: Clamd, folder: Path) -> AsyncIterator[str]:
    async with await asyncio.start_unix_server(clamd.serve, folder / "clamd.ctl"):
        yield f"unix:{folder}/clamd.ctl"


@asynccontextmanager
async def by_port(clamd: Clamd, _folder: Path) -> AsyncIterator[str]:
    async with await asyncio.start_server(clamd.serve, "127.0.0.1") as server:
        yield f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"


Served = Callable[[Clamd, Path], AbstractAsyncContextManager[str]]


@pytest.mark.parametrize("served", [by_socket, by_port])
async def test_a_virus_is_refused_and_what_has_none_is_not(served: Served, tmp_path: Path) -> None:
    clamd, clean = Clamd(), bytes(range(256)) * 1000
    async with served(clamd, tmp_path) as address:
        checks = FileChecks(scan=VirusScan(address))
        assert await checks.find_fault("anh.jpg", EICAR) == "file_infected"
        assert await checks.find_fault("anh.jpg", clean) is None
        assert await VirusScan(address).find_trouble() is None
    assert clamd.seen == [EICAR, clean]


async def test_what_is_refused_anyhow_is_shown_to_no_scanner(tmp_path: Path) -> None:
    clamd = Clamd()
    async with by_socket(clamd, tmp_path) as address:
        assert await FileChecks(scan=VirusScan(address)).find_fault("a.docx", b"PK\x03\x04 broken")
    assert clamd.seen == []


@pytest.mark.parametrize(("required", "fault"), [(False, None), (True, "file_not_scanned")])
async def test_a_scanner_that_is_down_is_told_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, required: bool, fault: str | None
) -> None:
    caplog.set_level(logging.INFO)
    clamd, scan = Clamd(), VirusScan(f"unix:{tmp_path}/clamd.ctl", required=required)
    for _ in range(3):
        assert await scan.find_fault(b"a secret of the officer") == fault
    assert await scan.find_trouble() == "FileNotFoundError"
    async with by_socket(clamd, tmp_path):
        assert await scan.find_fault(b"a") is None
    said = [record.getMessage() for record in caplog.records]
    down, up = "clamd không trả lời (FileNotFoundError)", "clamd trả lời trở lại"
    assert [line.partition(":")[0] for line in said] == [down, up]
    assert "secret" not in caplog.text


async def test_one_that_hangs_or_talks_nonsense_is_down(tmp_path: Path) -> None:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_unix_server(hang, tmp_path / "clamd.ctl"):
        scan = VirusScan(f"unix:{tmp_path}/clamd.ctl", required=True, patience=0.05)
        assert await scan.find_fault(b"a") == "file_not_scanned"
        assert await scan.find_trouble() == "too slow"
    for nonsense in (b"", b"x" * 10_000, b"stream: Can't open file ERROR"):
        clamd = Clamd()
        clamd.says = nonsense
        async with by_port(clamd, tmp_path) as address:
            assert await VirusScan(address, required=True).find_fault(b"a") == "file_not_scanned"


async def test_a_file_that_is_too_long_for_clamd_was_not_scanned(tmp_path: Path) -> None:
    async with by_socket(Clamd(), tmp_path) as address:
        assert await VirusScan(address, required=True).find_fault(b"x" * (LONGEST + 1)) == "file_not_scanned"


@pytest.mark.parametrize(
    "written",
    [
        "clamd.ctl",
        "unix:clamd.ctl",
        "unix://host/clamd.ctl",
        "tcp://127.0.0.1",
        "http://a:1",
        "tcp://a:1/x",
        "tcp://a:99999",
    ],
)
def test_an_address_that_is_none_is_refused(settings: Callable[..., None], written: str) -> None:
    settings(clamd=written)
    with pytest.raises(SettingsRefused, match="NHACVIEC_CLAMD: cần unix:"):
        load()


def test_a_scanner_that_is_required_needs_an_address(settings: Callable[..., None]) -> None:
    settings(clamd_required="true")
    with pytest.raises(SettingsRefused, match="NHACVIEC_CLAMD: chưa đặt"):
        load()
