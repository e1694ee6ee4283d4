"""The interface by which the web channel keeps what its chats show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.channels.web.send import Entry
from handlers.base.messages import Attachment


@dataclass(frozen=True, slots=True)
class Latest:
    """Entries in the order in which they stand, each with the number under which it was stored.

    `has_older`: others stand before them.
    """

    entries: list[tuple[int, Entry]]
    has_older: bool

    def as_json(self) -> dict[str, Any]:
        """Return the entries as a page is given them, with the number of the newest (`last`)."""
        last = max((number for number, _ in self.entries), default=0)
        return {"entries": [entry for _, entry in self.entries], "last": last, "older": self.has_older}


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

        It takes the place of the bot's message `edits`, or of what stood in for it; a post keeps the answer it has.
        """
        ...

    async def stand_in(self, chat_id: str, entry: Entry, answers: str) -> str:
        """Store what is said in place of an answer that nobody has; return the toast of what answers the post then.

        If it has an answer by now, that is it.
        """
        ...

    def tell(self, follower: Callable[[str], None]) -> None:
        """Tell `follower` of chats in which other processes show something."""
        ...

    async def list_after(self, chat_id: str, number: int) -> list[tuple[int, Entry]]:
        """Return the entries that were stored after a number, each with its own, to the officer of today."""
        ...

    async def list_latest(self, chat_id: str, before: int | None = None) -> Latest:
        """Return the last entries, to the officer of today: of all, or of those that stand before a place."""
        ...

    async def read_file(self, chat_id: str, key: str) -> Attachment | None:
        """Return a file that was handed out in this chat; None if it was not, or is no longer kept."""
        ...

    async def is_opened(self, chat_id: str) -> bool:
        """Return whether somebody looks at this chat's page now and then, so that a message there arrives."""
        ...
