"""What a channel is given in tests: a conversation, chats and a journal that tests make up and look at."""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from data.registry.conversations.journal import OpenUpdate, RawUpdate
from handlers.base.messages import Incoming, Reply

NOW = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)


@dataclass
class Conversation:
    """Answers with what `answers` makes of what came in, and remembers that."""

    answers: Callable[[Incoming], Reply | Awaitable[Reply | None] | None] = lambda incoming: Reply(body=incoming.text)
    heard: list[Incoming] = field(default_factory=list)

    async def __call__(self, incoming: Incoming) -> Reply | None:
        self.heard.append(incoming)
        answer = self.answers(incoming)
        return await answer if isinstance(answer, Awaitable) else answer


@dataclass
class Links:
    """Remembers what the channel said about chats."""

    gone: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    moves: list[tuple[str, str]] = field(default_factory=list)
    menus: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)

    async def tell_of_menu(self, chat_id: str, mark: str) -> None:
        """There is nobody to tell."""

    def on_menu(self, learn: Callable[[str, str], None]) -> None:
        """Nobody else sets menus."""

    async def mark_unreachable(self, chat_id: str) -> None:
        self.gone.append(chat_id)

    async def mark_reachable(self, chat_id: str) -> None:
        self.back.append(chat_id)

    async def record_move(self, old: str, new: str) -> None:
        self.moves.append((old, new))

    async def is_linked(self, chat_id: str) -> bool:
        return chat_id in self.linked

    async def commands_for(self, chat_id: str) -> Sequence[tuple[str, str]]:
        self.asked.append(chat_id)
        return self.menus.get(chat_id, [])


@dataclass
class Notebook:
    """A journal in memory, which survives the channel: state and reply of each update by its number."""

    raw: dict[str, RawUpdate] = field(default_factory=dict)
    replies: dict[str, str | None] = field(default_factory=dict)
    attempts: Counter[str] = field(default_factory=Counter)
    ended: dict[str, str] = field(default_factory=dict)

    is_shared = False
    """Nothing is handed on."""

    async def wait_for_news(self, seconds: float) -> None:
        """There are none."""

    async def take_up(self) -> list[OpenUpdate]:
        return []

    async def take_over(self) -> list[OpenUpdate]:
        return []

    async def record(self, updates: Sequence[RawUpdate]) -> set[str]:
        new = {one.update_id: one for one in updates if one.update_id not in self.raw}
        self.raw |= new
        return set(new)

    async def list_open(self) -> list[OpenUpdate]:
        return [
            OpenUpdate(
                number, one.chat_id, one.raw, number in self.replies, self.replies.get(number), self.attempts[number]
            )
            for number, one in self.raw.items()
            if number not in self.ended
        ]

    async def find_open(self, update_id: str) -> tuple[OpenUpdate, bool] | None:
        return next(((one, True) for one in await self.list_open() if one.update_id == update_id), None)

    def take_in_hand(self, update_ids: Collection[str]) -> None:
        """Nothing is in doubt."""

    async def wait_for_earlier(self, update_id: str) -> None:
        """There are no other processes."""

    async def record_attempt(self, update_id: str) -> None:
        self.attempts[update_id] += 1

    def take_back_attempt(self, update_id: str) -> None:
        self.attempts[update_id] -= 1

    def end(self, update_id: str, skipped: str = "") -> None:
        self.ended[update_id] = skipped

    async def flush(self) -> None:
        """Nothing waits."""
