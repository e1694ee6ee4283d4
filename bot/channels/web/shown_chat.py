"""The interface by which the web channel keeps what its chats show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Viewer:
    """The session that looks at a chat, by its secret; what it is shown is up to it, at the moment of looking.

    `seen_as` is whom it was let in as, and whether it was shown what is for who sees all agencies; None where it does
    not matter that another is meanwhile. `named` are the name and the agency that the page shows, in the same way.
    """

    token: str = field(repr=False)
    seen_as: tuple[int | None, bool] | None = None
    named: tuple[str | None, str | None] | None = None


class Over(Exception):
    """A session that looks at a chat has ended, or is somebody else's than it was let in as."""


class History(Protocol):
    """The messages of all chats, implemented by the process. Every method raises NhacviecError for a registry that
    cannot be used.

    What a chat shows is read for a `viewer`; where there is none, for whoever has the chat. Raises Over.
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

    async def list_after(self, chat_id: str, number: int, viewer: Viewer | None = None) -> list[tuple[int, Entry]]:
        """Return the entries that were stored after a number, each with its own, to the officer of today."""
        ...

    async def list_latest(self, chat_id: str, before: int | None = None, viewer: Viewer | None = None) -> Latest:
        """Return the last entries, to the officer of today: of all, or of those that stand before a place."""
        ...

    async def read_file(self, chat_id: str, key: str, viewer: Viewer | None = None) -> Attachment | None:
        """Return a file that was handed out in this chat; None if it was not to the viewer, or is no longer kept."""
        ...

    async def is_opened(self, chat_id: str) -> bool:
        """Return whether somebody looks at this chat's page now and then, so that a message there arrives."""
        ...
