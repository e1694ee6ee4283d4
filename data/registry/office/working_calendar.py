"""The working calendar with the decided days of a registry."""

from data.registry.office.days_off import list_decided
from data.rules.calendar import DayOff, WorkingCalendar
from data.store import Session


def working_calendar(session: Session) -> WorkingCalendar:
    """Return the working calendar with the days decided as of now."""
    return WorkingCalendar(DayOff(row.day, row.kind, row.name, row.document) for row in list_decided(session))
