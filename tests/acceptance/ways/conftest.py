"""A strict Zalo and a strict mail server, and channels that wait for nothing in real time."""

from collections.abc import Iterator

import pytest

from bot.channels.receiving import phases
from bot.channels.zalo.receiving import connection, poll
from tests.loopback.mail.server import MailServer
from tests.loopback.zalo.server import ZaloApi


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a channel looks at now and then be looked at all the time."""
    monkeypatch.setattr(phases, "PAUSES", (0.01,))
    monkeypatch.setattr(poll, "FLOOR", 0.05)
    monkeypatch.setattr(connection, "REFUSED_PAUSE", 0.01)
    monkeypatch.setattr("bot.channels.mail.channel.IDLE_SECONDS", 0.02)
    monkeypatch.setattr("bot.channels.mail.channel.CHECK_PAUSES", (0.01,))


@pytest.fixture
def zalo() -> Iterator[ZaloApi]:
    with ZaloApi() as server:
        yield server


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server
