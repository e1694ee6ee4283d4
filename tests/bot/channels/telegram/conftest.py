"""A bot on loopback: the real channel against the suite's Bot API, with a conversation that a test makes up."""

import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.channels import answer_retries
from bot.channels.channel import Remember
from bot.channels.pace import RateLimits
from bot.channels.receiving import phases
from bot.channels.receiving.bot_channel import ANSWER_TIMEOUT
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.reception import always
from bot.channels.telegram.channel import TelegramChannel
from tests.bot.channels.fakes import NOW, Conversation, Links, Notebook
from tests.bot.channels.running import running
from tests.loopback.people import Person
from tests.loopback.server import BotApi

UNLIMITED = RateLimits(0, 0, 0)


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
    may_poll: Callable[[], bool] = always,
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
        may_poll=may_poll,
    )


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
