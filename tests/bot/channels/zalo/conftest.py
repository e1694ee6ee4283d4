"""A Zalo bot on loopback: the real channel against the suite's server, with a conversation that a test makes up."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from bot.channels import answer_retries
from bot.channels.pace import RateLimits
from bot.channels.receiving import phases
from bot.channels.receiving.bot_channel import ANSWER_TIMEOUT
from bot.channels.receiving.journal import Journal
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.downloads import Downloads
from bot.channels.zalo.receiving import connection, poll
from tests.bot.channels.fakes import NOW, Conversation, Links, Notebook
from tests.bot.channels.running import running
from tests.loopback.zalo.modes import OTHERWISE, USUAL, Modes
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.server import TOKEN, ZaloApi

UNLIMITED = RateLimits(0, 0, 0)


@dataclass
class Counter:
    """A quota that a test looks at."""

    sent: int = 0
    received: int = 0
    is_spent: bool = False

    def seconds_left(self) -> float:
        return 3600.0

    def count_sent(self) -> None:
        self.sent += 1

    def count_received(self, number: int) -> None:
        self.received += number

    def mark_spent(self) -> None:
        self.is_spent = True


def channel_to(
    api: ZaloApi,
    conversation: Conversation,
    links: Links,
    *,
    journal: Journal | None = None,
    quota: Counter | None = None,
    answer_timeout: float = ANSWER_TIMEOUT,
    limits: RateLimits = UNLIMITED,
    webhook: tuple[str, str] | None = None,
    downloads: Downloads | None = None,
) -> ZaloChannel:
    """Without limits, unless the test is about them."""
    return ZaloChannel(
        TOKEN,
        api.base_url,
        conversation,
        links,
        Notebook() if journal is None else journal,
        quota or Counter(),
        downloads,
        lambda: NOW,
        answer_timeout=answer_timeout,
        limits=limits,
        webhook=webhook,
    )


async def reaches(channel: ZaloChannel, phase: phases.Phase) -> None:
    async with asyncio.timeout(60):
        while channel.state.phase is not phase:  # noqa: ASYNC110 - a state is looked at, it tells nobody
            await asyncio.sleep(0.005)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a test waits for depends on how long the bot pauses."""
    monkeypatch.setattr(answer_retries, "PAUSES", (0.0, 0.01))
    monkeypatch.setattr(phases, "PAUSES", (0.01,))
    monkeypatch.setattr(poll, "FLOOR", 0.01)
    monkeypatch.setattr(connection, "REFUSED_PAUSE", 0.01)


@pytest.fixture(params=[USUAL, OTHERWISE], ids=["usual", "otherwise"])
def modes(request: pytest.FixtureRequest) -> Modes:
    """Both ways of what reports about Zalo differ in."""
    found: Modes = request.param
    return found


@pytest.fixture
def api(modes: Modes) -> Iterator[ZaloApi]:
    with ZaloApi(modes) as server:
        yield server


@pytest.fixture
def person(api: ZaloApi) -> Person:
    return api.person()


@pytest.fixture
def conversation() -> Conversation:
    return Conversation()


@pytest.fixture
def links() -> Links:
    return Links()


@pytest.fixture
def quota() -> Counter:
    return Counter()


@pytest.fixture
def journal() -> Notebook:
    return Notebook()


@pytest.fixture
async def channel(
    api: ZaloApi, conversation: Conversation, links: Links, quota: Counter, journal: Notebook
) -> AsyncIterator[ZaloChannel]:
    """Receiving."""
    async with running(channel_to(api, conversation, links, quota=quota, journal=journal)) as started:
        yield started
