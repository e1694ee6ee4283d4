"""A chat in this process while somebody looks at its page."""

import asyncio
from weakref import WeakValueDictionary


class Chat:
    """A chat. `turn` is held by the one post that is answered.

    `changed` is set, and replaced by a fresh event, whenever there is something to look at: whoever follows the
    chat takes it before looking, and so misses nothing that is shown meanwhile.
    """

    def __init__(self, chat_id: str) -> None:
        self.id = chat_id
        self.turn = asyncio.Lock()
        self.storing = asyncio.Lock()
        self.changed = asyncio.Event()

    def wake(self) -> None:
        """Make every follower look again."""
        self.changed.set()
        self.changed = asyncio.Event()


class Chats:
    """The chats that are followed or written to, by their ids; nothing is lost with one that is forgotten."""

    def __init__(self) -> None:
        self._chats: WeakValueDictionary[str, Chat] = WeakValueDictionary()

    def get(self, chat_id: str) -> Chat:
        """Return the chat of this id."""
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = Chat(chat_id)
        return chat

    def wake(self) -> None:
        """Make the followers of all chats look again."""
        for chat in [*self._chats.values()]:
            chat.wake()
