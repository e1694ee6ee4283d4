"""How receiving ends."""

import asyncio

import pytest

from bot.channels.receiving import bot_channel
from bot.channels.receiving.phases import Phase
from handlers.base.messages import Incoming, Reply
from tests.bot.channels.fakes import Conversation, Links
from tests.bot.channels.running import running
from tests.bot.channels.telegram.conftest import channel_to
from tests.loopback.people import Person
from tests.loopback.server import BotApi


async def test_stopping_finishes_the_turn_it_is_in(
    api: BotApi, person: Person, conversation: Conversation, links: Links
) -> None:
    started, may_go_on = asyncio.Event(), asyncio.Event()

    async def slow(incoming: Incoming) -> Reply:
        started.set()
        await may_go_on.wait()
        return Reply(body="xong")

    conversation.answers = slow
    channel = channel_to(api, conversation, links)
    person.says("/nhiemvu")
    task = asyncio.create_task(channel.run())
    await started.wait()
    task.cancel()
    await asyncio.sleep(0)
    may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert person.last.text == "xong"
    assert channel.state.phase is Phase.STOPPED


async def test_stopping_does_not_wait_for_ever(
    api: BotApi,
    person: Person,
    conversation: Conversation,
    links: Links,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bot_channel, "GRACE", 0.01)
    started = asyncio.Event()

    async def stuck(incoming: Incoming) -> Reply:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError

    conversation.answers = stuck
    person.says("/nhiemvu")
    async with asyncio.timeout(5), running(channel_to(api, conversation, links)):
        await started.wait()
