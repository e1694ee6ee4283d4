"""Link that opens the bot's chat with an invitation code."""

import asyncio

from telegram import Bot
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url
from telegram.request import HTTPXRequest

_PATIENCE = 5.0
"""Seconds: whoever invites waits at a shell, and the code works without the address."""


def invitation_link(code: str, token: str, base_url: str, proxy: str | None) -> str | None:
    """Return https://t.me/BOT?start=CODE; None if Telegram does not answer. `base_url` ends before `token`."""
    name = bot_name(token, base_url, proxy)
    return create_deep_linked_url(name, code) if name else None


def bot_name(token: str, base_url: str, proxy: str | None) -> str | None:
    """Return the name of the bot; None if Telegram does not answer. `base_url` ends before `token`."""
    return asyncio.run(_name(token, base_url, proxy))


async def _name(token: str, base_url: str, proxy: str | None) -> str | None:
    request = HTTPXRequest(connect_timeout=_PATIENCE, read_timeout=_PATIENCE, proxy=proxy)
    try:
        async with Bot(token, base_url=base_url, request=request) as bot:
            return bot.username
    except TelegramError:
        return None
