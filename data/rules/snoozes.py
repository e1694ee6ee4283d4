"""Limits of 💤: when a duty can be snoozed, and until when. Dates are dates in Viet Nam."""

from datetime import date, timedelta

from data.rules.calendar import WorkingCalendar
from data.rules.standing import first_overdue_day, remind_by


def can_wait(due_on: date, today: date, calendar: WorkingCalendar) -> bool:
    """Return whether a duty can be snoozed `today`: not from the last day to act until the deadline has passed."""
    return today < remind_by(due_on, calendar) or today >= first_overdue_day(due_on, calendar)


def latest_return(due_on: date, since: date, calendar: WorkingCalendar) -> date:
    """Return the last day that a duty snoozed on `since` can be snoozed to.

    That is the last day to act, or past it the next Monday: an overdue duty is snoozed for a week at most.
    """
    last_day_to_act = remind_by(due_on, calendar)
    return last_day_to_act if since < last_day_to_act else calendar.on_or_after(next_monday(since))


def next_monday(day: date) -> date:
    """Return the first Monday after `day`."""
    return day + timedelta(days=7 - day.weekday())
