"""Nobody is written to unasked at night or on a day off; what was missed comes on the next working morning."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.enums import DeliveryKind, DeliveryState, Role
from data.models import Agency, Preference
from data.rules.calendar import ONE_DAY
from data.rules.digest_hours import DIGEST_HOURS, digest_at
from data.rules.sending_hours import EVERYTHING, OFFICE_HOURS, SendingHours
from data.rules.stages import Policy
from data.rules.viet_nam_time import VIET_NAM
from data.store import Store
from scheduler.auditor import Alarm, audit
from scheduler.clock import RehearsalClock
from scheduler.context import Planning
from scheduler.planning.digest import DigestFacts
from scheduler.sending.retry_policy import LEASE, claim_due
from scheduler.tick import tick
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.databases.registries import delete_all_rows
from tests.scheduler.office import CHANNELS, DUE, Office, morning, seat

LATE_SHIFT = SendingHours(time(9), time(16))

Sent = tuple[datetime, str, str]
"""When, to which chat, what."""


def watched(office: Office, hours: SendingHours = OFFICE_HOURS) -> list[Sent]:
    """What goes out from now on, with the office's instant of each; the office keeps these hours."""
    sent: list[Sent] = []

    async def send(channel: str, chat_id: str, message: object) -> str:
        sent.append((office.clock.now(), chat_id, type(message).__name__))
        return await office.postbox.send(channel, chat_id, message)  # type: ignore[arg-type]

    office.postman = replace(office.postman, send=send, planning=Planning(CALENDAR, Policy(hours=hours), CHANNELS))
    return sent


def wants(office: Office, agency: Agency, hour: int, chat_id: str) -> None:
    """One more officer, who chose an hour."""
    with office.store.write() as session:
        one = make.officer(session, agency, chat_id=chat_id)
        session.add(Preference(officer_id=make.known(one.id), hour=hour, left_out=[]))


async def test_a_bot_started_at_night_sends_in_the_morning(office: Office, agency: Agency) -> None:
    seat(office, agency)
    sent = watched(office)
    await office.tick(morning("2024-03-14", 23, 40))
    await office.tick(morning("2024-03-15", 7, 59))
    assert sent == []
    await office.tick(morning("2024-03-15"))
    assert office.postbox.stages == [("2024-03-15", "TC.2", "T0")]


async def test_what_a_killed_process_left_behind_waits_for_its_officers_hour(office: Office, agency: Agency) -> None:
    seat(office, agency)
    wants(office, agency, 9, "at nine")
    office.plan(morning("2024-03-08", 9))
    sent = watched(office)
    with office.store.write() as session:
        now = morning("2024-03-08", 17, 59)
        assert len(claim_due(session, CHANNELS, 20, now=now, wall=now)) == 2
    for hour in (6, 7):
        await office.tick(morning("2024-03-11", hour))
    assert sent == []
    await office.tick(morning("2024-03-11", 8))
    assert len(sent) == 1
    await office.tick(morning("2024-03-11", 9))
    assert [chat for _, chat, _ in sent][1:] == ["at nine"]


@pytest.mark.parametrize(
    ("hours", "hour", "goes_out"),
    [
        (OFFICE_HOURS, 6, morning("2024-03-08", 6)),
        (OFFICE_HOURS, 17, morning("2024-03-08", 17)),
        (LATE_SHIFT, 6, morning("2024-03-08", 6)),
        (LATE_SHIFT, 8, morning("2024-03-08", 8)),
        (LATE_SHIFT, 17, morning("2024-03-08", 17)),
        (LATE_SHIFT, None, morning("2024-03-08", 9)),
        (SendingHours(time(5), time(7)), None, morning("2024-03-08", 6)),
    ],
)
async def test_an_officers_own_hour_wins_and_nobody_elses(
    office: Office, agency: Agency, hours: SendingHours, hour: int | None, goes_out: datetime
) -> None:
    if hour is None:
        seat(office, agency)
    else:
        wants(office, agency, hour, "own")
    sent = watched(office, hours)
    await office.live(morning("2024-03-08", 0), morning("2024-03-08", 23), timedelta(minutes=30))
    assert [(at, what) for at, _, what in sent] == [(goes_out, "DigestFacts")]


