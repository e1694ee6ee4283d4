"""The interface by which the web channel keeps what its chats show."""

from collections.abc import Sequence
from typing import Protocol

from bot.channels.web.send import Entry
from data.registry.conversations.journal import OpenUpdate
from handlers.base.messages import Attachment


class History(Protocol):
    """The messages of all chats, implemented by the process. Every method raises NhacviecError for a registry that
    cannot be used.
    """

    async def take_post(self, chat_id: str, update_id: str, echo: Entry | None, raw: str | None) -> str | None:
        """Store a post with its own message, once; `raw` goes into the journal, to be answered by a later process.

        Returns the toast of its answer if it has one already.
        """
        ...

    async def add(
        self, chat_id: str, entry: Entry, files: Sequence[Attachment], *, edits: str | None, answers: str | None
    ) -> str:
        """Store a message of the bot with its files, and end the post that it answers; return the message's id.

        It takes the place of the bot's message `edits`.
        """
        ...

    async def end(self, chat_id: str, update_id: str, skipped: str = "") -> None:
        """End a post that gets no answer, with a reason of one or two words."""
        ...

    async def list_after(self, chat_id: str, number: int) -> list[tuple[int, Entry]]:
        """Return the entries that were stored after a number, each with its own, to the officer of today."""
        ...

    async def list_latest(self, chat_id: str) -> list[tuple[int, Entry]]:
        """Return the last entries in the order in which they stand, to the officer of today."""
        ...

    async def read_file(self, chat_id: str, key: str) -> Attachment | None:
        """Return a file that was handed out in this chat; None if it was not, or is no longer kept."""
        ...

    async def list_open(self) -> list[OpenUpdate]:
        """Return the posts that earlier processes took and did not answer, in the order in which they came."""
        ...

    async def count_attempt(self, update_id: str) -> None:
        """Store that this process takes up a post that an earlier one left unanswered."""
        ...

    async def is_opened(self, chat_id: str) -> bool:
        """Return whether somebody looks at this chat's page now and then, so that a message there arrives."""
        ...
