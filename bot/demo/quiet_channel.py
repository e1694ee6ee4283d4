"""A channel for a year that is played before anybody looks."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

from bot.channels.channel import Capabilities
from bot.channels.webhook import Webhook
from handlers.base.messages import Reply
from scheduler.channel_health import Trouble


class QuietChannel:
    """A channel (`bot.channels.channel.Channel`) on which every message arrives."""

    name = "web"
    webhooks: Sequence[Webhook] = ()
    capabilities = Capabilities(
        buttons=True, edits=True, files_in=True, files_out=True, pictures=True, groups=False, writes_first=True
    )
    longest_send = timedelta(seconds=1)
    trouble: Trouble | None = None

    def __init__(self) -> None:
        self._numbers = count(1)

    async def send(self, chat_id: str, reply: Reply) -> str:  # noqa: ARG002 - nobody looks at it
        """Return the id of a message."""
        return f"y{next(self._numbers)}"

    async def run(self) -> None:
        """Receive nothing."""
