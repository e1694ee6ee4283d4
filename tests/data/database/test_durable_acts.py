"""Which units of work are on the disk when they are over."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from data.database import durable_acts
from data.database.durable_acts import changes_records
from data.enums import DayKind
from data.models import DayOff
from data.registry.office import audit, heartbeats
from data.store import Session, Store

NOW = datetime(2024, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("INSERT INTO progress_entry (duty_id) VALUES (?)", True),
        ("UPDATE duty SET percent=? WHERE duty.id = ?", True),
        ("DELETE FROM preference WHERE officer_id = ?", True),
        ("INSERT INTO journal (channel) VALUES (?)", False),
        ("UPDATE dialogue SET step=?", False),
        ("DELETE FROM shown_message", False),
        ("SELECT duty.id FROM duty", False),
        ("WITH x AS (SELECT 1) SELECT * FROM x", False),
        ("BEGIN", False),
        ("", False),
    ],
)
def test_records_are_told_from_what_only_steers(statement: str, expected: bool) -> None:
    assert changes_records(statement) is expected


def adds_an_entry(session: Session) -> None:
    audit.record_action(session, now=NOW, actor="shell", action="plan.import", subject="175")


def adds_a_row(session: Session) -> None:
    session.add(DayOff(day=NOW.date(), kind=DayKind.OFF, name="Nghỉ bù", document="1/QĐ"))


def beats(session: Session) -> None:
    heartbeats.record_beat(session, "engine", NOW)


def reads(session: Session) -> None:
    session.execute(text("SELECT count(*) FROM duty"))


@pytest.mark.parametrize(("work", "synced"), [(adds_an_entry, 1), (adds_a_row, 1), (beats, 0), (reads, 0)])
@pytest.mark.parametrize("at_once", [False, True])
def test_the_log_is_synced_after_what_changes_records(
    store: Store,
    work: Callable[[Session], None],
    synced: int,
    at_once: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[object] = []
    monkeypatch.setattr(durable_acts, "sync_log", calls.append)
    with store.write(at_once=at_once) as session:
        work(session)
    with store.write(at_once=at_once) as session:
        beats(session)
    assert len(calls) == (synced if store.is_file else 0)
