"""Slots, the working days with digests, and the hours of digests. Hours are those of clocks in Viet Nam."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from data.rules.calendar import ONE_DAY, WorkingCalendar
from data.rules.viet_nam_time import VIET_NAM, at_hour, viet_nam_date

DIGEST_HOURS = range(6, 18)
"""Hours that an officer may choose for the digest; a slot opens with the first."""
DEFAULT_HOUR = 8
"""That of an officer who chose none; what is said at joining names it (`handlers/views/account/welcome.py`)."""


def slot_at(now: datetime, calendar: WorkingCalendar) -> date | None:
    """Return the slot that is open at `now`: a working day from its first hour to midnight; else None."""
    today = viet_nam_date(now)
    return today if now >= slot_opens_at(today) and calendar.is_working(today) else None


def slot_opens_at(slot: date) -> datetime:
    """Return the instant (UTC) from which the digests of a slot go out."""
    return digest_at(slot, DIGEST_HOURS[0])


@lru_cache(maxsize=1024)  # asked for each reminder of a morning, which are thousands
def digest_at(slot: date, hour: int) -> datetime:
    """Return the instant (UTC) at which the digest of an officer who wants it at `hour` is due."""
    return at_hour(slot, time(hour))


def last_hour_begun(now: datetime) -> int:
    """Return the last of a slot's hours that has begun at `now`, an instant at which it is open."""
    return min(now.astimezone(VIET_NAM).hour, DIGEST_HOURS[-1])


def planned_up_to(look: datetime) -> date:
    """Return the last slot that nothing can be added to, if the planner looked last at `look`."""
    slot = viet_nam_date(look)
    return slot if look >= digest_at(slot, DIGEST_HOURS[-1]) else slot - ONE_DAY


def slots_to_plan(slot: date, planned: date | None, calendar: WorkingCalendar, look_back: timedelta) -> list[date]:
    """Return the slots missed before `slot`, after the last `planned` one, then `slot` itself.

    Nothing before `look_back`. All of it if there is no `planned`, or if it is not before `slot`:
    then the clock was set back, and only the rows know what was missed.
    """
    since = slot - look_back
    if planned is not None and planned < slot:
        since = max(since, planned + ONE_DAY)
    days = (since + timedelta(days=n) for n in range((slot - since).days + 1))
    return [day for day in days if calendar.is_working(day)]
