"""Connections on which nothing arrives end, and keep nobody else out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.http import server, slow_connections
from bot.http.listening import listen
from bot.http.server import HttpServer
from bot.http.slow_connections import timed_protocol

Open = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]
ASK = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture
async def connect(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Open]:
    """A server that gives a connection `seconds` for its head, and keeps three such connections."""
    seconds: float = request.param
    monkeypatch.setattr(server, "timed_protocol", lambda: timed_protocol(seconds, 3))
    listening = listen(0)
    face = HttpServer(listening, [])
    living = asyncio.create_task(face.live())
    writers: list[asyncio.StreamWriter] = []

    async def opened() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        writers.append(writer)
        return reader, writer

    yield opened
    for writer in writers:
        writer.close()
    face.should_exit = True
    await living


async def ended(reader: asyncio.StreamReader) -> bool:
    """Wait until the server has hung up."""
    try:
        async with asyncio.timeout(60):
            return await reader.read() == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize("connect", [0.05], indirect=True)
@pytest.mark.parametrize("said", [b"", b"GET /healthz HTTP/1.1\r\n", b"POST /healthz HTTP/1.1\r\nX-A: 1\r\n"])
async def test_a_request_that_does_not_come_out_is_not_waited_for(connect: Open, said: bytes) -> None:
    reader, writer = await connect()
    writer.write(said)
    assert await ended(reader)


@pytest.mark.parametrize("connect", [0.05], indirect=True)
async def test_a_connection_that_was_answered_and_says_no_more_ends(connect: Open) -> None:
    reader, writer = await connect()
    writer.write(ASK)
    async with asyncio.timeout(60):
        assert (await reader.read()).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("connect", [60.0], indirect=True)
async def test_whoever_says_nothing_makes_room_for_whoever_asks(connect: Open) -> None:
    silent = [await connect() for _ in range(20)]
    for _ in range(2):
        reader, writer = await connect()
        for _again in range(3):
            writer.write(ASK)
            async with asyncio.timeout(60):
                assert (await reader.readuntil(b'{"ok":true}')).startswith(b"HTTP/1.1 200")
    assert await ended(silent[0][0])


@pytest.mark.parametrize("connect", [60.0], indirect=True)
async def test_of_many_silent_ones_the_address_that_has_most_gives_way(
    connect: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of this machine's are one address but the first, which a proxy would never tell apart."""
    told = iter(["198.51.100.7"])
    monkeypatch.setattr(slow_connections, "network_of", lambda host: next(told, host))
    kept = await connect()
    many = [await connect() for _ in range(20)]
    assert await ended(many[0][0])
    kept[1].write(ASK)
    async with asyncio.timeout(60):
        assert (await kept[0].readuntil(b'{"ok":true}')).startswith(b"HTTP/1.1 200")
