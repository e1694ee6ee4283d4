"""The features of Telegram's Bot API."""

from bot.channels.channel import Capabilities
from bot.channels.text_splitting import TextUnit

TEXT_LIMIT = 4096
"""Telegram's limit on a message, counted here in UTF-16 code units, the stricter of the ways it counts."""

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
