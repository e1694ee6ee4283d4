"""The kind of time a registry lives in, real or rehearsed. It is used in one kind only."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from data.registry.office import heartbeats
from data.registry.office.health import ENGINE


class TimeKind(StrEnum):
    """Kinds of time. The values are stored; they never change."""

    REAL = "real"
    REHEARSAL = "rehearsal"


_PULSE = "lives:"
"""What the pulse is called that stands at the real instant at which the office first lived so, before the kind."""

_LONGEST_HOLIDAY = timedelta(days=15)


def get_kind(session: Session, planner: str) -> TimeKind | None:
    """Return the kind of time in which the office has run; None for one that has not run yet.

    One that lived before this was kept has lived in real time if the days it planned (pulse `planner`) were those on
    which it ran.
    """
    kept = heartbeats.list_by_prefix(session, _PULSE)
    if kept:
        return TimeKind(next(iter(kept)))
    ran, planned = heartbeats.get_last_beat(session, ENGINE), heartbeats.get_last_beat(session, planner)
    if ran and planned and timedelta() <= ran.at - planned.at <= _LONGEST_HOLIDAY:
        return TimeKind.REAL
    return None


def record_kind(session: Session, kind: TimeKind, wall: datetime) -> None:
    """Save that the office runs in this kind of time from `wall` (real) on."""
    heartbeats.record_beat(session, f"{_PULSE}{kind}", wall)
