"""A channel of plain text, for tests: no buttons, no edits, no files, short messages."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from bot.channels.channel import Capabilities
from bot.channels.outgoing import TextPart, deliver
from bot.channels.text_splitting import TextUnit
from bot.channels.webhook import Webhook
from handlers.base.messages import Attachment, Reply
from scheduler.channel_health import Trouble
from scheduler.sending.errors import SendFailed
from scheduler.sending.retry_policy import LEASE

PLAIN = Capabilities(
    buttons=False,
    edits=False,
    files_in=False,
    files_out=False,
    pictures=False,
    groups=False,
    writes_first=True,
    text_limit=160,
    text_unit=TextUnit.CODE_POINT,
)


@dataclass
class TextChannel:
    """Keeps what arrives in `sent`; a send fails with the next of `failures` instead."""

    capabilities: Capabilities = PLAIN
    name: str = "text"
    webhooks: Sequence[Webhook] = ()
    longest_send: timedelta = LEASE
    trouble: Trouble | None = None
    sent: list[tuple[str, TextPart]] = field(default_factory=list)
    failures: list[SendFailed] = field(default_factory=list)
    held_up: asyncio.Event | None = None
    """The first message waits for this."""
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    async def send(self, chat_id: str, reply: Reply) -> str:
        return await deliver(self, self.capabilities, chat_id, reply)

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def send_text(self, chat_id: str, part: TextPart) -> str:
        if self.failures:
            raise self.failures.pop(0)
        if self.held_up:
            waited_for, self.held_up = self.held_up, None
            await waited_for.wait()
        self.sent.append((chat_id, part))
        return str(next(self._ids))

    async def edit_text(self, chat_id: str, part: TextPart, message_id: str) -> str:
        raise AssertionError("it cannot edit")

    async def send_file(self, chat_id: str, file: Attachment, *, as_picture: bool) -> str:
        raise AssertionError("it cannot send files")

    def text(self, chat_id: str) -> str:
        """Everything that has arrived in a chat."""
        return "\n".join(part.text for chat, part in self.sent if chat == chat_id)
