"""The mornings on which the post goes out."""

from datetime import date, datetime, time, timedelta

from scheduler.calendar import ONE_DAY, WorkingCalendar
from scheduler.clock import at_hour, viet_nam_date

DIGEST_HOUR = time(8)
"""In Viet Nam, on working days (domain: stages)."""

LOOK_BACK = timedelta(days=14)
"""How long a missed morning is made up for."""


def slot_at(now: datetime, calendar: WorkingCalendar) -> date | None:
    """The slot that is open at `now`: a working day from its digest hour to its midnight. None at other times."""
    today = viet_nam_date(now)
    return today if now >= opening(today) and calendar.is_working(today) else None


def opening(slot: date) -> datetime:
    """The instant (UTC) from which a slot's post goes out."""
    return at_hour(slot, DIGEST_HOUR)


def slots_to_plan(slot: date, planned: date | None, calendar: WorkingCalendar) -> list[date]:
    """`slot` and the slots missed before it, in order: those after `planned`, the last that was not missed.

    Nothing before the look-back. All of the look-back if there is no `planned`, or if it is not before `slot`:
    then the clock was set back, and only the rows know what was missed.
    """
    since = slot - LOOK_BACK
    if planned is not None and planned < slot:
        since = max(since, planned + ONE_DAY)
    days = (since + timedelta(days=n) for n in range((slot - since).days + 1))
    return [day for day in days if calendar.is_working(day)]
