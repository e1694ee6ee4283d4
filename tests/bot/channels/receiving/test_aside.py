"""A turn that waits for a file to be made holds up nobody, not even its own chat."""

import asyncio
from collections.abc import Callable
from functools import partial

from bot.channels.receiving.arrivals import Arrival
from bot.channels.receiving.aside import wait_aside, wait_in_order
from bot.channels.receiving.chat_order import ChatQueues
from bot.channels.receiving.turn_slots import TurnSlots
from bot.channels.web.channel import WebChannel
from handlers.base.messages import Incoming, Reply
from tests.bot.channels.fakes import Notebook
from tests.bot.demo.paper_house import MONDAY_MORNING, PaperHouse


class Answers:
    """Answers "slow" when the file is there, everything else at once; each in one place of `slots`."""

    def __init__(self, wait: Callable[..., object], places: int = 1) -> None:
        self.heard: list[str] = []
        self.answered: list[str] = []
        self.file = asyncio.Event()
        self._slots = TurnSlots(places)
        self._wait = wait

    async def answer(self, arrival: Arrival) -> None:
        incoming = arrival.about
        assert isinstance(incoming, Incoming)
        async with self._slots.hold():
            await self.converse(incoming)

    async def converse(self, incoming: Incoming) -> Reply:
        self.heard.append(incoming.text)
        if incoming.text == "slow":
            await self._wait(self.file.wait)  # type: ignore[misc]
        self.answered.append(incoming.text)
        return Reply(body=incoming.text)

    async def turn_away(self, chat_id: str) -> None: ...

    async def turn_tap_away(self, tap_id: str) -> None: ...


def arrival(text: str, chat: str = "1") -> Arrival:
    return Arrival(chat, Incoming("telegram", chat, text, MONDAY_MORNING, text=text), update_id=text)


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_chat_goes_on_while_its_file_is_made() -> None:
    answers = Answers(wait_aside)
    queues = ChatQueues(answers, Notebook(), "Telegram")
    for text in ("slow", "a", "b"):
        queues.put(arrival(text))
    await settle()
    assert answers.answered == ["a", "b"]
    answers.file.set()
    await queues.wait_until_answered(1)
    assert answers.answered == ["a", "b", "slow"]


async def test_what_waits_in_order_holds_up_its_chat_and_no_other() -> None:
    answers = Answers(wait_in_order)
    queues = ChatQueues(answers, Notebook(), "Telegram")
    for one in (arrival("slow"), arrival("a"), arrival("other", "2")):
        queues.put(one)
    await settle()
    assert (answers.heard, answers.answered) == (["slow", "other"], ["other"])
    answers.file.set()
    await queues.wait_until_answered(1)
    assert answers.answered == ["other", "slow", "a"]


async def test_stopping_waits_for_what_stepped_aside_and_then_ends_it() -> None:
    answers = Answers(wait_aside)
    queues = ChatQueues(answers, Notebook(), "Telegram")
    queues.put(arrival("slow"))
    await settle()
    await queues.stop(0.01)
    assert answers.answered == []


async def test_the_page_goes_on_while_its_file_is_made_and_a_repeated_post_waits_for_the_first() -> None:
    house, answers = PaperHouse(), Answers(wait_aside)
    page = WebChannel(answers.converse, house.panel.now, house.history, house.journal)
    say = partial(page.receive, "c1")
    first = asyncio.create_task(say({"update": "u1", "text": "slow"}))
    await settle()
    again = asyncio.create_task(say({"update": "u1", "text": "slow"}))
    await say({"update": "u2", "text": "a"})
    assert (answers.answered, first.done(), again.done()) == (["a"], False, False)
    answers.file.set()
    await asyncio.gather(first, again)
    assert (answers.heard, answers.answered) == (["slow", "a"], ["a", "slow"])
