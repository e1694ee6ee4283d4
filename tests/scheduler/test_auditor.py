"""Whether the office is well, and what is said of it."""

import logging
from datetime import datetime, timedelta

import pytest

from data.errors import RegistryUnusable
from data.models import Agency
from data.registry.office import health, heartbeats
from scheduler.auditor import LATE, SILENCE, Alarm, Auditor, audit
from scheduler.sending.errors import Passing
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
