"""What the channel asks and tells the process about chats."""

from collections.abc import Sequence
from typing import Protocol

Command = tuple[str, str]
"""An entry of the command menu: its name without the slash, and what it does."""


class ChatLinks(Protocol):
    """Implemented by the process. All chat ids are Telegram's, as text; an unknown one is no error."""

    async def unreachable(self, chat_id: str) -> None:
        """The officer blocked the bot, or the chat is gone: nothing arrives there until `reachable`."""
        ...

    async def reachable(self, chat_id: str) -> None:
        """The officer let the bot back in."""
        ...

    async def moved(self, old: str, new: str) -> None:
        """The chat `old` goes on as `new`. May be told more than once."""
        ...

    async def commands_for(self, chat_id: str) -> Sequence[Command]:
        """The command menu of whoever sits in this chat; empty for somebody the registry does not know."""
        ...
