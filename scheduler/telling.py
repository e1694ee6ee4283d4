"""When others hear of a change, and which changes a supervisor has to act on. Pure; hours are those in Viet Nam.

An agency's own officers hear at once, supervisors of half an hour's changes together; nobody before seven or after
six, nor on a day off: what is done then is told when the next working day begins.
"""

from datetime import datetime, time, timedelta

from data.words import Change, State
from scheduler.calendar import WorkingCalendar
from scheduler.clock import VIET_NAM, at_hour, viet_nam_date

FIRST, LAST = time(7), time(18)
TOGETHER = timedelta(minutes=30)


def at_once(now: datetime, calendar: WorkingCalendar) -> datetime:
    """The first instant (UTC) from `now` on at which somebody may be told."""
    local, today = now.astimezone(VIET_NAM).time(), viet_nam_date(now)
    if calendar.is_working(today) and local <= LAST:
        return max(now, at_hour(today, FIRST))
    return at_hour(calendar.after(today), FIRST)


def together(now: datetime, calendar: WorkingCalendar) -> datetime:
    """The instant (UTC) at which what happens now is told with what happened before it: the next half hour."""
    today = viet_nam_date(now)
    begins = at_hour(today, FIRST)
    passed = max(now - begins, timedelta(0))
    due = begins if now < begins else begins + (passed // TOGETHER + 1) * TOGETHER
    return (
        due if calendar.is_working(today) and due <= at_hour(today, LAST) else at_hour(calendar.after(today), FIRST)
    )


def asks_for_decision(change: Change, state: State) -> bool:
    """Whether a change that left a duty in `state` waits for a supervisor."""
    return change is Change.EXTENSION_ASKED or (change is Change.REPORTED and state is State.REPORTED)
