"""The interface by which mails are handed in."""

from typing import Protocol


class Server(Protocol):
    """A mail server that takes mails of one sender. Every method but the last two raises `SendFailed`."""

    async def hand_in(self, sender: str, recipient: str, content: bytes) -> None:
        """Hand a mail in. Raises Unknown where it may have been taken."""
        ...

    async def check(self, sender: str) -> None:
        """Look whether mails of `sender` can be handed in."""
        ...

    async def close_idle(self) -> None:
        """Close connections that nobody used for a while."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...
