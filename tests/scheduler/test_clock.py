import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from data.rules.viet_nam_time import at_hour, viet_nam_date
from scheduler.clock import LONGEST_STEP, RehearsalClock, SystemClock
from scheduler.testing import FixedClock

EIGHT_IN_HANOI = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)


class Seconds:
    """A count of real seconds that moves only when told."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def begun(clock: RehearsalClock) -> RehearsalClock:
    """Looked at for the first time."""
    clock.now()
    return clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2024, 2, 29, 16, 59, 59, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2024, 2, 29, 17, 0, tzinfo=UTC), date(2024, 3, 1)),
        (datetime(2023, 12, 31, 17, 0, tzinfo=UTC), date(2024, 1, 1)),
        (datetime(2024, 2, 29, 9, 0, tzinfo=timezone(timedelta(hours=-8))), date(2024, 3, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_viet_nam(instant: datetime, day: date) -> None:
    assert viet_nam_date(instant) == day


@pytest.mark.parametrize(
    ("hour", "instant"),
    [
        (time(8), datetime(2024, 2, 26, 1, 0, tzinfo=UTC)),
        (time(7), datetime(2024, 2, 26, 0, 0, tzinfo=UTC)),
        (time(6, 30), datetime(2024, 2, 25, 23, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_in_viet_nam_is_seven_hours_earlier_in_utc(hour: time, instant: datetime) -> None:
    assert at_hour(date(2024, 2, 26), hour) == instant
    assert at_hour(date(2024, 2, 26), hour).tzinfo is UTC


def test_an_instant_without_a_time_zone_is_refused() -> None:
    naive = datetime(2024, 2, 26, 8, 0)  # noqa: DTZ001 - that is the mistake
    with pytest.raises(ValueError, match="needs a time zone"):
        viet_nam_date(naive)
    with pytest.raises(ValueError, match="needs a time zone"):
        RehearsalClock(naive)
    with pytest.raises(ValueError, match="needs a time zone"):
        FixedClock(naive)


def test_the_system_clock_is_real_utc() -> None:
    clock = SystemClock()
    before, now, after = clock.wall(), clock.now(), clock.wall()
    assert before <= now <= after
    assert now.tzinfo is UTC


def test_a_rehearsal_starts_where_it_is_told(seconds: Seconds) -> None:
    clock = RehearsalClock(datetime(2024, 2, 26, 8, 0, tzinfo=timezone(timedelta(hours=7))), monotonic=seconds)
    assert clock.now() == EIGHT_IN_HANOI
    assert clock.now().tzinfo is UTC
    assert clock.today() == date(2024, 2, 26)


def test_a_rehearsal_begins_when_it_is_first_looked_at(seconds: Seconds) -> None:
    clock = RehearsalClock(EIGHT_IN_HANOI, 1440, monotonic=seconds)
    seconds.passed += 60
    assert clock.now() == EIGHT_IN_HANOI
    seconds.passed += 60
    assert clock.now() == EIGHT_IN_HANOI + timedelta(days=1)


@pytest.mark.parametrize(
    ("rate", "real_seconds", "office_time"),
    [(1.0, 90, timedelta(seconds=90)), (1440.0, 60, timedelta(days=1)), (0.5, 60, timedelta(seconds=30))],
)
def test_a_rehearsal_runs_at_its_rate(
    seconds: Seconds, rate: float, real_seconds: float, office_time: timedelta
) -> None:
    clock = begun(RehearsalClock(EIGHT_IN_HANOI, rate, monotonic=seconds))
    seconds.passed += real_seconds
    assert clock.now() == EIGHT_IN_HANOI + office_time


def test_a_rehearsal_goes_on_from_where_it_is_moved(seconds: Seconds) -> None:
    clock = RehearsalClock(EIGHT_IN_HANOI, 60, monotonic=seconds)
    seconds.passed += 10
    clock.move_to(EIGHT_IN_HANOI + timedelta(days=3))
    assert clock.now() == EIGHT_IN_HANOI + timedelta(days=3)
    seconds.passed += 60
    assert clock.now() == EIGHT_IN_HANOI + timedelta(days=3, hours=1)


def test_a_rehearsal_skips_ahead(seconds: Seconds) -> None:
    clock = begun(RehearsalClock(EIGHT_IN_HANOI, monotonic=seconds))
    seconds.passed += 5
    clock.advance(timedelta(days=7))
    assert clock.now() == EIGHT_IN_HANOI + timedelta(days=7, seconds=5)
    assert clock.today() == date(2024, 3, 4)


def test_a_rehearsal_never_goes_back(seconds: Seconds) -> None:
    clock = begun(RehearsalClock(EIGHT_IN_HANOI, monotonic=seconds))
    seconds.passed += 5
    with pytest.raises(ValueError, match="does not go back"):
        clock.move_to(EIGHT_IN_HANOI)
    with pytest.raises(ValueError, match="does not go back"):
        clock.advance(timedelta(seconds=-1))
    assert clock.now() == EIGHT_IN_HANOI + timedelta(seconds=5)


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan")])
def test_a_rehearsal_refuses_a_rate_that_is_not_forward(rate: float) -> None:
    with pytest.raises(ValueError, match="runs forward"):
        RehearsalClock(EIGHT_IN_HANOI, rate)


def test_a_rehearsal_stands_still_while_it_is_held(seconds: Seconds) -> None:
    clock = begun(RehearsalClock(EIGHT_IN_HANOI, 1440, monotonic=seconds))
    seconds.passed += 60
    with clock.stand_still(), clock.stand_still():
        seconds.passed += 600
        assert clock.now() == EIGHT_IN_HANOI + timedelta(days=1)
    seconds.passed += 10
    assert clock.now() == EIGHT_IN_HANOI + timedelta(days=1, hours=4)


def test_a_rehearsal_that_was_held_waits_for_the_office_to_work_again(seconds: Seconds) -> None:
    clock = RehearsalClock(EIGHT_IN_HANOI, 1440, monotonic=seconds)
    for half_days in range(3):
        with clock.stand_still():
            assert clock.now() == EIGHT_IN_HANOI + half_days * LONGEST_STEP
        seconds.passed += 600
    assert clock.now() == EIGHT_IN_HANOI + 3 * LONGEST_STEP


def test_an_idle_moment_of_a_rehearsal_is_made_up_for(seconds: Seconds) -> None:
    clock = RehearsalClock(EIGHT_IN_HANOI, 1440, monotonic=seconds)
    with clock.stand_still() as still:
        seconds.passed += 10
        assert clock.now() == EIGHT_IN_HANOI
        still.idle = True
    assert clock.now() == EIGHT_IN_HANOI + timedelta(hours=4)
    seconds.passed += 600
    assert clock.now() == EIGHT_IN_HANOI + LONGEST_STEP


def test_a_rehearsal_that_runs_in_real_time_is_held_where_it_stands() -> None:
    clock = RehearsalClock(EIGHT_IN_HANOI, 1e6)
    with clock.stand_still():
        assert clock.now() == clock.now() > EIGHT_IN_HANOI


def test_a_rehearsal_that_is_held_can_be_moved(seconds: Seconds) -> None:
    clock = RehearsalClock(EIGHT_IN_HANOI, 1440, monotonic=seconds)
    with clock.stand_still():
        clock.move_to(EIGHT_IN_HANOI + timedelta(days=3))
        seconds.passed += 60
        assert clock.now() == EIGHT_IN_HANOI + timedelta(days=3)
    seconds.passed += 10
    assert clock.now() == EIGHT_IN_HANOI + timedelta(days=3, hours=4)


def test_real_time_cannot_be_held() -> None:
    clock = SystemClock()
    with clock.stand_still():
        before = clock.now()
        assert clock.wall() >= before


def test_a_rehearsal_loses_no_skip_made_by_another_thread() -> None:
    def seconds_read_while_others_run() -> float:
        os.sched_yield()
        return 0.0

    clock = RehearsalClock(EIGHT_IN_HANOI, monotonic=seconds_read_while_others_run)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: clock.advance(timedelta(minutes=1)), range(500)))
    assert clock.now() == EIGHT_IN_HANOI + timedelta(minutes=500)


def test_a_rehearsal_leaves_the_world_outside_alone(seconds: Seconds) -> None:
    clock = RehearsalClock(EIGHT_IN_HANOI, 1000, monotonic=seconds)
    before = SystemClock().now()
    clock.advance(timedelta(days=365))
    assert before <= clock.wall() <= SystemClock().now()


def test_a_fixed_clock_stands_until_it_is_moved() -> None:
    clock = FixedClock(EIGHT_IN_HANOI)
    assert (clock.now(), clock.wall(), clock.today()) == (EIGHT_IN_HANOI, EIGHT_IN_HANOI, date(2024, 2, 26))
    clock.move_to(EIGHT_IN_HANOI - timedelta(days=1))
    assert (clock.now(), clock.today()) == (EIGHT_IN_HANOI - timedelta(days=1), date(2024, 2, 25))


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "UTC", "Pacific/Kiritimati"])
def test_the_servers_time_zone_plays_no_part(zone: str) -> None:
    program = """
from datetime import UTC, datetime, time
from data.rules.viet_nam_time import at_hour
from scheduler.clock import LONGEST_STEP, RehearsalClock
today = RehearsalClock(datetime(2024, 2, 29, 17, 30, tzinfo=UTC)).today()
print(today, at_hour(today, time(8)).isoformat())
"""
    shown = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split() == ["2024-03-01", "2024-03-01T01:00:00+00:00"]
