"""What troubles receiving, also where the present phase does not tell."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from telegram.error import Conflict

from bot.channels.receiving.phases import KEPT_OUT, SILENCE, Phase, Phases
from bot.channels.telegram.receiving.failures import BOT, read_failure


class Seconds:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def phases(seconds: Seconds) -> Phases:
    return Phases(BOT, lambda: datetime(2024, 3, 8, tzinfo=UTC), lambda: None, read_failure, seconds)


def steps(*outcomes: Phase | Exception) -> Callable[[], Awaitable[Phase]]:
    left = list(outcomes)

    async def step() -> Phase:
        outcome = left.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return step


async def test_a_receiver_that_hangs_is_trouble_until_it_moves_again(phases: Phases, seconds: Seconds) -> None:
    await phases.until_done(steps(Phase.RECEIVING))
    seconds.now += SILENCE
    told = [phases.trouble]
    seconds.now += 1
    told.append(phases.trouble)
    await phases.until_done(steps(Phase.RECEIVING))
    told.append(phases.trouble)
    assert [trouble and trouble.lasting for trouble in told] == [None, True, None]


async def test_one_that_takes_turns_with_another_is_kept_out_all_the_while(
    phases: Phases, seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.receiving.phases.PAUSES", (0.0,))
    told = []
    for _turn in range(5):
        await phases.until_done(steps(Conflict("terminated by other getUpdates request"), Phase.RECEIVING))
        told.append(phases.trouble and phases.trouble.lasting)
        seconds.now += KEPT_OUT / 2
    assert told == [True] * 5
    seconds.now += KEPT_OUT
    await phases.until_done(steps(Phase.RECEIVING))
    assert phases.trouble is None


async def test_a_receiver_that_has_stopped_is_no_trouble(phases: Phases, seconds: Seconds) -> None:
    phases.enter(Phase.STOPPED)
    seconds.now += 10 * SILENCE
    assert phases.trouble is None
