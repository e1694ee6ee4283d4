"""People at the other end: their actions and their screens."""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.loopback.chats import BOT, EPOCH, Chat, Message, message_json
from tests.loopback.errors import Refusal, forbidden

if TYPE_CHECKING:
    from tests.loopback.server import BotApi

_COMMAND = re.compile(r"/\w+(?:@\w+)?")


def _anything(message: Message) -> bool:
    return True


def _captioned(caption: str) -> dict[str, str]:
    return {"caption": caption} if caption else {}


class Person:
    """A person in one chat. Their actions reach the bot as updates, whose ids are returned."""

    def __init__(self, api: "BotApi", chat: Chat, name: str) -> None:
        self._api = api
        self._chat = chat
        self._user = {"id": abs(chat.chat_id), "is_bot": False, "first_name": name}
        self._acted_at = 0

    @property
    def chat_id(self) -> str:
        return str(self._chat.chat_id)

    @property
    def user_id(self) -> str:
        return str(self._user["id"])

    @property
    def messages(self) -> list[Message]:
        """The bot's messages on this screen, oldest first."""
        with self._api.world.changed:
            return list(self._chat.messages.values())

    @property
    def last(self) -> Message:
        """The message that the bot sent or edited last."""
        return max(self.messages, key=lambda message: message.revision)

    def wait_for_message(self, wanted: Callable[[Message], bool] = _anything, timeout: float = 60) -> Message:
        """Return the first `wanted` message, new or edited, since this person's last action."""

        def look(_: object) -> Message | None:
            fresh = (message for message in self.messages if message.revision > self._acted_at)
            return next(filter(wanted, sorted(fresh, key=lambda message: message.revision)), None)

        return self._api.wait_for(look, timeout)

    async def sees(self, wanted: Callable[[Message], bool] = _anything) -> Message:
        """Await `wait_for_message`, for a test that shares its loop with the bot."""
        return await asyncio.to_thread(self.wait_for_message, wanted)

    def toast(self, query_id: str, timeout: float = 60) -> str:
        """Wait for the answer to a tap; return its notice, "" for none."""
        self._api.wait_for(lambda world: query_id in world.toasts, timeout)
        return self._api.world.toasts[query_id]

    def says(self, text: str, **extra: Any) -> int:
        command = _COMMAND.match(text)
        if command:
            extra["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        return self._act("message", self._message(text=text, **extra))

    def forwards(self, text: str) -> int:
        origin = {"type": "hidden_user", "sender_user_name": "Người khác", "date": EPOCH}
        return self.says(text, forward_origin=origin)

    def sends_photo(self, caption: str = "", content: bytes = b"\xff\xd8\xff", album: str = "") -> int:
        """Send a picture, alone or of an `album`, which Telegram keeps in two sizes."""
        small = {"file_id": "small", "file_unique_id": "small", "width": 90, "height": 67}
        large = self._uploaded(content) | {"width": 1280, "height": 960}
        together = {"media_group_id": album} if album else {}
        return self._act("message", self._message(photo=[small, large], **_captioned(caption), **together))

    def sends_file(self, name: str, content: bytes, caption: str = "", *, size: int | None = None) -> int:
        """Send a document; `size` is the size that Telegram reports, if another than its length."""
        told = {"file_name": name} | ({"file_size": size} if size is not None else {})
        document = self._uploaded(content) | told
        return self._act("message", self._message(document=document, **_captioned(caption)))

    def sends_voice(self) -> int:
        """Send a voice message, which has no file name."""
        voice = self._uploaded(b"OggS") | {"duration": 3, "mime_type": "audio/ogg"}
        return self._act("message", self._message(voice=voice))

    def edits(self, text: str = "", **extra: Any) -> int:
        """Changes a message; `extra` are other fields of it."""
        message = self._message(**{"edit_date": EPOCH} | ({"text": text} if text else {}) | extra)
        return self._act("edited_message", message)

    def is_joined_by_others(self) -> int:
        """Send a service message, which nobody wrote."""
        return self._act("message", self._message(new_chat_members=[self._user]))

    def deletes(self, message: Message) -> None:
        """Delete one of the bot's messages from the screen."""
        with self._api.world.changed:
            del self._chat.messages[message.message_id]

    def taps(self, button: str, message: Message | None = None, *, too_late: bool = False) -> str:
        """Tap the button with this text or value, on `message` or on the last message that has it.

        Returns the id of the query; `too_late` is a tap whose answer Telegram does not take any more.
        """
        carrier, data = self._find(button, message)
        return self._press(carrier, data, too_late=too_late)

    def taps_value(self, value: str) -> str:
        """Tap a button with this value on the last message, be it there or not; return the id of the query."""
        return self._press(self.last, value)

    def _press(self, carrier: Message, data: str, *, too_late: bool = False) -> str:
        query_id = f"{self.chat_id}-{self._api.world.new_id()}"
        update = {
            "id": query_id,
            "from": self._user,
            "chat_instance": self.chat_id,
            "message": message_json(self._chat, carrier),
            "data": data,
        }
        if not too_late:
            self._api.world.open_queries.add(query_id)
        self._act("callback_query", update)
        return query_id

    def blocks_bot(self) -> int:
        return self._membership("member", "kicked", forbidden("bot was blocked by the user"))

    def unblocks_bot(self) -> int:
        return self._membership("kicked", "member", None)

    def changes_rights_of_bot(self) -> int:
        return self._membership("member", "member", None)

    def is_in_trouble(self, trouble: Refusal | None) -> None:
        """Refuse every further call into this chat with `trouble`."""
        with self._api.world.changed:
            self._chat.trouble = trouble

    def migrates_to(self, chat_id: int) -> int:
        """Turn the group into a supergroup with this id."""
        moved = Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat_id},
        )
        self.is_in_trouble(moved)
        return self._act("message", self._message(migrate_to_chat_id=chat_id))

    def _find(self, button: str, message: Message | None) -> tuple[Message, str]:
        for carrier in [message] if message else sorted(self.messages, key=lambda m: -m.revision):
            for text, data in (pair for row in carrier.buttons for pair in row):
                if button in (text, data):
                    return carrier, data
        raise LookupError(f"no button {button!r} on the screen")

    def _uploaded(self, content: bytes) -> dict[str, Any]:
        with self._api.world.changed:
            file_id = f"upload-{self._api.world.new_id()}"
            self._api.world.uploads[file_id] = content
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content)}

    def _message(self, **content: Any) -> dict[str, Any]:
        message_id = self._api.world.new_id()
        head = {"message_id": message_id, "date": EPOCH, "chat": self._chat.as_json(), "from": self._user}
        return head | content

    def _membership(self, before: str, after: str, trouble: Refusal | None) -> int:
        self.is_in_trouble(trouble)
        old, new = ({"status": s, "user": BOT, "until_date": 0} for s in (before, after))
        change = {"chat": self._chat.as_json(), "from": self._user, "date": EPOCH}
        return self._act("my_chat_member", change | {"old_chat_member": old, "new_chat_member": new})

    def _act(self, kind: str, body: dict[str, Any]) -> int:
        self._acted_at = max((message.revision for message in self.messages), default=0)
        return self._api.add_update(kind, body)