async def test_an_own_hour_that_was_missed_comes_with_the_next_morning(office: Office, agency: Agency) -> None:
    wants(office, agency, 17, "own")
    sent = watched(office, LATE_SHIFT)
    await office.tick(morning("2024-03-08", 18))
    await office.tick(morning("2024-03-11", 16, 59))
    assert sent == []
    await office.tick(morning("2024-03-11", 17, 59))
    assert len(sent) == 1


async def test_figures_and_notices_keep_the_hours_whatever_their_officer_chose(office: Office) -> None:
    with office.store.write() as session:
        agency = make.agency(session)
        make.duty(session, agency, make.deadline(session, make.plan(session), DUE))
        for role in (Role.HEAD, Role.ADMIN):
            one = make.officer(session, agency, role=role, chat_id=role)
            session.add(Preference(officer_id=make.known(one.id), hour=6, left_out=[]))
    sent = watched(office, LATE_SHIFT)
    await office.live(morning("2024-03-11", 0), morning("2024-03-11", 23), timedelta(minutes=30))
    assert [(at, chat) for at, chat, _ in sent] == [(morning("2024-03-11", 9), role) for role in ("head", "admin")]


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        (morning("2024-03-08", 5, 59), None),
        (morning("2024-03-08", 6), {DeliveryKind.DIGEST}),
        (morning("2024-03-08", 6, 59), {DeliveryKind.DIGEST}),
        (morning("2024-03-08", 7), set(DeliveryKind)),
        (morning("2024-03-08", 17, 59), set(DeliveryKind)),
        (morning("2024-03-08", 18), {DeliveryKind.DIGEST}),
        (morning("2024-03-09", 9), None),
        (morning("2024-05-04", 9), set(DeliveryKind)),
    ],
)
def test_what_may_go_out_at_an_instant(now: datetime, allowed: set[DeliveryKind] | None) -> None:
    found = OFFICE_HOURS.sendable(now, CALENDAR)
    assert (found and set(found.kinds)) == allowed


@pytest.mark.parametrize(
    ("first", "last"), [(time(18), time(7)), (time(7), time(7, 59)), (time(7), time(7)), (time(4), time(6, 59))]
)
def test_hours_that_are_reversed_or_too_short_are_refused(first: time, last: time) -> None:
    with pytest.raises(ValueError, match="not an hour"):
        SendingHours(first, last)


