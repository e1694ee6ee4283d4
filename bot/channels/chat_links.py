"""The interface by which a channel reports changes of its chats and gets their menus."""

from collections.abc import Callable, Sequence
from typing import Protocol

Command = tuple[str, str]
"""An entry of the command menu: its name without the slash, and what it does."""


class ChatLinks(Protocol):
    """The chats of one channel, implemented by the process. An unknown chat id is no error."""

    async def mark_unreachable(self, chat_id: str) -> None:
        """Record that the officer blocked the bot or left: nothing arrives until `mark_reachable`."""
        ...

    async def mark_reachable(self, chat_id: str) -> None:
        """Record that the officer let the bot back in."""
        ...

    async def record_move(self, old: str, new: str) -> None:
        """Record that the chat `old` has the id `new` now. May be called more than once."""
        ...

    async def is_linked(self, chat_id: str) -> bool:
        """Return whether a private chat is that of an officer."""
        ...

    async def commands_for(self, chat_id: str) -> Sequence[Command]:
        """Return the command menu of this chat's officer; empty for a chat without one."""
        ...

    async def tell_of_menu(self, chat_id: str, mark: str) -> None:
        """Tell other processes that this one has set the menu of a chat, which bears this `mark`. Never raises."""
        ...

    def on_menu(self, learn: Callable[[str, str], None]) -> None:
        """Have `learn` called with each chat whose menu another process has set, and the mark of that menu."""
        ...
