"""Telegram's refusals, sorted into what happens next.

The library's exceptions hold addresses, and those hold the token. None of them goes further than this module,
not even as the cause of another.
"""

import logging
import re
from collections.abc import Awaitable
from datetime import timedelta
from math import isfinite
from typing import TypeVar

import aiohttp
import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from scheduler.sending.errors import ChatMoved, Passing, Rejected, SendFailed, SlowDown, Unknown, Unreachable

T = TypeVar("T")

_NOBODY_THERE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "chat_write_forbidden",
    "have no rights to send a message",
    "not enough rights to send",
    "need administrator rights",
)
_A_WHILE = 5.0
_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
)

_log = logging.getLogger(__name__)


async def asked(call: Awaitable[T]) -> T:
    """The result of a Bot API call. Raises a `SendFailed` that has no library error in its chain."""
    try:
        return await call
    except TelegramError as error:
        failed = outcome(error)
    except Exception as error:  # noqa: BLE001 - the library raises anything over an answer with a field it does not know
        _log.error("Telegram: không đọc được câu trả lời của Bot API (%s)", type(error).__name__)
        failed = Unknown("unreadable answer")
    raise failed


def outcome(error: TelegramError) -> SendFailed:
    """What `error` means for the message that was being sent."""
    match error:
        case RetryAfter():
            return SlowDown(_seconds(error.retry_after))
        case ChatMigrated():
            return ChatMoved(str(error.new_chat_id))
        case Forbidden():
            return Unreachable(_said(error))
        case BadRequest():
            said = _said(error)
            return Unreachable(said) if said.startswith(_NOBODY_THERE) else Rejected(said)
        case InvalidToken():
            return Passing("token refused")
        case NetworkError():
            return _network_outcome(error.__cause__)
    return Unknown("unreadable answer")


def _network_outcome(cause: BaseException | None) -> SendFailed:
    """Without a cause Telegram itself answered, with a 5xx: it did not send.

    What aiohttp said counts: httpx_aiohttp calls a connection that was closed after the call a `ConnectTimeout` too.
    """
    if cause is None:
        return Passing("server error")
    if isinstance(cause.__cause__, aiohttp.ClientError):
        cause = cause.__cause__
    name = type(cause).__name__
    if isinstance(cause, httpx.HTTPError | aiohttp.ClientError | OSError) and not isinstance(cause, _NEVER_LEFT):
        return Unknown(name)
    return Passing(name)


def _said(error: TelegramError) -> str:
    """Telegram's description up to where it may begin to quote the message."""
    return re.split(r'[:"]', error.message)[0].strip().lower()


def _seconds(pause: object) -> float:
    """As Telegram asks; a while where what it says is no number of seconds."""
    seconds = pause.total_seconds() if isinstance(pause, timedelta) else pause
    if isinstance(seconds, int | float) and isfinite(seconds) and seconds >= 0:
        return float(seconds)
    return _A_WHILE
