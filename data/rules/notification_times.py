"""Times at which changes are notified, and the changes that wait for a supervisor. Pure; hours are those in Viet Nam.

An agency's own officers hear at once, supervisors of half an hour's changes together; nobody outside the sending
hours, nor on a day off: what is done then is told when the next working day begins.
"""

from datetime import datetime, timedelta

from data.enums import Change, State
from data.rules.calendar import WorkingCalendar
from data.rules.sending_hours import OFFICE_HOURS, SendingHours
from data.rules.viet_nam_time import viet_nam_date

TOGETHER = timedelta(minutes=30)


def earliest_notice(now: datetime, calendar: WorkingCalendar, hours: SendingHours = OFFICE_HOURS) -> datetime:
    """Return the first instant (UTC) from `now` on at which somebody may be told."""
    today = viet_nam_date(now)
    if calendar.is_working(today) and now < hours.end(today):
        return max(now, hours.begin(today))
    return hours.begin(calendar.after(today))


def next_batched_notice(now: datetime, calendar: WorkingCalendar, hours: SendingHours = OFFICE_HOURS) -> datetime:
    """Return the instant (UTC) at which changes made by now are notified together: the next half hour."""
    today = viet_nam_date(now)
    begins = hours.begin(today)
    passed = max(now - begins, timedelta(0))
    due = begins if now < begins else begins + (passed // TOGETHER + 1) * TOGETHER
    return due if calendar.is_working(today) and due < hours.end(today) else hours.begin(calendar.after(today))


def asks_for_decision(change: Change, state: State) -> bool:
    """Tell if a change that left a duty in `state` waits for a supervisor."""
    if change in (Change.EXTENSION_ASKED, Change.EXEMPTION_ASKED):
        return True
    return change is Change.REPORTED and state is State.REPORTED
