"""Telegram's limits, and the features of its Bot API."""

from bot.channels.channel import Capabilities
from bot.channels.pace import RateLimits
from bot.channels.text_splitting import TextUnit

RATE_LIMITS = RateLimits(per_second=30, per_chat=1, per_group=20)
"""As Telegram says in its "Bots FAQ": messages a second in all, a second in a chat, a minute in a group.

A setting replaces each of them (`telegram_per_second`, … of `bot.settings`).
"""
TEXT_LIMIT = 4096
"""The longest text of a message, counted here in UTF-16 code units, the stricter of the ways Telegram counts."""

CAPABILITIES = Capabilities(
    buttons=True,
    edits=True,
    files_in=True,
    files_out=True,
    pictures=True,
    groups=True,
    writes_first=True,
    text_limit=TEXT_LIMIT,
    text_unit=TextUnit.UTF_16,
)
