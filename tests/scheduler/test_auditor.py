"""Whether the office is well, and what is said of it."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.errors import RegistryUnusable
from data.models import Agency
from data.registry.conversations import journal
from data.registry.conversations.journal import RawUpdate
from data.registry.office import health, heartbeats
from scheduler.auditor import HANGS, LATE, SILENCE, Alarm, Auditor, audit
from scheduler.channel_health import record_channel
from scheduler.sending.errors import Passing, Rejected, Unreachable
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import Office, morning, seat

EIGHT = morning("2024-03-08")
TEN = EIGHT + timedelta(hours=2)


def alarms(office: Office, now: datetime) -> tuple[Alarm, ...]:
    """With a clock that goes at the same pace inside and outside, as it does but for rehearsals."""
    with office.store.read() as session:
        return audit(session, now, now, CALENDAR).alarms


async def test_an_office_that_works_is_well(office: Office, agency: Agency) -> None:
    seat(office, agency)
    await office.tick(EIGHT)
    await office.tick(TEN)
    assert alarms(office, TEN) == ()


def test_an_engine_that_never_ran_is_silent(office: Office) -> None:
    assert alarms(office, morning("2024-03-09")) == (Alarm.SILENT,)


async def test_an_engine_without_a_beat_for_long_is_silent(office: Office) -> None:
    await office.tick(morning("2024-03-09"))
    assert alarms(office, morning("2024-03-09") + SILENCE) == ()
    assert alarms(office, morning("2024-03-09") + SILENCE + timedelta(seconds=1)) == (Alarm.SILENT,)


def test_a_failed_tick_is_trouble(office: Office) -> None:
    with office.store.write() as session:
        heartbeats.record_beat(session, health.ENGINE, morning("2024-03-09"), "registry unusable: full")
    assert alarms(office, morning("2024-03-09")) == (Alarm.TROUBLED,)


def test_a_morning_that_was_not_planned_is_told_when_it_is_late(office: Office) -> None:
    office.plan(morning("2024-03-07"))
    with office.store.write() as session:
        heartbeats.record_beat(session, health.ENGINE, EIGHT)
    early = morning("2024-03-08", 5)
    assert Alarm.UNPLANNED not in alarms(office, early)
    assert Alarm.UNPLANNED in alarms(office, EIGHT + LATE)
    assert Alarm.UNPLANNED not in alarms(office, morning("2024-03-09", 10))


async def test_a_message_that_waits_too_long_is_told(office: Office, agency: Agency) -> None:
    seat(office, agency, chat_id="first")
    office.postbox.fails("first", *[Passing()] * 9)
    await office.tick(EIGHT)
    assert alarms(office, EIGHT + SILENCE) == ()
    await office.tick(TEN)
    assert alarms(office, TEN) == (Alarm.UNSENT,)


@pytest.mark.parametrize(("error", "rings"), [(Rejected("too long"), True), (Unreachable(), False)], ids=repr)
async def test_a_message_that_was_set_aside_is_told_on_that_day_and_the_next(
    office: Office, agency: Agency, error: Exception, rings: bool
) -> None:
    seat(office, agency, chat_id="first")
    seat(office, agency, chat_id="second")
    office.postbox.fails("first", error)
    await office.tick(EIGHT)
    told = [Alarm.SET_ASIDE in alarms(office, EIGHT + timedelta(days=days)) for days in range(3)]
    assert told == [rings, rings, False]


def test_an_update_without_an_answer_for_long_is_told_while_its_channel_runs(office: Office) -> None:
    with office.store.write() as session:
        journal.record(session, "telegram", [RawUpdate("1", "7", "{}")], EIGHT)
        record_channel(session, "telegram", None, EIGHT + HANGS)
    assert Alarm.UNANSWERED not in alarms(office, EIGHT + HANGS - timedelta(seconds=1))
    assert Alarm.UNANSWERED in alarms(office, EIGHT + HANGS)
    assert Alarm.UNANSWERED not in alarms(office, EIGHT + timedelta(hours=1))
    with office.store.write() as session:
        journal.finish(session, "telegram", ["1"])
    assert Alarm.UNANSWERED not in alarms(office, EIGHT + HANGS)


async def test_a_disk_that_is_nearly_full_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await office.tick(EIGHT)
    auditor = Auditor(office.store, office.clock, CALENDAR, folders=[tmp_path])
    assert auditor.check()
    monkeypatch.setattr("data.free_space.LEAST_BYTES", 10**18)
    monkeypatch.setattr("data.free_space.LEAST_PART", 1.1)
    assert not auditor.check()


async def test_a_change_is_said_once(
    office: Office, agency: Agency, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO, "scheduler.auditor")
    auditor = Auditor(office.store, office.clock, CALENDAR)
    with office.store.write() as session:
        make.officer(session, agency, channel=None)
    await office.tick(EIGHT)
    assert [auditor.check(), auditor.check()] == [True, True]
    office.clock.move_to(EIGHT + 2 * SILENCE)
    assert [auditor.check(), auditor.check()] == [False, False]
    with monkeypatch.context() as broken:
        broken.setattr(office.store, "read", _locked)
        assert [auditor.check(), auditor.check()] == [False, False]
    await office.tick(EIGHT + 2 * SILENCE)
    assert [auditor.check(), auditor.check()] == [True, True]
    assert [record.getMessage() for record in caplog.records] == [
        "audit: 1 officers cannot be reached",
        "audit: silent",
        "audit: unusable",
        "audit: all is well again",
    ]


def _locked() -> None:
    raise RegistryUnusable("locked")
