"""Whether a call that failed in the network can have reached Telegram."""

import asyncio
from unittest.mock import Mock

import aiohttp
import httpx
import pytest
from httpx_aiohttp.transport import map_aiohttp_exceptions
from telegram import Bot
from telegram.error import NetworkError, TelegramError

from bot.channels.telegram.connections import connections
from bot.channels.telegram.errors import outcome
from scheduler.errors import Passing, SendFailed, Unknown
from tests.loopback.faults import SILENT
from tests.loopback.server import BotApi


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
        (httpx.ConnectTimeout(""), Passing),
        (httpx.ProxyError(""), Passing),
        (httpx.ReadError(""), Unknown),
        (httpx.RemoteProtocolError(""), Unknown),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.__name__,
)
def test_only_what_never_left_may_be_sent_again(error: Exception, expected: type[SendFailed]) -> None:
    failed = outcome(in_the_network(error))
    assert type(failed) is expected
    assert str(failed) == type(error).__name__


async def test_a_call_that_found_no_free_connection_never_left(api: BotApi) -> None:
    api.fail("getMe", SILENT)
    only_one = connections(1, answer_timeout=0.2, proxy=None)
    bot = Bot(api.token, base_url=api.base_url, request=only_one)
    answers = await asyncio.gather(bot.get_me(), bot.get_me(), return_exceptions=True)
    await only_one.shutdown()
    failed = [outcome(error) for error in answers if isinstance(error, TelegramError)]
    assert [(type(one), str(one)) for one in failed] == [
        (Unknown, "SocketTimeoutError"),
        (Passing, "ConnectionTimeoutError"),
    ]
