"""The standing of a duty against its deadline: derived from dates, never stored.

All dates are dates in Viet Nam. `next_working_day` is the office's custom for a deadline on a day off: handing
in on the next working day is still on time. The Civil Code 2015, article 148(5), has that rule for civil
terms; for a plan it is a custom, and so a setting.
"""

from datetime import date
from enum import StrEnum

from data.enums import FINISHED, State
from data.rules.calendar import ONE_DAY, WorkingCalendar

WEEK, MONTH = 7, 30
"""Days ahead, as the icons of a list count them."""


class Standing(StrEnum):
    """Standing of a duty: the four figures of the Government's task force, or without a date to be judged by."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"
    NO_DATE = "no_date"


class Urgency(StrEnum):
    """Urgency of a duty, one icon each."""

    OVERDUE = "overdue"
    WEEK = "week"
    MONTH = "month"
    LATER = "later"
    NO_DATE = "no_date"
    DONE = "done"
    WAITING = "waiting"
    NOT_APPLICABLE = "not_applicable"


_FINISHED = {
    State.REPORTED: Urgency.WAITING,
    State.DONE: Urgency.DONE,
    State.NOT_APPLICABLE: Urgency.NOT_APPLICABLE,
}


def remind_by(due_on: date, calendar: WorkingCalendar) -> date:
    """Return the last working day on or before the written deadline: reminders count back from it."""
    return calendar.on_or_before(due_on)


def last_day_on_time(due_on: date, calendar: WorkingCalendar, *, next_working_day: bool = True) -> date:
    """Return the last day on which handing in is not late."""
    return calendar.on_or_after(due_on) if next_working_day else due_on


def first_overdue_day(due_on: date, calendar: WorkingCalendar, *, next_working_day: bool = True) -> date:
    """Return the day after the last day on time; it may itself be a day off."""
    return last_day_on_time(due_on, calendar, next_working_day=next_working_day) + ONE_DAY


def last_overdue(today: date, calendar: WorkingCalendar) -> date:
    """Return the last of the deadlines that are overdue on `today`: those up to it are, those after it are not."""
    return calendar.before(today)


def standing(
    due_on: date | None,
    completed_on: date | None,
    today: date,
    calendar: WorkingCalendar,
    *,
    next_working_day: bool = True,
) -> Standing:
    """Judge a duty by its first deadline. Without one (continuous, external) it is `NO_DATE`, done or not."""
    if due_on is None:
        return Standing.NO_DATE
    late_from = first_overdue_day(due_on, calendar, next_working_day=next_working_day)
    if completed_on is not None:
        return Standing.DONE_ON_TIME if completed_on < late_from else Standing.DONE_LATE
    return Standing.OPEN_IN_TIME if today < late_from else Standing.OPEN_OVERDUE


def urgency(
    due_on: date | None,
    state: State,
    today: date,
    calendar: WorkingCalendar,
    *,
    next_working_day: bool = True,
) -> Urgency:
    """Return the urgency; days ahead are counted to the written deadline, the one an officer sees."""
    if state in FINISHED:
        return _FINISHED[state]
    if due_on is None:
        return Urgency.NO_DATE
    if today >= first_overdue_day(due_on, calendar, next_working_day=next_working_day):
        return Urgency.OVERDUE
    days_left = (due_on - today).days
    if days_left <= WEEK:
        return Urgency.WEEK
    return Urgency.MONTH if days_left <= MONTH else Urgency.LATER
