"""The conversation of one chat id, kept so that a reload or a second tab shows it again."""

import asyncio
import secrets
from datetime import datetime

from bot.channels.web import send
from handlers.base.messages import Attachment, Reply


def new_chat_id() -> str:
    """Return an unguessable chat id: knowing it is being that person."""
    return secrets.token_urlsafe(18)


class Chat:
    """The entries shown in a chat, numbered from 1; an edit is a new entry.

    `changed` is set, and replaced by a fresh event, whenever there is something to look at: whoever follows the
    chat takes it before looking, and so misses nothing that is shown meanwhile. `toasts` has the answer to each
    update that was taken, by its id; `pushes` counts the messages that were sent unasked.
    """

    def __init__(self, chat_id: str) -> None:
        self.id = chat_id
        self.files: dict[str, Attachment] = {}
        self.turn = asyncio.Lock()
        self.toasts: dict[str, str] = {}
        self.pushes = 0
        self.changed = asyncio.Event()
        self.closed = False
        self._entries: list[send.Entry] = []
        self._echoed: set[str] = set()

    def entries_after(self, number: int) -> list[tuple[int, send.Entry]]:
        """Return the entries after `number` (0: all), each with its own number."""
        return list(enumerate(self._entries[number:], start=number + 1))

    def echo(self, text: str, at: datetime, update_id: str) -> None:
        """Show a message of the officer, which the page knows by `update_id`; a repeated one is ignored."""
        if update_id in self._echoed:
            return
        self._echoed.add(update_id)
        self._append(send.echo(text, self._next_message_id(), at, update_id))

    def show(self, reply: Reply, at: datetime, *, edits: str | None = None, pushed: bool = False) -> str:
        """Show `reply`, in place of the bot's message `edits` if given; return its message id."""
        message_id = edits if edits and self._is_the_bots(edits) else self._next_message_id()
        files = {f"{message_id}-{secrets.token_hex(4)}": attachment for attachment in reply.files}
        self.files |= files
        self.pushes += pushed
        self._append(send.message(reply, message_id, at, files) | {"pushed": pushed})
        return message_id

    def wake(self) -> None:
        """Make every follower look again."""
        self.changed.set()
        self.changed = asyncio.Event()

    def close(self) -> None:
        """End the streams of all followers."""
        self.closed = True
        self.wake()

    def _append(self, entry: send.Entry) -> None:
        self._entries.append(entry)
        self.wake()

    def _next_message_id(self) -> str:
        return f"m{len(self._entries) + 1}"

    def _is_the_bots(self, message_id: str) -> bool:
        return any(entry["message"] == message_id and entry["from"] == "bot" for entry in self._entries)
