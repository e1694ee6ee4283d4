"""Which trouble of a channel is an alarm, and from when."""

from datetime import datetime, timedelta

import pytest

from data.registry.office import health, heartbeats
from data.registry.office.health import read_health as health_of
from data.store import Store
from scheduler.auditor import Alarm, audit
from scheduler.channel_health import BLIP, FRESH, Trouble, list_alarms, record_channel
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import morning

SATURDAY = morning("2024-03-09")
AWAY, CONNECTING = Trouble("mất mạng"), Trouble("đang kết nối")
REFUSED, KEPT_OUT = Trouble("mã bị từ chối", lasting=True), Trouble("bot khác", lasting=True)

Notes = list[tuple[int, Trouble | None]]
"""What was noted, at how many seconds."""


def noted(store: Store, notes: Notes, channel: str = "telegram") -> None:
    with store.write() as session:
        for second, trouble in notes:
            record_channel(session, channel, trouble, at(second))


def at(second: int) -> datetime:
    return SATURDAY + timedelta(seconds=second)


def rings(store: Store, second: int) -> dict[str, str]:
    with store.read() as session:
        return list_alarms(health_of(session), at(second))


def test_the_end_of_trouble_is_told_once(store: Store) -> None:
    with store.write() as session:
        ended = [record_channel(session, "telegram", trouble, at(0)) for trouble in (None, AWAY, AWAY, None, None)]
    assert ended == [False, False, False, True, False]


SOME, LONG = 20, int(BLIP.total_seconds())


@pytest.mark.parametrize(
    ("notes", "second", "said"),
    [
        ([(0, None)], 0, None),
        ([(0, AWAY)], 0, None),
        ([(0, REFUSED)], 0, "mã bị từ chối"),
        ([(0, KEPT_OUT)], SOME, "bot khác"),
        ([(0, AWAY), (LONG - 1, AWAY)], LONG - 1, None),
        ([(0, AWAY), (LONG - 1, AWAY)], LONG, "mất mạng"),
        ([(0, CONNECTING), (SOME, AWAY), (LONG, AWAY)], LONG, "mất mạng"),
        ([(0, AWAY), (SOME, None), (LONG, AWAY)], LONG, None),
        ([(0, AWAY), (SOME, REFUSED)], SOME, "mã bị từ chối"),
        ([(0, REFUSED), (SOME, AWAY)], SOME, "mất mạng"),
        ([(0, REFUSED), (SOME, None)], SOME, None),
        ([(0, KEPT_OUT), (SOME, None), (2 * SOME, AWAY)], 2 * SOME, None),
    ],
)
def test_what_lasts_rings_at_once_and_what_may_pass_when_it_has_not(
    store: Store, notes: Notes, second: int, said: str | None
) -> None:
    noted(store, notes)
    assert rings(store, second) == ({"telegram": said} if said else {})


def test_trouble_of_the_bot_before_does_not_count_for_the_one_that_starts(store: Store) -> None:
    noted(store, [(0, CONNECTING), (3600, CONNECTING)])
    assert rings(store, 3600) == {}


def test_a_channel_that_is_not_heard_of_any_more_does_not_ring_for_ever(store: Store) -> None:
    """It was taken out of the settings; where the whole bot stands still, that rings."""
    noted(store, [(0, REFUSED)])
    fresh = int(FRESH.total_seconds())
    assert rings(store, fresh)
    assert rings(store, fresh + 1) == {}


def test_a_clock_that_was_set_back_does_not_put_the_alarm_off(store: Store) -> None:
    noted(store, [(9 * LONG, AWAY), (0, AWAY), (LONG, AWAY)])
    assert rings(store, LONG) == {"telegram": "mất mạng"}


def test_each_channel_rings_for_itself(store: Store) -> None:
    noted(store, [(0, REFUSED)])
    noted(store, [(0, None)], "zalo")
    assert rings(store, 0) == {"telegram": "mã bị từ chối"}


def test_a_channel_that_rings_is_an_alarm_of_the_office(store: Store) -> None:
    noted(store, [(0, REFUSED)])
    with store.write() as session:
        heartbeats.record_beat(session, health.ENGINE, SATURDAY)
        found = audit(session, SATURDAY, SATURDAY, CALENDAR)
    assert (found.well, found.alarms, found.channels) == (False, (Alarm.CHANNEL,), {"telegram": "mã bị từ chối"})
