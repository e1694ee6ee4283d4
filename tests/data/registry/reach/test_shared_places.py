"""Places that all processes share: none is taken twice, and those who are answered are before those who are told."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.registry.reach import shared_places
from data.registry.reach.shared_places import Limit, Place, find_free, take_place
from data.store import Store
from scheduler.clock import SystemClock

BOT = Limit("telegram", 30, 1.0)


@pytest.fixture
def registry(new_postgresql: Callable[[], str]) -> Iterator[Store]:
    store = Store(new_postgresql())
    yield store
    store.close()


def take(store: Store, of_bot: Limit = BOT, *of_chat: Limit) -> Place:
    with store.write() as session:
        return take_place(session, of_bot, of_chat)


@given(
    st.lists(st.floats(0, 0.5), min_size=1, max_size=80),
    st.integers(1, 8),
)
def test_no_span_of_time_has_more_than_its_limit(pauses: list[float], number: int) -> None:
    limit, taken, now = Limit("bot", number, 1.0), list[float](), 0.0
    for pause in pauses:
        now += pause
        taken.append(max(find_free(taken, limit, now), taken[-1] if taken else now))
    for first, later in zip(taken, taken[number:], strict=False):
        assert later - first >= 1.0 - 1e-9


def test_places_are_free_up_to_the_limit_and_then_come_one_by_one(registry: Store) -> None:
    limit = Limit("telegram", 3, 60.0)
    assert [take(registry, limit).seconds for _ in range(3)] == [0.0] * 3
    fourth, fifth = take(registry, limit), take(registry, limit)
    assert fourth.is_taken
    assert 50 < fourth.seconds <= fifth.seconds <= 60


def test_a_chat_that_must_wait_takes_no_place_of_others(registry: Store) -> None:
    chat, bot = Limit("telegram chat 7", 1, 60.0), Limit("telegram", 1, 60.0)
    assert take(registry, Limit("telegram", 2, 60.0), chat).is_taken
    waits = take(registry, Limit("telegram", 2, 60.0), chat)
    assert (waits.is_taken, waits.is_pause) == (False, False)
    assert 50 < waits.seconds <= 60
    assert take(registry, Limit("telegram", 2, 60.0)).seconds == 0.0
    assert take(registry, bot).seconds > 50


def test_a_pause_is_everybodys(registry: Store) -> None:
    with registry.write() as session:
        shared_places.pause(session, "telegram", 30)
    with registry.write() as session:
        shared_places.pause(session, "telegram", 5)  # one that ends sooner shortens none
    told = take(registry)
    assert (told.is_taken, told.is_pause) == (False, True)
    assert 20 < told.seconds <= 30
    assert take(registry, Limit("zalo", 30, 1.0)).is_taken


def test_many_at_once_take_each_place_once_without_a_deadlock(registry: Store) -> None:
    chats = [Limit(f"telegram chat {n % 4}", 100, 60.0) for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda chat: take(registry, Limit("telegram", 10, 60.0), chat), chats))
    assert sum(place.seconds == 0.0 for place in found) == 10
    assert all(place.is_taken for place in found)


def test_what_nobody_uses_any_more_is_forgotten(registry: Store) -> None:
    take(registry)
    later = SystemClock().now()
    with registry.write() as session:
        assert shared_places.delete_unused(session, later.replace(year=2000)) == 0
        assert shared_places.delete_unused(session, later.replace(year=later.year + 1)) == 1
