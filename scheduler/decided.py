"""The working calendar of a registry."""

from data.registry.days import decided
from data.store import Session
from scheduler.calendar import DayOff, WorkingCalendar


def working_calendar(session: Session) -> WorkingCalendar:
    """Working days, with those that were officially decided as of now."""
    return WorkingCalendar(DayOff(row.day, row.kind, row.name, row.document) for row in decided(session))
