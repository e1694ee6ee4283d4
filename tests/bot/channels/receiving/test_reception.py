"""Receiving: what could not be stored, and what others hand on."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import pytest

from bot.channels.receiving.arrivals import Arrival
from bot.channels.receiving.chat_order import ChatQueues
from bot.channels.receiving.reception import Reception
from data.errors import RegistryUnusable
from data.registry.conversations.journal import OpenUpdate, RawUpdate
from handlers.base.messages import Incoming
from tests.bot.channels.fakes import NOW, Notebook


@dataclass
class Shared(Notebook):
    """A journal of several processes: `handed_on` and `gone` is what others give this one; it `is_away`, or not."""

    handed_on: list[OpenUpdate] = field(default_factory=list)
    gone: list[OpenUpdate] = field(default_factory=list)
    is_away: bool = False
    in_hand: list[str] = field(default_factory=list)

    is_shared = True

    async def wait_for_news(self, seconds: float) -> None:
        await asyncio.sleep(0)

    async def record(self, updates: Sequence[RawUpdate]) -> set[str]:
        if self.is_away:
            raise RegistryUnusable("unreachable")
        return await super().record(updates)

    def take_in_hand(self, update_ids: Collection[str]) -> None:
        self.in_hand += update_ids

    async def take_up(self) -> list[OpenUpdate]:
        found, self.handed_on = self.handed_on, []
        return found

    async def take_over(self) -> list[OpenUpdate]:
        found, self.gone = self.gone, []
        return found


@dataclass
class Answers:
    """Notes what it is given."""

    given: list[Arrival] = field(default_factory=list)

    async def answer(self, arrival: Arrival) -> None:
        self.given.append(arrival)

    async def turn_away(self, chat_id: str) -> None:
        raise AssertionError(chat_id)

    async def turn_tap_away(self, tap_id: str) -> None:
        raise AssertionError(tap_id)


def reception(journal: Shared, answers: Answers) -> Reception:
    def read(update: object) -> Arrival:
        return Arrival("7", Incoming(channel="telegram", chat_id="7", update_id="", at=NOW, text=str(update)))

    return Reception("Telegram", journal, ChatQueues(answers, journal, "Telegram"), read, lambda _update: "7")


async def test_what_could_not_be_stored_is_in_hand_where_it_is_answered_all_the_same() -> None:
    journal, answers = Shared(is_away=True), Answers()
    receiving = reception(journal, answers)
    await receiving.take({"1": "một"})
    assert (journal.in_hand, [one.update_id for one in answers.given]) == (["1"], ["1"])
    with pytest.raises(RegistryUnusable):
        await receiving.store({"2": "hai"})
    assert (journal.in_hand, len(answers.given)) == (["1"], 1)


async def test_what_is_taken_up_is_new_unless_somebody_was_at_it() -> None:
    handed_on = [
        OpenUpdate(number, "7", '"chào"', is_answered, None, attempts)
        for number, is_answered, attempts in (("1", False, 0), ("2", False, 1), ("3", True, 0))
    ]
    answers = Answers()
    async with reception(Shared(handed_on=handed_on), answers).following_others(), asyncio.timeout(5):
        while len(answers.given) < len(handed_on):  # noqa: ASYNC110 - a list tells nobody
            await asyncio.sleep(0)
    left_overs = {one.update_id: one.left_over is not None for one in answers.given}
    assert left_overs == {"1": False, "2": True, "3": True}


@pytest.mark.parametrize("reply", [None, "[]"], ids=["what came", "what was answered"])
async def test_one_that_cannot_be_read_by_a_fault_of_ours_keeps_nobody_from_the_others(reply: str | None) -> None:
    left = [
        OpenUpdate("1", "7", '"hỏng"' if reply is None else '"chào"', reply is not None, reply, 0),
        OpenUpdate("2", "7", '"chào"', False, None, 0),
    ]
    journal, answers = Shared(gone=left), Answers()
    receiving = reception(journal, answers)
    read = receiving._read

    def stumble(update: object) -> Arrival | None:
        if update == "hỏng":
            raise AttributeError(update)
        return read(update)

    receiving._read = stumble
    async with receiving.following_others(), asyncio.timeout(5):
        while not answers.given:  # noqa: ASYNC110 - a list tells nobody
            await asyncio.sleep(0)
    if reply is None:
        await receiving.store({"3": "hỏng", "4": "chào"})
        async with asyncio.timeout(5):
            while len(answers.given) < 2:  # noqa: ASYNC110 - a list tells nobody
                await asyncio.sleep(0)
    assert [one.update_id for one in answers.given] == (["2", "4"] if reply is None else ["2"])
    assert set(journal.ended) == ({"1", "3"} if reply is None else {"1"})