HOUR_OF_DAY = st.builds(lambda hour, half: time(hour, 30 * half), st.integers(0, 22), st.integers(0, 1))
STARTS = st.lists(st.integers(0, 14 * 24 * 60), min_size=1, max_size=8, unique=True).map(sorted)
"""Minutes since the night before Friday, 08/03."""


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=STARTS, first=HOUR_OF_DAY, lasts=st.integers(60, 600), own=st.sampled_from(DIGEST_HOURS))
async def test_whenever_it_is_started_nothing_goes_out_at_night(
    store: Store, minutes: Sequence[int], first: time, lasts: int, own: int
) -> None:
    from_midnight = first.hour * 60 + first.minute
    until = min(max(from_midnight, 6 * 60) + lasts, 23 * 60 + 59)
    hours = SendingHours(first, time(until // 60, until % 60))
    office = Office(store)
    with store.write() as session:
        delete_all_rows(session)
        agency, plan = make.agency(session), make.plan(session)
        for number in range(12):
            make.duty(session, agency, make.deadline(session, plan, DUE + number * ONE_DAY))
        for role in Role:
            make.officer(session, agency, role=role, chat_id=role)
    wants(office, agency, own, "own")
    sent = watched(office, hours)
    for minute in minutes:
        await office.tick(morning("2024-03-08", 0) + timedelta(minutes=minute))
    for at, chat, what in sent:
        assert CALENDAR.is_working(at.astimezone(VIET_NAM).date())
        own_hour = digest_at(at.astimezone(VIET_NAM).date(), own)
        inside = hours.first <= at.astimezone(VIET_NAM).time() < hours.last
        early = own_hour <= at < hours.begin(at.astimezone(VIET_NAM).date())
        theirs = (
            chat == "own" and what == DigestFacts.__name__ and (early or timedelta() <= at - own_hour < LEASE * 30)
        )
        assert inside or theirs, (at, chat, what)


@pytest.mark.parametrize("hours", [OFFICE_HOURS, LATE_SHIFT, SendingHours(time(10), time(11))])
async def test_a_rehearsal_passes_over_no_sending_hours(office: Office, agency: Agency, hours: SendingHours) -> None:
    """However long the machine takes between two ticks; those of an officer's own hour are hours as well."""
    seat(office, agency)
    wants(office, agency, 17, "own")
    sent = watched(office, hours)
    passed = [0.0]
    clock = RehearsalClock(morning("2024-03-08", 0), 24 * 60 * 60, monotonic=lambda: passed[0])
    postman = replace(office.postman, clock=clock)
    while clock.now() < morning("2024-03-19"):
        await tick(postman)
        passed[0] += 1
    assert sorted((day, chat == "own") for day, chat in _days(office)) == sorted(
        (date(2024, 3, day), own) for day in (8, 12, 14, 15, 18) for own in (False, True)
    )
    assert len(sent) == 10


def test_a_message_that_waits_for_the_morning_is_no_alarm(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08", 19))

    def unsent(now: datetime) -> bool:
        with office.store.read() as session:
            return Alarm.UNSENT in audit(session, now, now, CALENDAR).alarms

    assert office.states() == [DeliveryState.PENDING]
    assert not unsent(morning("2024-03-08", 20))
    assert not unsent(morning("2024-03-11", 7, 59))
    assert unsent(morning("2024-03-11", 8))


def test_within_the_hours_everything_may_go_out() -> None:
    assert OFFICE_HOURS.sendable(morning("2024-03-08"), CALENDAR) is EVERYTHING


def _days(office: Office) -> set[tuple[date, str]]:
    return {(facts.day, chat) for chat, facts in office.postbox.arrived}


@pytest.mark.parametrize(
    ("hours", "now", "last_call"),
    [
        (OFFICE_HOURS, morning("2024-03-15", 6), morning("2024-03-15", 17, 59)),
        (OFFICE_HOURS, morning("2024-03-15", 17, 58), morning("2024-03-15", 17, 59)),
        (OFFICE_HOURS, morning("2024-03-15", 17, 59), morning("2024-03-18", 17, 59)),
        (OFFICE_HOURS, morning("2024-03-17"), morning("2024-03-18", 17, 59)),
        (LATE_SHIFT, morning("2024-03-15", 15, 59), morning("2024-03-15", 16, 59)),
        (LATE_SHIFT, morning("2024-03-15", 17, 59), morning("2024-03-18", 15, 59)),
    ],
)
def test_a_fast_clock_passes_over_no_last_minute_of_sending(
    hours: SendingHours, now: datetime, last_call: datetime
) -> None:
    assert hours.last_call(now, CALENDAR) == last_call


@pytest.mark.parametrize("fails", [False, True], ids=["worked", "failed"])
async def test_a_fast_rehearsal_stands_at_the_last_minute_until_the_office_looks_again(
    office: Office, agency: Agency, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    seat(office, agency)
    seconds = [0.0]
    clock = RehearsalClock(morning("2024-03-15", 6), 86_400, monotonic=lambda: seconds[0])
    if fails:
        monkeypatch.setattr("scheduler.tick.plan_due", lambda *_, **__: 1 / 0)
    with suppress(ZeroDivisionError):
        await tick(replace(office.postman, clock=clock))
    seconds[0] += 3
    assert clock.now() == morning("2024-03-15", 17, 59)
