"""Zalo's limits, and the features of its Bot API."""

from bot.channels.channel import Capabilities
from bot.channels.pace import RateLimits
from bot.channels.text_splitting import TextUnit

RATE_LIMITS = RateLimits(per_second=10, per_chat=1)
"""Zalo publishes no limit for a second: far below Telegram's, and fast enough for fifty people."""
TEXT_LIMIT = 2000
"""The longest text and caption; of the units in which Zalo may count, UTF-16 is the strictest."""

CAPABILITIES = Capabilities(
    buttons=False,
    edits=False,
    files_in=True,
    files_out=False,
    pictures=False,
    groups=True,
    writes_first=True,
    text_limit=TEXT_LIMIT,
    text_unit=TextUnit.UTF_16,
)
