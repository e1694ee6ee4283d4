"""A bot's connection to Zalo: who it is there, and what errors of receiving mean."""

from typing import Any

from bot.channels.receiving.phases import Failure, Phase, read_send_failed
from bot.channels.zalo.client import ZaloClient
from bot.channels.zalo.errors import TokenRefused
from scheduler.sending.errors import Passing, SendFailed

REFUSED_PAUSE = 900.0
"""Seconds until a token that was refused is tried again, by one call: nothing else is asked of Zalo meanwhile."""


class HandedElsewhere(Passing):
    """Zalo hands out no updates: they go to a webhook."""


def read_failure(error: Exception) -> Failure | None:
    """Return what an error of a step means; None for one that is none of Zalo's."""
    if isinstance(error, TokenRefused):
        return Failure(Phase.REFUSED, pause=REFUSED_PAUSE)
    if isinstance(error, HandedElsewhere):
        return Failure(Phase.WEBHOOK)
    return read_send_failed(error)


async def refuse_webhook(client: ZaloClient) -> None:
    """Raise HandedElsewhere if there is a webhook; where Zalo cannot be asked, the next poll tells why."""
    try:
        address = await client.get_webhook()
    except SendFailed:
        return
    if address:
        raise HandedElsewhere("webhook")


async def ask_own_id(client: ZaloClient) -> str:
    """Return the bot's own id at Zalo, "" if it tells none. Raises `SendFailed`, for a bad token TokenRefused."""
    known: dict[str, Any] = await client.get_me()
    told = known.get("id")
    return str(told) if isinstance(told, str | int) else ""
