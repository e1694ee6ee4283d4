"""Officially decided days off, edited by an administrator."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session, col

from data.models import DayOff


def list_decided(session: Session) -> list[DayOff]:
    """Return all decided days, by date."""
    return list(session.execute(select(DayOff).order_by(col(DayOff.day))).scalars())


def save_days(session: Session, days: Iterable[DayOff]) -> int:
    """Add or replace days; return how many there were."""
    count = 0
    for day in days:
        session.merge(day)
        count += 1
    return count
