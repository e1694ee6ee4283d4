"""Chats and their messages."""

from dataclasses import dataclass, field
from typing import Any

from tests.loopback.checks import Rows
from tests.loopback.errors import Refusal

BOT = {"id": 123456, "is_bot": True, "first_name": "Nhắc việc", "username": "nhacviec_bot"}
EPOCH = 1_708_909_200
"""The `date` of every message: 08:00 in Viet Nam on 26/02/2024. What matters to a test is `Message.at`."""


@dataclass
class Message:
    """A message of the bot in its present form.

    `at` is when it was sent, on the monotonic clock, in seconds; `revision` grows with every message sent or edited
    anywhere.
    """

    message_id: int
    chat_id: int
    at: float
    revision: int = 0
    text: str = ""
    html: str = ""
    buttons: Rows = ()
    kind: str = "text"
    file_name: str = ""
    content: bytes = field(default=b"", repr=False)

    @property
    def labels(self) -> list[str]:
        return [label for row in self.buttons for label, _ in row]


@dataclass
class Chat:
    """A chat. `trouble` is the refusal of every call into it; None while calls succeed."""

    chat_id: int
    title: str
    kind: str = "private"
    trouble: Refusal | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        name = "first_name" if self.kind == "private" else "title"
        return {"id": self.chat_id, "type": self.kind, name: self.title}


def message_json(chat: Chat, message: Message) -> dict[str, Any]:
    """Return a message as the API's Message."""
    body: dict[str, Any] = {
        "message_id": message.message_id,
        "date": EPOCH,
        "chat": chat.as_json(),
        "from": BOT,
    }
    body["text" if message.kind == "text" else "caption"] = message.text
    file = {"file_id": f"file-{message.message_id}", "file_unique_id": f"unique-{message.message_id}"}
    if message.kind == "document":
        body["document"] = file | {"file_name": message.file_name}
    elif message.kind == "photo":
        body["photo"] = [file | {"width": 1, "height": 1}]
    return body
