"""Failures of Bot API calls, in the classes of `scheduler.sending.errors`.

What httpx raises holds addresses, and those hold the token. None of it goes further than this package, not even as
the cause of another error.
"""

import re

import httpx

from bot.channels.connections import can_have_left
from scheduler.sending.errors import Passing, Rejected, SendFailed, Unknown, Unreachable

_LETTERS = 60
_OUTSIDE_WORDS = re.compile(r"[^\w '.-]")


class Idle(Exception):
    """Nothing has come for the bot (https://docs.zaloplatforms.com/docs/BOT/, getUpdates: 408)."""


class TokenRefused(Passing):
    """Zalo does not know the token: nobody is written to until it is mended, and nothing is lost."""

    def __str__(self) -> str:
        return "token refused"


class NotFound(Unreachable):
    """Zalo does not have what was asked for: a chat, a webhook, or the method."""


class QuotaSpent(SendFailed):
    """A quota of the bot is spent. Zalo does not say until when: it may be the month's."""


def classify(code: int, description: str) -> SendFailed:
    """Return the failure that an error code of the API means.

    403 is "Internal server error" there, and 429 that a quota is spent, of which nobody says until when.
    """
    said = _quote(description)
    match code:
        case 401:
            return TokenRefused()
        case 404:
            return NotFound(said)
        case 408:
            return Unknown("no answer in time")
        case 429:
            return QuotaSpent("quota spent")
        case 403:
            return Passing("server error")
        case _ if code >= 500:
            return Passing(f"server error {code}")
    return Rejected(f"{code} {said}".strip())


def classify_network(error: httpx.HTTPError) -> SendFailed:
    """Return the failure that an error of the network means: whether the call can have left."""
    name = type(error).__name__
    return Unknown(name) if can_have_left(error) else Passing(name)


def _quote(description: str) -> str:
    """Return the words of an error as they may stand in a log: not what it may quote of a message."""
    return _OUTSIDE_WORDS.split(description)[0][:_LETTERS].strip().lower()
