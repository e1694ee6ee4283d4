"""The state of the server: its bots, their chats and what was sent."""

import itertools
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.loopback.errors import Refusal
from tests.loopback.zalo.modes import USUAL, Modes

T = TypeVar("T")
EPOCH_MS = 1_763_800_000_123


@dataclass(frozen=True)
class Message:
    """A message of a bot. `picture` is what lay at the address of its picture."""

    message_id: str
    bot: str
    chat_id: str
    text: str
    at: float
    number: int
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Call:
    method: str
    fields: dict[str, Any]
    at: float
    code: int
    """0 for no answer."""


@dataclass
class Bot:
    """A bot of Bot Creator. `chats` are those who have written to it; `refused` is a token that was taken back."""

    token: str
    name: str
    refused: bool = False
    chats: dict[str, str] = field(default_factory=dict)
    pending: deque[dict[str, Any]] = field(default_factory=deque)
    webhook: str = ""
    secret: str = ""
    sent: int = 0
    is_handed_out: bool = False
    """The first of what is pending was handed out; it comes again until there is another (`replay`)."""

    @property
    def number(self) -> str:
        return self.token.partition(":")[0]

    @property
    def own_id(self) -> str:
        return f"bot-{self.number}"


class World:
    """Bots, messages, calls. `stats` counts what a bot must not do: after_401, after_429, repeated, ignored."""

    def __init__(self, modes: Modes = USUAL) -> None:
        self.modes = modes
        self.changed = threading.Condition()
        self.bots: dict[str, Bot] = {}
        self.sent: list[Message] = []
        self.calls: list[Call] = []
        self.media: dict[str, bytes] = {}
        self.stats: Counter[str] = Counter()
        self.lost: list[tuple[str, str]] = []
        """Chat and text of messages that arrived, of which the bot was not told."""
        self._numbers = itertools.count(1)

    def new_id(self) -> str:
        return f"{next(self._numbers):020x}"

    def add_message(self, bot: Bot, chat_id: str, text: str, picture: bytes = b"") -> Message:
        """Add a message of a bot. Raises Refusal where its month is spent."""
        if self.modes.monthly and bot.sent >= self.modes.monthly:
            raise Refusal(429, "Quota exceeded")
        if (chat_id, text) in self.lost:
            self.stats["repeated"] += 1
        bot.sent += 1
        number = next(self._numbers)
        message = Message(f"{number:020x}", bot.number, chat_id, text, time.monotonic(), number, picture)
        self.sent.append(message)
        return message

    def wait_for(self, look: Callable[[], T | None], timeout: float = 60) -> T:
        """Return the first thing that `look` finds. Raises TimeoutError, with the last calls."""
        with self.changed:
            found = self.changed.wait_for(look, timeout)
            if not found:
                recent = [(call.method, call.code, call.fields.get("text", "")[:60]) for call in self.calls[-6:]]
                raise TimeoutError(f"nothing of the kind came; last calls: {recent}")
            return found
