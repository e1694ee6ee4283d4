"""Order within a chat, and that nothing that fails holds up a chat."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from bot.channels.receiving.arrivals import Arrival, LeftOver
from bot.channels.receiving.chat_order import ChatQueues
from handlers.base.messages import Incoming
from tests.bot.channels.fakes import NOW, Notebook


@dataclass
class Waiting(Notebook):
    """A journal where an update waits for earlier ones of others by `waits`."""

    waits: dict[str, Callable[[], asyncio.Future[None]]] = field(default_factory=dict)

    async def wait_for_earlier(self, update_id: str) -> None:
        if wait := self.waits.get(update_id):
            await wait()


@dataclass
class Answers:
    """Notes what it answers."""

    given: list[str] = field(default_factory=list)

    async def answer(self, arrival: Arrival) -> None:
        await asyncio.sleep(0)
        self.given.append(arrival.update_id)

    async def turn_away(self, chat_id: str) -> None:
        raise AssertionError(chat_id)

    async def turn_tap_away(self, tap_id: str) -> None:
        raise AssertionError(tap_id)


def arrival(update_id: str, *, is_stored: bool = True, left_over: LeftOver | None = None) -> Arrival:
    incoming = Incoming(channel="telegram", chat_id="7", update_id=update_id, at=NOW, text="chào")
    return Arrival("7", incoming, update_id=update_id, is_stored=is_stored, left_over=left_over)


async def test_a_wait_that_fails_holds_up_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> asyncio.Future[None]:
        raise ZeroDivisionError

    answers = Answers()
    queues = ChatQueues(answers, Waiting(waits={"1": fail}), "Telegram")
    for update_id in ("1", "2"):
        queues.put(arrival(update_id))
    await queues.wait_until_answered(5)
    assert answers.given == ["1", "2"]
    assert "ZeroDivisionError" in caplog.text


async def test_what_is_taken_over_comes_before_what_waits_for_it() -> None:
    answers, elsewhere = Answers(), asyncio.get_running_loop().create_future()
    journal = Waiting(waits={"4": lambda: asyncio.shield(elsewhere)})
    queues = ChatQueues(answers, journal, "Telegram")
    for one in (arrival("1"), arrival("4", is_stored=False), arrival("5")):
        queues.put(one)
    while answers.given != ["1"]:  # noqa: ASYNC110 - a list tells nobody
        await asyncio.sleep(0)
    for update_id in ("2", "3"):
        queues.put(arrival(update_id, left_over=LeftOver(is_answered=False)))
    elsewhere.set_result(None)
    await queues.wait_until_answered(5)
    assert answers.given == ["1", "2", "3", "4", "5"]


async def test_what_is_taken_over_comes_after_what_is_being_answered() -> None:
    answers = Answers()
    queues = ChatQueues(answers, Notebook(), "Telegram")
    queues.put(arrival("1", is_stored=False))
    queues.put(arrival("3", is_stored=False))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    queues.put(arrival("2", left_over=LeftOver(is_answered=False)))
    await queues.wait_until_answered(5)
    assert answers.given == ["1", "2", "3"]
