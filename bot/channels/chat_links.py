"""The process as a channel sees it: it is told what becomes of chats, and asked for their menus."""

from collections.abc import Sequence
from typing import Protocol

Command = tuple[str, str]
"""An entry of the command menu: its name without the slash, and what it does."""


class ChatLinks(Protocol):
    """The chats of one channel, implemented by the process. An unknown chat id is no error."""

    async def unreachable(self, chat_id: str) -> None:
        """Note that the officer blocked the bot, or the chat is gone: nothing arrives there until `reachable`."""
        ...

    async def reachable(self, chat_id: str) -> None:
        """Note that the officer let the bot back in."""
        ...

    async def moved(self, old: str, new: str) -> None:
        """Note that the chat `old` goes on as `new`. May be told more than once."""
        ...

    async def commands_for(self, chat_id: str) -> Sequence[Command]:
        """Return the command menu of the officer of this chat; empty for somebody the registry does not know."""
        ...
