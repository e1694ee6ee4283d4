"""A bot on loopback: the real channel against the suite's Bot API, with a conversation that a test makes up."""

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.channels import answer_retries
from bot.channels.channel import Remember
from bot.channels.pace import RateLimits
from bot.channels.receiving import phases
from bot.channels.receiving.journal import Journal
from bot.channels.telegram.channel import ANSWER_TIMEOUT, TelegramChannel
from data.registry.conversations.journal import OpenUpdate, RawUpdate
from handlers.base.messages import Incoming, Reply
from tests.loopback.people import Person
from tests.loopback.server import BotApi

NOW = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)
UNLIMITED = RateLimits(0, 0, 0)


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

    async def count_attempt(self, update_id: str) -> None:
        self.attempts[update_id] += 1

    def take_back_attempt(self, update_id: str) -> None:
        self.attempts[update_id] -= 1

    def end(self, update_id: str, skipped: str = "") -> None:
        self.ended[update_id] = skipped

    async def flush(self) -> None:
        """Nothing waits."""


def channel_to(
    api: BotApi,
    conversation: Conversation,
    links: Links,
    *,
    answer_timeout: float = ANSWER_TIMEOUT,
    limits: RateLimits = UNLIMITED,
    remember: Remember | None = None,
    journal: Journal | None = None,
    webhook: tuple[str, str] | None = None,
) -> TelegramChannel:
    """Without limits, unless the test is about them: a test has no second to wait for its turn."""
    return TelegramChannel(
        api.token,
        conversation,
        links,
        Notebook() if journal is None else journal,
        lambda: NOW,
        base_url=api.base_url,
        base_file_url=api.base_file_url,
        answer_timeout=answer_timeout,
        limits=limits,
        remember=remember,
        webhook=webhook,
    )


@asynccontextmanager
async def running(channel: TelegramChannel) -> AsyncIterator[TelegramChannel]:
    task = asyncio.create_task(channel.run())
    try:
        yield channel
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@contextmanager
def unplugged() -> Iterator[BotApi]:
    """A Bot API that is not there. Nobody else gets its port meanwhile; a server may still begin to listen on it."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield BotApi(port=held.getsockname()[1])


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a test waits for depends on how long the bot pauses."""
    monkeypatch.setattr(answer_retries, "PAUSES", (0.0, 0.01))
    monkeypatch.setattr(answer_retries, "DOWNLOAD_PAUSES", (0.0, 0.0))
    monkeypatch.setattr(phases, "PAUSES", (0.01,))


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture
def person(api: BotApi) -> Person:
    return api.person(7)


@pytest.fixture
def conversation() -> Conversation:
    return Conversation()


@pytest.fixture
def links() -> Links:
    return Links()


@pytest.fixture
async def channel(api: BotApi, conversation: Conversation, links: Links) -> AsyncIterator[TelegramChannel]:
    """Receiving."""
    async with running(channel_to(api, conversation, links)) as started:
        yield started
