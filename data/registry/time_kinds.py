"""In which kind of time an office lives: by the real clock, or through a rehearsal. A registry lives in one."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from data.registry import pulses
from data.registry.health import ENGINE


class TimeKind(StrEnum):
    """The values are stored; they never change."""

    REAL = "real"
    REHEARSAL = "rehearsal"


_PULSE = "lives:"
"""What the pulse is called that stands at the real instant at which the office first lived so, before the kind."""

_LONGEST_HOLIDAY = timedelta(days=15)


def lived(session: Session, planner: str) -> TimeKind | None:
    """Return the kind of time in which the office has lived; None for one that has not lived yet.

    One that lived before this was kept has lived in real time if the days it planned (pulse `planner`) were those on
    which it ran.
    """
    kept = pulses.beginning_with(session, _PULSE)
    if kept:
        return TimeKind(next(iter(kept)))
    ran, planned = pulses.last(session, ENGINE), pulses.last(session, planner)
    if ran and planned and timedelta() <= ran.at - planned.at <= _LONGEST_HOLIDAY:
        return TimeKind.REAL
    return None


def keep(session: Session, kind: TimeKind, wall: datetime) -> None:
    """From `wall` (real) on the office lives so."""
    pulses.beat(session, f"{_PULSE}{kind}", wall)
