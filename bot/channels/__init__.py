"""What every channel offers to the process, and what the process offers to every channel."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from handlers.base.messages import Incoming, Reply

Converse = Callable[[Incoming], Awaitable[Reply | None]]
"""One turn of a conversation. None: this update was answered before. Never raises for what a person typed."""


class Channel(Protocol):
    """A way to reach officers."""

    name: str

    async def send(self, chat_id: str, reply: Reply) -> str:
        """Sends `reply` unasked and returns the provider's message id (never empty).

        Raises a `scheduler.sending.errors.SendFailed` of the class that says what to do next.
        """
        ...

    async def run(self) -> None:
        """Receives until cancelled; a cancelled channel finishes the turn it is in. Survives an absent network."""
        ...
