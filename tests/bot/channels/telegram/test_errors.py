"""Whether a call that failed in the network can have reached Telegram."""

import asyncio
import socket
from unittest.mock import Mock

import aiohttp
import httpx
import pytest
from httpx_aiohttp.transport import map_aiohttp_exceptions
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.channels.telegram.connections import build_request
from bot.channels.telegram.errors import classify
from scheduler.sending.errors import Passing, SendFailed, Unknown
from tests.loopback.faults import SILENT
from tests.loopback.server import TOKEN, BotApi


def in_the_network(error: Exception) -> NetworkError:
    """As the library raises what its connections raise."""
    try:
        try:
            with map_aiohttp_exceptions():
                raise error
        except Exception as cause:
            raise NetworkError("network") from cause
    except NetworkError as network:
        return network


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (aiohttp.ClientConnectorError(Mock(), OSError()), Passing),
        (aiohttp.ClientConnectorDNSError(Mock(), OSError()), Passing),
        (aiohttp.ConnectionTimeoutError(), Passing),
        (aiohttp.SocketTimeoutError(), Unknown),
        (aiohttp.ServerDisconnectedError(), Unknown),
        (aiohttp.ClientConnectionResetError(), Unknown),
        (aiohttp.ClientOSError(), Unknown),
        (aiohttp.ClientPayloadError(), Unknown),
        (TimeoutError(), Unknown),
        (RuntimeError(), Passing),
        (httpx.ConnectTimeout(""), Passing),
        (httpx.ProxyError(""), Passing),
        (httpx.ReadError(""), Unknown),
        (httpx.RemoteProtocolError(""), Unknown),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.__name__,
)
def test_only_what_never_left_may_be_sent_again(error: Exception, expected: type[SendFailed]) -> None:
    failed = classify(in_the_network(error))
    assert type(failed) is expected
    assert str(failed) == type(error).__name__


async def test_a_call_that_found_no_free_connection_never_left(api: BotApi) -> None:
    api.fail("getMe", SILENT)
    only_one = build_request(1, answer_timeout=1, proxy=None)
    bot = Bot(api.token, base_url=api.base_url, request=only_one)
    answers = await asyncio.gather(bot.get_me(), bot.get_me(), return_exceptions=True)
    await only_one.shutdown()
    failed = [classify(error) for error in answers if isinstance(error, TelegramError)]
    assert [(type(one), str(one)) for one in failed] == [
        (Unknown, "SocketTimeoutError"),
        (Passing, "ConnectionTimeoutError"),
    ]


async def test_a_file_that_nobody_takes_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        uploading = build_request(1, answer_timeout=0.5, proxy=None)
        bot = Bot(TOKEN, base_url=f"http://127.0.0.1:{deaf.getsockname()[1]}/bot", request=uploading)
        with pytest.raises(TimedOut) as failed:
            await bot.send_document(7, b"0" * 20_000_000)
        await uploading.shutdown()
    assert (type(classify(failed.value)), str(classify(failed.value))) == (Unknown, "WriteTimeout")


async def test_what_was_closed_can_be_opened_again(api: BotApi) -> None:
    again = build_request(1, answer_timeout=5, proxy=None)
    bot = Bot(api.token, base_url=api.base_url, request=again)
    for _ in range(2):
        await again.initialize()
        assert await bot.get_me()
        await again.shutdown()


@pytest.mark.parametrize(("variable", "through"), [("HTTPS_PROXY", True), ("ALL_PROXY", True), ("NO_PROXY", False)])
def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, variable: str, through: bool) -> None:
    monkeypatch.setenv(variable, "http://127.0.0.1:3128" if through else "127.0.0.1")
    mounts = build_request(1, answer_timeout=1, proxy=None)._client._mounts
    assert any(transport is not None for transport in mounts.values()) == through
