"""The standing of a duty against its deadline: derived from dates, never stored.

All dates are dates in Viet Nam. What is due on a day off is on time until the end of the next working day,
everywhere: the Civil Code 2015, article 148(5), has that rule for civil terms, and offices keep it for plans.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from data.enums import State
from data.rules.calendar import ONE_DAY, WorkingCalendar

WEEK, MONTH = 7, 30
"""Days ahead, as the icons of a list count them."""


class Standing(StrEnum):
    """Standing of a duty: the four figures of the Government's task force, and what is not judged by them.

    A duty without a date has nothing to be judged by; one that waits for confirmation is neither done nor late; one
    that was exempted counts in no total.
    """

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"
    NO_DATE = "no_date"
    WAITING = "waiting"
    NOT_APPLICABLE = "not_applicable"


class Verdict(NamedTuple):
    """The standing of a duty. `extended`: with an agreed extension; `in_extension`: done late, but by the agreed
    date.
    """

    standing: Standing
    extended: bool
    in_extension: bool


OWED = tuple(found for found in Standing if found is not Standing.NOT_APPLICABLE)
"""Standings that add up to the total, in the order in which they are told."""


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


def last_day_on_time(due_on: date, calendar: WorkingCalendar) -> date:
    """Return the last day on which handing in is not late."""
    return calendar.on_or_after(due_on)


def first_overdue_day(due_on: date, calendar: WorkingCalendar) -> date:
    """Return the day after the last day on time; it may itself be a day off."""
    return last_day_on_time(due_on, calendar) + ONE_DAY


def last_overdue(today: date, calendar: WorkingCalendar) -> date:
    """Return the last of the deadlines that are overdue on `today`: those up to it are, those after it are not."""
    return calendar.before(today)


def standing(
    due_on: date | None, state: State, completed_on: date | None, today: date, calendar: WorkingCalendar
) -> Standing:
    """Judge a duty by the date it goes by. Without one (continuous, external) it is `NO_DATE`, done or not."""
    if state is State.NOT_APPLICABLE:
        return Standing.NOT_APPLICABLE
    if state is State.REPORTED:
        return Standing.WAITING
    if due_on is None:
        return Standing.NO_DATE
    late_from = first_overdue_day(due_on, calendar)
    if completed_on is not None:
        return Standing.DONE_ON_TIME if completed_on < late_from else Standing.DONE_LATE
    return Standing.OPEN_IN_TIME if today < late_from else Standing.OPEN_OVERDUE


def urgency(due_on: date | None, state: State, today: date, calendar: WorkingCalendar) -> Urgency:
    """Return the urgency; days ahead are counted to the written deadline, the one an officer sees."""
    if state in _FINISHED:
        return _FINISHED[state]
    if due_on is None:
        return Urgency.NO_DATE
    if today >= first_overdue_day(due_on, calendar):
        return Urgency.OVERDUE
    days_left = (due_on - today).days
    if days_left <= WEEK:
        return Urgency.WEEK
    return Urgency.MONTH if days_left <= MONTH else Urgency.LATER
