"""The working calendar with the decided days of a registry."""

from collections.abc import Iterable

from data.registry.office.audit import get_last_act
from data.registry.office.days_off import ENTERED, list_decided
from data.rules.calendar import DayOff, WorkingCalendar
from data.store import Session


def working_calendar(session: Session) -> WorkingCalendar:
    """Return the working calendar with the days decided as of now."""
    return WorkingCalendar(_read_days(session))


class LivingCalendar:
    """A working calendar that follows what is decided while the program runs, by whichever process."""

    def __init__(self, session: Session) -> None:
        """Read the days decided as of now."""
        self._edition = get_last_act(session, ENTERED)
        self.calendar = working_calendar(session)

    def refresh(self, session: Session) -> None:
        """Read the days again if any were entered since."""
        edition = get_last_act(session, ENTERED)
        if edition != self._edition:
            self.calendar.replace_days(_read_days(session))
            self._edition = edition


def _read_days(session: Session) -> Iterable[DayOff]:
    return [DayOff(row.day, row.kind, row.name, row.document) for row in list_decided(session)]
