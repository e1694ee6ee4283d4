"""Translate errors of the Bot API into the classes of `scheduler.sending.errors`.

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
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.connections import can_have_left
from scheduler.sending.errors import ChatMoved, Passing, Rejected, SendFailed, SlowDown, Unknown, Unreachable

T = TypeVar("T")

_CANNOT_BE_WRITTEN_TO = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "chat_write_forbidden",
    "have no rights to send a message",
    "not enough rights to send",
    "need administrator rights",
)
_DEFAULT_PAUSE = 5.0  # seconds

_log = logging.getLogger(__name__)


async def call_bot_api(call: Awaitable[T]) -> T:
    """Return the result of a Bot API call. Raises a `SendFailed` that has no library error in its chain."""
    try:
        return await call
    except TelegramError as error:
        failed = classify(error)
    except Exception as error:  # noqa: BLE001 - the library raises anything over an answer with a field it does not know
        _log.error("Telegram: không đọc được câu trả lời của Bot API (%s)", type(error).__name__)
        failed = Unknown("unreadable answer")
    raise failed


def classify(error: TelegramError) -> SendFailed:
    """Return the `SendFailed` that a library error means."""
    match error:
        case Forbidden() | BadRequest() if error.__cause__ is not None:  # a gateway's, not Telegram's
            return Unknown("not Telegram's answer")
        case RetryAfter():
            return SlowDown(_seconds(error.retry_after))
        case ChatMigrated():
            return ChatMoved(str(error.new_chat_id))
        case Forbidden():
            return Unreachable(_description(error))
        case BadRequest():
            description = _description(error)
            return (
                Unreachable(description) if description.startswith(_CANNOT_BE_WRITTEN_TO) else Rejected(description)
            )
        case InvalidToken():
            return Passing("token refused")
        case NetworkError():
            return _network_outcome(error.__cause__)
    return Unknown("unreadable answer")


def _network_outcome(cause: BaseException | None) -> SendFailed:
    """Return what a network error means. Without a cause it was a 5xx of Telegram, which did not send."""
    if cause is None or isinstance(cause, TelegramError):
        return Passing("server error")
    name = type(cause.__cause__ if isinstance(cause.__cause__, aiohttp.ClientError) else cause).__name__
    return Unknown(name) if can_have_left(cause) else Passing(name)


def _description(error: TelegramError) -> str:
    """Return Telegram's description in lower case, cut before it may quote the message."""
    return re.split(r'[:"]', error.message)[0].strip().lower()


def _seconds(pause: object) -> float:
    """Return the pause in seconds; a default if it is not a usable number."""
    seconds = pause.total_seconds() if isinstance(pause, timedelta) else pause
    if isinstance(seconds, int | float) and isfinite(seconds) and seconds >= 0:
        return float(seconds)
    return _DEFAULT_PAUSE
