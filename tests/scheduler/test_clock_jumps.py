"""Clocks that are set, and machines that sleep: nothing waits longer for it, nothing is sent twice."""

from collections import Counter
from datetime import timedelta

import pytest

from data.enums import DeliveryState
from data.models import Agency
from scheduler.engines.local import LocalEngine
from scheduler.sending.errors import Passing, SlowDown, Unknown
from scheduler.sending.retry_policy import LEASE
from tests.scheduler.engines.test_local import OFTEN
from tests.scheduler.engines.ticks import Ticks
from tests.scheduler.office import Office, morning, seat

EIGHT = morning("2024-03-08")
A_WEEK = timedelta(days=7)


@pytest.fixture
def office(office: Office, agency: Agency) -> Office:
    """One officer, whose digest of T-7, 08/03, is about to go out."""
    seat(office, agency, chat_id="first")
    return office


@pytest.mark.parametrize(
    ("failure", "left"),
    [(Passing(), timedelta(minutes=1)), (SlowDown(30), timedelta(seconds=30)), (Unknown(), LEASE)],
    ids=["pause", "the channel's pause", "lease"],
)
async def test_what_waits_goes_on_waiting_for_what_was_left_when_the_worlds_clock_is_set_back(
    office: Office, failure: Exception, left: timedelta
) -> None:
    office.postbox.fails("first", failure)
    office.clock.ahead = A_WEEK
    await office.tick(EIGHT)
    office.clock.ahead = timedelta()
    found_out = EIGHT + timedelta(seconds=1)
    await office.tick(found_out)
    assert office.postbox.tried == ["first"]
    await office.tick(found_out + left)
    assert office.states() == [DeliveryState.SENT]


async def test_a_clock_that_is_only_a_little_off_moves_nothing(office: Office) -> None:
    office.postbox.fails("first", SlowDown(30))
    office.clock.ahead = timedelta(seconds=20)
    await office.tick(EIGHT)
    office.clock.ahead = timedelta()
    await office.tick(EIGHT + timedelta(seconds=40))
    assert office.states() == [DeliveryState.PENDING]
    await office.tick(EIGHT + timedelta(seconds=50))
    assert office.states() == [DeliveryState.SENT]


async def test_the_offices_clock_may_go_back_and_forth(office: Office) -> None:
    for day in ("2024-03-08", "2024-03-12", "2024-03-08", "2024-03-11", "2024-03-14", "2024-03-12", "2024-03-15"):
        await office.tick(morning(day))
    digests = Counter((chat_id, facts.day) for chat_id, facts in office.postbox.arrived)
    assert set(digests.values()) == {1}
    assert [stage for _, _, stage in office.postbox.stages] == ["T-7", "T-3", "T-1", "T0"]


async def test_a_machine_that_slept_for_days_wakes_to_one_digest(office: Office) -> None:
    await office.tick(morning("2024-03-07", 23))
    await office.tick(morning("2024-03-14", 15))
    assert office.postbox.stages == [("2024-03-14", "TC.2", "T-1")]


async def test_the_engine_does_not_sleep_until_the_old_time_comes_again() -> None:
    ticks = Ticks()
    engine = LocalEngine([ticks.job(OFTEN)])
    engine.start()
    await ticks.reach(1)
    [job] = engine._scheduler.get_jobs()
    job.modify(next_run_time=job.next_run_time + A_WEEK)  # what a clock set back by a week looks like to it
    await ticks.reach(ticks.begun + 3)
    await engine.stop()
