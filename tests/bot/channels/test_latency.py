"""How long a provider takes at least to answer."""

import pytest

from bot.channels.latency import RECENTLY, Latency


class Seconds:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def latency(seconds: Seconds) -> Latency:
    return Latency(seconds)


def record(latency: Latency, *seconds: float) -> None:
    for one in seconds:
        latency.record(one)


def test_nothing_is_counted_on_while_little_is_known(latency: Latency) -> None:
    record(latency, *[0.3] * 4)
    assert latency.least == 0
    assert latency.unsure > 0


def test_what_every_call_takes_is_counted_on_but_for_a_little(latency: Latency) -> None:
    record(latency, *[0.3] * 5)
    assert 0.27 < latency.least < 0.3


def test_more_is_never_counted_on_than_the_quickest_call_took(latency: Latency) -> None:
    record(latency, *[0.6] * 50, 0.05)
    assert latency.least < 0.05


def test_calls_that_differ_are_counted_on_less(latency: Latency, seconds: Seconds) -> None:
    record(latency, *[0.3] * 100)
    even = latency.least
    other = Latency(seconds)
    record(other, *[0.3, 0.5] * 50)
    assert other.least < even


def test_a_way_that_became_longer_is_noticed_within_a_minute(latency: Latency, seconds: Seconds) -> None:
    record(latency, *[0.05] * 10)
    for _ in range(2):
        seconds.now += RECENTLY + 1
        record(latency, *[0.3] * 10)
    assert latency.least > 0.25


def test_what_was_known_long_ago_is_forgotten(latency: Latency, seconds: Seconds) -> None:
    record(latency, *[0.3] * 10)
    seconds.now += 10 * RECENTLY
    record(latency, 0.3)
    assert latency.least == 0
