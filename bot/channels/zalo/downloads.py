"""The interface by which a channel that takes no files gives links to them."""

from typing import Protocol

from handlers.base.messages import Attachment


class Downloads(Protocol):
    """Links to files, kept by the process for ten minutes. A link to a file works once."""

    async def offer(self, chat_id: str, file: Attachment, *, as_picture: bool) -> str:
        """Return the address at which a file for a chat waits. Raises `data.errors.NhacviecError`."""
        ...
