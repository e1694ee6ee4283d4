"""The state of the server. Its loop changes it and a test's thread watches it: both hold `changed`."""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from tests.loopback.chats import Chat, Message
from tests.loopback.errors import bad_request
from tests.loopback.faults import Faults
from tests.loopback.rates import Rates

T = TypeVar("T")


@dataclass(frozen=True)
class Call:
    """A call of the bot.

    `status` is the HTTP status of its answer, 0 without one. `at` is on the monotonic clock, in seconds.
    """

    method: str
    params: dict[str, str]
    at: float
    status: int


class World:
    """Chats, messages, calls. `unanswered` are messages accepted without the bot being told."""

    def __init__(self, *, strict_rates: bool = False) -> None:
        self.changed = threading.Condition()
        self.chats: dict[int, Chat] = {}
        self.calls: list[Call] = []
        self.sent: list[Message] = []
        self.unanswered: set[int] = set()
        self.menus: dict[str, list[dict[str, str]]] = {}
        self.open_queries: set[str] = set()
        self.toasts: dict[str, str] = {}
        self.webhook = self.webhook_secret = ""
        self.webhook_standing: dict[str, Any] = {"pending_update_count": 0}
        self.deleted: set[int] = set()
        """The ids of messages, also people's, that the bot has deleted."""
        self.too_old: set[int] = set()
        """The ids of messages that Telegram would not delete any more."""
        self.uploads: dict[str, bytes] = {}
        """What people sent, by file_id."""
        self.latency = 0.0
        """Seconds that a call and its answer are on their way together."""
        self.faults = Faults()
        self.rates = Rates() if strict_rates else None
        self._message_ids = itertools.count(1)
        self._revisions = itertools.count(1)

    def chat(self, params: dict[str, str]) -> Chat:
        """Return the chat of a call. Raises Refusal if the bot may not write there."""
        if not params.get("chat_id"):
            raise bad_request("chat_id is empty")
        given = params["chat_id"]
        chat = self.chats.get(int(given)) if given.removeprefix("-").isdecimal() else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.trouble:
            raise chat.trouble
        return chat

    def new_id(self) -> int:
        """Return a new id; messages of people and of the bot are numbered in one row."""
        return next(self._message_ids)

    def send(self, chat: Chat, **content: Any) -> Message:
        """Add a message of the bot, kept even if the answer to the call is lost."""
        if self.rates:
            self.rates.check(chat.chat_id)
        message = Message(self.new_id(), chat.chat_id, time.monotonic(), next(self._revisions), **content)
        chat.messages[message.message_id] = message
        self.sent.append(message)
        return message

    def edit(self, chat: Chat, message: Message, **content: Any) -> Message:
        edited = replace(message, revision=next(self._revisions), **content)
        chat.messages[message.message_id] = edited
        return edited

    def lose_answer(self, result: Any) -> None:
        """Note that the `result` of a call does not reach the bot."""
        if isinstance(result, dict):
            self.unanswered.add(result["message_id"])

    def record(self, call: Call) -> None:
        self.calls.append(call)
        self.changed.notify_all()

    def wait_for(self, look: Callable[[], T | None], timeout: float) -> T:
        """Return the first thing that `look` finds. Raises TimeoutError, with the last calls, after `timeout` s."""
        with self.changed:
            found = self.changed.wait_for(look, timeout)
            if not found:
                recent = [(call.method, call.status, call.params.get("text", "")) for call in self.calls[-6:]]
                raise TimeoutError(f"nothing of the kind came; last calls: {recent}")
            return found
