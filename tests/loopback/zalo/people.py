"""People at the other end: what they send, and what they see."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.loopback.zalo.world import EPOCH_MS, Bot, Message

if TYPE_CHECKING:
    from tests.loopback.zalo.server import ZaloApi


def _anything(message: Message) -> bool:
    return True


class Person:
    """A person in the private chat with one bot. Nothing can be sent there before they have written."""

    def __init__(self, api: "ZaloApi", bot: Bot, chat_id: str, name: str) -> None:
        self._api = api
        self.bot = bot
        self.chat_id = chat_id
        self._name = name
        self._acted_at = 0

    @property
    def messages(self) -> list[Message]:
        """The bot's messages in this chat, oldest first."""
        with self._api.world.changed:
            return [one for one in self._api.world.sent if (one.bot, one.chat_id) == (self.bot.number, self.chat_id)]

    def wait_for_message(self, wanted: Callable[[Message], bool] = _anything, timeout: float = 60) -> Message:
        """Return the first `wanted` message since this person's last action."""

        def look() -> Message | None:
            return next((one for one in self.messages if one.number > self._acted_at and wanted(one)), None)

        return self._api.world.wait_for(look, timeout)

    async def sees(self, wanted: Callable[[Message], bool] = _anything) -> Message:
        return await asyncio.to_thread(self.wait_for_message, wanted)

    def says(self, text: str, **extra: Any) -> dict[str, Any]:
        return self.sends("message.text.received", text=text, **extra)

    def sends_photo(self, content: bytes, caption: str = "", name: str = "x.jpg") -> dict[str, Any]:
        with self._api.world.changed:
            number = self._api.world.new_id()
            self._api.world.media[f"{number}/{name}"] = content
        address = f"http://127.0.0.1:{self._api.port}/media/{number}/{name}"
        about = {self._api.world.modes.photo_field: address} | ({"caption": caption} if caption else {})
        return self.sends("message.image.received", message_type="CHAT_PHOTO", **about)

    def sends(self, event: str, **fields: Any) -> dict[str, Any]:
        """Send anything; return the update."""
        self._acted_at = max((one.number for one in self.messages), default=0)
        update = {"event_name": event, "message": self.message(**fields)}
        if self._is_served():
            self.bot.chats.setdefault(self.chat_id, self._name)
            self._api.hand_out(self.bot, update)
        return update

    def _is_served(self) -> bool:
        places = self._api.world.modes.people
        return not places or self.chat_id in self.bot.chats or len(self.bot.chats) < places

    def message(self, **fields: Any) -> dict[str, Any]:
        """Return a message of this person, as Zalo describes it."""
        modes = self._api.world.modes
        sender = {"id": self.chat_id, modes.name_field: self._name, "is_bot": False}
        head = {
            "from": sender,
            "chat": {"id": self.chat_id, "chat_type": "PRIVATE"},
            "message_id": self._api.world.new_id(),
            "date": EPOCH_MS // 1000 if modes.in_seconds else EPOCH_MS,
            "message_type": "CHAT_MESSAGE",
        }
        return head | fields
