"""The pace of pushes where each call takes its time, to a server that counts as Telegram does. In virtual time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.pace import Pace
from bot.channels.spacing import Spacing
from bot.channels.telegram.limits import RATE_LIMITS
from tests.loopback.errors import Refusal
from tests.loopback.rates import PER_SECOND, Rates
from tests.virtual_time import Clock, run_in_virtual_time

QUESTIONS = 20


@dataclass
class Telegram:
    """The other side: calls are on their way for `latency()` seconds, half of it there, and counted on arrival."""

    clock: Clock
    latency: Callable[[], float]
    counted: list[float] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self) -> None:
        self._rates = Rates(self.clock)

    async def call(self, chat_id: str) -> None:
        there, back = self.latency() / 2, self.latency() / 2
        await asyncio.sleep(there)
        try:
            self._rates.check(int(chat_id))
        except Refusal:
            self.refused += 1
        self.counted.append(self.clock())
        await asyncio.sleep(back)


@dataclass
class Morning:
    """What was seen of a morning: the server, when the pushes were through, and how long each reply waited."""

    telegram: Telegram
    waits: list[float]

    @property
    def per_second(self) -> float:
        counted = self.telegram.counted
        return (len(counted) - 1) / (counted[-1] - counted[0])


async def live_through(clock: Clock, latency: Callable[[], float], pushes: int, questions: int) -> Morning:
    """Push to so many chats, while somebody asks twice a second and is answered."""
    telegram, pace = Telegram(clock, latency), Pace(RATE_LIMITS, lambda _chat: False, clock)
    waits: list[float] = []

    async def push(number: int) -> None:
        async with pace.pushes(f"{number}"):
            await telegram.call(f"{number}")

    async def ask(number: int) -> None:
        await asyncio.sleep(number / 2)
        asked = clock()
        async with pace.replies(f"{-number}"):
            await telegram.call(f"{-number}")
        waits.append(clock() - asked)

    await asyncio.gather(*map(push, range(1, pushes + 1)), *map(ask, range(1, questions + 1)))
    return Morning(telegram, waits)


@pytest.mark.parametrize("latency", [0, 0.05, 0.15, 0.3, 0.6, 0.9])
def test_pushes_keep_telegrams_pace_whatever_the_latency(latency: float) -> None:
    lived = run_in_virtual_time(lambda clock: live_through(clock, lambda: latency, 600, QUESTIONS))
    assert lived.telegram.refused == 0
    assert 28 <= lived.per_second <= PER_SECOND
    assert max(lived.waits) < latency + 0.1


def test_pushes_keep_the_pace_where_the_latency_is_never_the_same() -> None:
    chance = Random(7)
    lived = run_in_virtual_time(
        lambda clock: live_through(clock, lambda: 0.3 + chance.uniform(0, 0.05), 600, QUESTIONS)
    )
    assert lived.telegram.refused == 0
    assert lived.per_second >= 28
    assert max(lived.waits) < 0.5


@settings(max_examples=15)
@given(least=st.floats(0, 2), spread=st.floats(0, 0.5), seed=st.integers(0, 9))
def test_no_latency_makes_the_bot_too_fast(least: float, spread: float, seed: int) -> None:
    chance = Random(seed)
    lived = run_in_virtual_time(lambda clock: live_through(clock, lambda: least + chance.uniform(0, spread), 120, 4))
    assert lived.telegram.refused == 0


def test_calls_that_hang_hold_nobody_up() -> None:
    """Four that hang for twenty seconds had every push wait for them."""

    async def live(clock: Clock) -> float:
        pace = Pace(RATE_LIMITS, lambda _chat: False, clock)

        async def push(number: int) -> None:
            async with pace.pushes(f"{number}"):
                await asyncio.sleep(20 if number < 5 else 0.3)

        hanging = [asyncio.create_task(push(number)) for number in range(5)]
        await asyncio.gather(*(push(number) for number in range(5, 145)))
        took = clock()
        await asyncio.gather(*hanging)
        return took

    assert run_in_virtual_time(live) < 6


async def wait_for_instants(clock: Clock, spacing: Spacing, number: int) -> list[float]:
    left: list[float] = []

    async def wait() -> None:
        await spacing.wait()
        left.append(clock())

    await asyncio.gather(*(wait() for _ in range(number)))
    return left


def test_instants_are_taken_evenly() -> None:
    left = run_in_virtual_time(lambda clock: wait_for_instants(clock, Spacing(lambda: 0.1, clock), 5))
    assert [later - earlier for earlier, later in pairwise(left[1:])] == pytest.approx([0.1] * 3)


def test_who_does_not_wait_delays_those_who_do() -> None:
    async def live(clock: Clock) -> list[float]:
        spacing = Spacing(lambda: 0.1, clock)
        for _ in range(5):
            spacing.take()
        return await wait_for_instants(clock, spacing, 2)

    assert run_in_virtual_time(live) == pytest.approx([0.5, 0.6])


def test_an_instant_is_as_far_as_is_known_when_it_comes() -> None:
    """A latency that became known meanwhile counts for those who wait already."""

    async def live(clock: Clock) -> list[float]:
        return await wait_for_instants(clock, Spacing(lambda: 1 if clock() < 2 else 0.1, clock), 6)

    left = run_in_virtual_time(live)
    assert left[-1] < 3
