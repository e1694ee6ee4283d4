"""Places shared with other processes: pushes wait one at a time, and nobody waits for the chat of another."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.channels.pace import Pace, Passage, RateLimits
from data.registry.reach.shared_places import Place
from scheduler.sending.errors import SlowDown

SOON = Place(0.0)
LIMITS = RateLimits(per_second=30, per_chat=1)


class Told:
    """Places as a test wants them, by chat; what is not told is free at once."""

    def __init__(self, **of_chats: list[Place]) -> None:
        self.of_chats = of_chats
        self.asked: list[tuple[int, str]] = []
        self.pauses: list[float] = []

    async def take(self, per_second: tuple[int, float], of_chat: Sequence[tuple[str, int, float]]) -> Place:
        chat = of_chat[0][0].removeprefix("chat ")
        self.asked.append((per_second[0], chat))
        waiting = self.of_chats.get(chat, [])
        return waiting.pop(0) if waiting else SOON

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


def pace(places: Told) -> Pace:
    return Pace(LIMITS, lambda _chat: False, places=places)


async def send(passage: Passage, chat_id: str, log: list[str]) -> None:
    async with passage(chat_id):
        log.append(chat_id)


async def test_pushes_leave_a_place_to_those_who_are_answered() -> None:
    places = Told()
    gates = pace(places)
    await send(gates.replies, "a", [])
    await send(gates.pushes, "b", [])
    assert places.asked == [(30, "a"), (29, "b")]


async def test_a_push_that_waits_for_its_chat_holds_up_no_other() -> None:
    gates, log = pace(Told(busy=[Place(0.2, is_taken=False)])), list[str]()
    await asyncio.wait_for(
        asyncio.gather(*(send(gates.pushes, chat, log) for chat in ("busy", "b", "c"))),
        60,
    )
    assert log == ["b", "c", "busy"]


async def test_who_is_answered_does_not_wait_for_the_place_of_a_push() -> None:
    gates, log = pace(Told(later=[Place(0.2)])), list[str]()
    await asyncio.gather(
        send(gates.pushes, "later", log), send(gates.pushes, "behind", log), send(gates.replies, "answered", log)
    )
    assert log == ["answered", "later", "behind"]


async def test_a_pause_that_another_process_was_told_counts_here() -> None:
    with pytest.raises(SlowDown) as told:
        await send(pace(Told(a=[Place(7.0, is_taken=False, is_pause=True)])).pushes, "a", [])
    assert (told.value.retry_after, told.value.one_chat) == (7.0, False)


async def test_a_pause_of_the_whole_bot_is_told_to_other_processes() -> None:
    places = Told()
    gates = pace(places)
    for chat_id in ("a", "b"):
        with pytest.raises(SlowDown):
            async with gates.pushes(chat_id):
                raise SlowDown(5.0)
    assert places.pauses == [5.0], "of the first it may have been the chat's"
