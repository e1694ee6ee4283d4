"""The protocol of a channel, and the function by which it has updates answered."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.channels.text_splitting import TextUnit
from bot.channels.webhook import Webhook
from handlers.base.messages import Incoming, Reply
from scheduler.channel_health import Trouble

Converse = Callable[[Incoming], Awaitable[Reply | None]]
"""One turn of a conversation. None: this update was answered before. Never raises for what a person typed."""


Remember = Callable[[str, str, Reply], None]
"""`remember(chat_id, message_id, reply)` keeps what a message shows, for replies to it. Never raises."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Features of a channel, to which replies are fitted (`bot.channels.outgoing`)."""

    buttons: bool
    """Buttons can stand under a message. Without them choices are numbered in the text (`Incoming.has_buttons`)."""
    edits: bool
    """A message that was sent can be replaced in place (`Reply.replaces`)."""
    files_in: bool
    """Officers can send files (`Incoming.files`)."""
    files_out: bool
    """Files can be sent. Without them the text ends with the files' names."""
    pictures: bool
    """Pictures can be shown in the chat; otherwise they are sent as files."""
    groups: bool
    """A chat can have several people (`Incoming.private`)."""
    writes_first: bool
    """The bot may write unasked. Nothing is pushed to a channel where it may not."""
    text_limit: int | None = None
    """The longest text of one message, in `text_unit`; None for no limit."""
    text_unit: TextUnit = TextUnit.CODE_POINT


class Channel(Protocol):
    """A way to reach officers. The process uses no other attributes of it.

    `webhooks` are the addresses at which the process takes updates for it, none where it asks for them itself.
    """

    name: str
    webhooks: Sequence[Webhook]

    @property
    def capabilities(self) -> Capabilities:
        """Return the features of this channel."""
        ...

    @property
    def longest_send(self) -> timedelta:
        """Return the longest time (real) that a `send` can take, waiting for its turn included."""
        ...

    @property
    def trouble(self) -> Trouble | None:
        """Return the reason why nothing is received; None while all is well."""
        ...

    async def send(self, chat_id: str, reply: Reply) -> str:
        """Send `reply` unasked and return the provider's message id (never empty).

        Raises a `scheduler.sending.errors.SendFailed` of the class that says what to do next.
        """
        ...

    async def run(self) -> None:
        """Receive until cancelled; a cancelled channel finishes the turn it is in. Survives an absent network."""
        ...
