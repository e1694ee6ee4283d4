"""How long an answer is tried."""

import asyncio

import pytest

from bot.channels import answer_retries
from bot.channels.answer_retries import AnswerRetries, a_few_times
from scheduler.sending.errors import Passing, Rejected, SendFailed, SlowDown, Unknown


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_retries, "PAUSES", (0.0, 0.001))
    monkeypatch.setattr(answer_retries, "DOWNLOAD_PAUSES", (0.0, 0.0))


class Provider:
    """Fails with each of `failures` in turn, the last one over and over if it is `for_ever`; then answers."""

    def __init__(self, *failures: SendFailed, for_ever: bool = False) -> None:
        self.failures, self.for_ever, self.tries = list(failures), for_ever, 0

    async def __call__(self) -> str:
        self.tries += 1
        if self.failures:
            raise self.failures[0] if self.for_ever and len(self.failures) == 1 else self.failures.pop(0)
        return "sent"


def online() -> bool:
    return False


@pytest.mark.parametrize(
    ("failures", "tries"),
    [
        ([Passing("502")] * 40, 41),
        ([SlowDown(0.001), Passing("502"), Unknown("lost")], 4),
        ([Unknown("lost")] * 2, 3),
    ],
)
async def test_what_may_pass_is_tried_until_it_has_passed(failures: list[SendFailed], tries: int) -> None:
    provider = Provider(*failures)
    assert await AnswerRetries(online)(provider) == "sent"
    assert provider.tries == tries


@pytest.mark.parametrize(
    ("failure", "tries"),
    [
        (Rejected("too long"), 1),
        (SlowDown(3600), 1),  # longer than an answer is worth
        (Unknown("lost"), 3),  # each time the message may have arrived
    ],
)
async def test_what_will_not_pass_is_given_up(failure: SendFailed, tries: int) -> None:
    provider = Provider(failure, for_ever=True)
    with pytest.raises(type(failure)):
        await AnswerRetries(online)(provider)
    assert provider.tries == tries


async def test_an_answer_is_given_up_that_fails_while_others_are_received(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_retries, "PATIENCE", 0.02)
    provider = Provider(Passing("500"), for_ever=True)
    with pytest.raises(Passing):
        await AnswerRetries(online)(provider)
    assert provider.tries > 2


async def test_no_answer_is_given_up_while_nothing_is_received_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_retries, "PATIENCE", 0.01)
    provider = Provider(*[Passing("502"), SlowDown(0.02)] * 5)
    assert await AnswerRetries(lambda: True)(provider) == "sent"
    assert provider.tries == 11


async def test_an_answer_that_may_have_arrived_is_not_repeated_before_something_is_received() -> None:
    provider = Provider(*[Unknown("lost")] * 4)
    retries = AnswerRetries(lambda: True)
    sending = asyncio.create_task(retries(provider))
    for tries in range(1, 5):
        await asyncio.sleep(0.01)
        assert provider.tries == tries
        retries.wake()
    assert await asyncio.wait_for(sending, 60) == "sent"


async def test_what_waits_is_tried_at_once_when_receiving_works_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_retries, "PAUSES", (600.0,))
    monkeypatch.setattr(answer_retries, "PATIENCE", 3600.0)
    provider = Provider(Passing("502"))
    retries = AnswerRetries(online)
    sending = asyncio.create_task(retries(provider))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not sending.done()
    retries.wake()
    assert await asyncio.wait_for(sending, 60) == "sent"


async def test_what_a_turn_waits_for_is_tried_three_times() -> None:
    provider = Provider(Passing("502"), for_ever=True)
    with pytest.raises(Passing):
        await a_few_times(provider)
    assert provider.tries == 3
