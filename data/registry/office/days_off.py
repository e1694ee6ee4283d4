"""Officially decided days off, edited by an administrator."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.models import DayOff
from data.registry.office import audit

ENTERED = "days.enter"
"""The act of an administrator who enters days, in the audit trail."""


def list_decided(session: Session) -> list[DayOff]:
    """Return all decided days, by date."""
    return list(session.execute(select(DayOff).order_by(col(DayOff.day))).scalars())


def enter_days(session: Session, days: Iterable[DayOff], *, now: datetime, actor: str) -> int:
    """Add or replace days as `save_days`, and record each that is new or changes, as it was and as it is."""
    before, table = {day.day: _facts(day) for day in list_decided(session)}, list(days)
    for day in table:
        audit.record_change(
            session,
            now=now,
            actor=actor,
            action=ENTERED,
            subject=day.day.isoformat(),
            before=before.get(day.day, {}),
            after=_facts(day),
        )
    return save_days(session, table)


def _facts(day: DayOff) -> dict[str, object]:
    return {"kind": str(day.kind), "name": day.name, "document": day.document}


def save_days(session: Session, days: Iterable[DayOff]) -> int:
    """Add or replace days; return how many there were."""
    count = 0
    for day in days:
        session.merge(day)
        count += 1
    return count
