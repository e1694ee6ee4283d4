"""Which alarms of the office make /readyz red, and by what word."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.readiness import fault_finder
from data.registry.conversations import journal
from data.registry.conversations.journal import RawUpdate
from data.registry.office import health, heartbeats
from data.rules.sending_hours import OFFICE_HOURS
from data.store import Session, Store
from scheduler.auditor import HANGS
from scheduler.channel_health import Trouble, record_channel
from scheduler.planning.planner import PULSE
from scheduler.testing import FixedClock
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import morning

NOW = morning("2024-03-09")
"""A Saturday: nothing is to be planned or sent."""


def beats(session: Session) -> None:
    heartbeats.record_beat(session, health.ENGINE, NOW)
    record_channel(session, "telegram", None, NOW)


def never_beats(_session: Session) -> None:
    pass


def fails(session: Session) -> None:
    heartbeats.record_beat(session, health.ENGINE, NOW, "registry unusable: full")


def sends_no_mail(session: Session) -> None:
    """What it would have sent goes another way: who is asked, and answers, does their work."""
    beats(session)
    record_channel(session, "email", Trouble("máy chủ thư không nhận mật khẩu", lasting=True, is_mute=True), NOW)


def is_refused(session: Session) -> None:
    beats(session)
    record_channel(session, "telegram", Trouble("mã bot không được chấp nhận", lasting=True), NOW)


def hangs(session: Session) -> None:
    beats(session)
    journal.record(session, "telegram", [RawUpdate("1", "7", "{}")], NOW - HANGS)


def was_ahead(session: Session) -> None:
    beats(session)
    heartbeats.record_beat(session, PULSE, NOW + timedelta(days=30))


@pytest.mark.parametrize(
    ("lives", "faults"),
    [
        (beats, []),
        (never_beats, ["beat"]),
        (fails, ["beat"]),
        (is_refused, ["channel telegram"]),
        (sends_no_mail, []),
        (hangs, ["updates"]),
        (was_ahead, ["clock"]),
    ],
)
def test_each_alarm_has_its_word(store: Store, lives: Callable[[Session], None], faults: Sequence[str]) -> None:
    with store.write() as session:
        lives(session)
    assert fault_finder(store, FixedClock(NOW), CALENDAR, OFFICE_HOURS)() == faults


def test_a_full_disk_is_a_fault(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.write() as session:
        beats(session)
    monkeypatch.setattr("data.free_space.LEAST_BYTES", 10**18)
    monkeypatch.setattr("data.free_space.LEAST_PART", 1.1)
    assert fault_finder(store, FixedClock(NOW), CALENDAR, OFFICE_HOURS, [tmp_path])() == ["disk"]
