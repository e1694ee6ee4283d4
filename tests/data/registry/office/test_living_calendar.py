"""Days off that are entered while the program runs count at its next look, whoever entered them."""

from datetime import date

from data.enums import DayKind
from data.models import DayOff
from data.registry.office.days_off import enter_days
from data.registry.office.working_calendar import LivingCalendar
from data.store import Store
from tests.factories import LONG_AGO

THURSDAY = date(2031, 5, 15)


def test_a_day_that_is_entered_elsewhere_is_off_without_a_restart(store: Store) -> None:
    with store.read() as session:
        living = LivingCalendar(session)
    calendar = living.calendar
    assert calendar.is_working(THURSDAY)
    day = DayOff(day=THURSDAY, kind=DayKind.OFF, name="Ngày hội", document="1/QĐ-UBND")
    with store.write() as session:
        enter_days(session, [day], now=LONG_AGO, actor="days import")
    with store.read() as session:
        living.refresh(session)
    assert not calendar.is_working(THURSDAY)
    with store.read() as session:
        living.refresh(session)
    assert calendar.why_off(THURSDAY) == "Ngày hội"
