"""The watchdog outside hears of the bot only while all is well."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.watchdog import Heartbeat, run_watchdog
from scheduler.auditor import Auditor

SECRET = "b7c1-secret-path"
OFTEN = timedelta(milliseconds=5)


class Watchdog:
    """Answers every ping with `status` and counts them."""

    def __init__(self) -> None:
        self.pings: list[str] = []
        self.status = 200
        self.url = ""
        self.heard = asyncio.Event()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.pings.append(head.decode().splitlines()[0])
        writer.write(f"HTTP/1.1 {self.status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        self.heard.set()


@pytest.fixture
async def watchdog() -> AsyncIterator[Watchdog]:
    dog = Watchdog()
    async with await asyncio.start_server(dog.answer, "127.0.0.1", 0) as server:
        dog.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/ping/{SECRET}"
        yield dog


class Looks(Auditor):
    """Finds what it is told to find, and lets a test wait until it has looked."""

    def __init__(self, *wells: bool) -> None:
        self._wells = list(wells)
        self.looked = 0

    def check(self) -> bool:
        self.looked += 1
        if not self._wells:
            raise ZeroDivisionError
        return self._wells.pop(0)


async def test_a_ping_is_one_get(watchdog: Watchdog) -> None:
    await Heartbeat(watchdog.url).beat()
    assert watchdog.pings == [f"GET /ping/{SECRET} HTTP/1.1"]


async def test_pings_that_do_not_arrive_are_said_once_and_without_the_address(
    watchdog: Watchdog, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    heartbeat = Heartbeat(watchdog.url)
    for watchdog.status in (200, 500, 500, 200, 200):
        await heartbeat.beat()
    told = [record.getMessage() for record in caplog.records]
    assert told == ["heartbeat: does not arrive (HTTPStatusError)", "heartbeat: arrives again"]
    assert SECRET not in caplog.text


async def test_it_is_pinged_only_while_all_is_well_and_the_watch_goes_on(watchdog: Watchdog) -> None:
    looks = Looks(False, False, True)
    watch = asyncio.create_task(run_watchdog(looks, Heartbeat(watchdog.url), OFTEN))
    async with asyncio.timeout(60):
        await watchdog.heard.wait()
        while looks.looked < 5:  # noqa: ASYNC110 - it stumbles by now, and tells nobody
            await asyncio.sleep(0.005)
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)
    assert len(watchdog.pings) == 1


async def test_without_an_address_the_watch_is_kept_all_the_same() -> None:
    looks = Looks(True, True)
    watch = asyncio.create_task(run_watchdog(looks, None, OFTEN))
    async with asyncio.timeout(60):
        while looks.looked < 2:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.005)
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)
