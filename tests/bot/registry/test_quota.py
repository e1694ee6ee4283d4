"""The count of a month's messages."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.registry.access import run_writing
from bot.registry.quota import RegistryQuota
from data.registry.office import channel_months
from data.rules.viet_nam_time import month_of
from data.store import Store

WALL = datetime(2024, 2, 29, 16, 59, 59, tzinfo=UTC)
"""A second before March in Viet Nam."""


def stored(store: Store) -> int:
    with store.read() as session:
        found = channel_months.list_usages(session, month_of(WALL)).get("zalo-1")
        return found.sent if found else 0


async def test_what_is_stored_twice_at_once_is_counted_once(store: Store) -> None:
    quota = RegistryQuota(store, lambda: WALL, "zalo-1", 100)
    for _ in range(5):
        quota.count_sent()
    await asyncio.gather(*(quota.flush() for _ in range(3)))
    assert (quota.sent, stored(store)) == (5, 5)


async def test_what_is_stored_while_a_month_ends_says_nothing_of_the_next(store: Store) -> None:
    wall = WALL
    quota = RegistryQuota(store, lambda: wall, "zalo-1", 100)
    quota.count_sent()
    quota.mark_spent()
    storing = asyncio.create_task(quota.flush())
    await asyncio.sleep(0)
    wall += timedelta(seconds=1)
    assert not quota.is_spent
    await storing
    assert (quota.is_spent, quota.sent) == (False, 0)


async def test_that_a_month_is_spent_is_not_forgotten_while_counts_are_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    quota = RegistryQuota(store, lambda: WALL, "zalo-1", 100)

    async def store_while_zalo_refuses(*about: Any) -> object:
        stored = await run_writing(*about)
        quota.mark_spent()
        return stored

    monkeypatch.setattr("bot.registry.quota.run_writing", store_while_zalo_refuses)
    quota.count_sent()
    await quota.flush()
    assert quota.is_spent
    await quota.flush()
    again = RegistryQuota(store, lambda: WALL, "zalo-1", 100)
    assert (again.is_spent, again.sent) == (True, 1)


async def test_a_month_that_is_not_spent_any_more_is_seen_by_looking_again(store: Store) -> None:
    quota = RegistryQuota(store, lambda: WALL, "zalo-1", 100)
    quota.mark_spent()
    quota.look_again()
    assert quota.is_spent
    await quota.flush()
    quota.look_again()
    assert quota.is_spent
    with store.write() as session:
        channel_months.clear_spent(session, "zalo-1", month_of(WALL))
    assert quota.is_spent
    quota.look_again()
    assert not quota.is_spent
