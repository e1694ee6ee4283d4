"""Reminder stages of a deadline and the days they fall on. Pure; every date is a date in Viet Nam.

Stages before count back from remind-by, the last working day on or before the written deadline. Stages after
are the first overdue day and every Monday from then on. One that falls on a day off moves to the working day
before (before the deadline) or after (after it). Of stages that meet on one day only the most urgent is left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from data.rules.calendar import ONE_DAY, WorkingCalendar
from data.rules.sending_hours import OFFICE_HOURS, SendingHours
from data.rules.standing import first_overdue_day, remind_by


class Stage(StrEnum):
    """A point at which a reminder is owed. The values are stored and printed in JSON; they never change.

    `ask` is for duties without a date and so never an occurrence of a deadline.
    """

    T_60 = "T-60"
    T_30 = "T-30"
    T_15 = "T-15"
    T_7 = "T-7"
    T_3 = "T-3"
    T_1 = "T-1"
    T_0 = "T0"
    OVERDUE = "overdue"
    WEEKLY = "weekly"
    ASK = "ask"


DAYS_BEFORE: Mapping[Stage, int] = {
    Stage.T_0: 0,
    Stage.T_1: 1,
    Stage.T_3: 3,
    Stage.T_7: 7,
    Stage.T_15: 15,
    Stage.T_30: 30,
    Stage.T_60: 60,
}
"""Days back from remind-by, the most urgent first."""

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Policy:
    """The stages that a plan uses.

    `year_end_before` come on top for year-end deadlines: those due in December, where every reading of "Quý IV"
    and "năm" ends, the yearly report of the 15th included. The stages after a deadline are not for choosing.
    `look_back`: how long a missed morning is made up for. `hours`: when officers are written to unasked.
    """

    before: frozenset[Stage] = frozenset(DAYS_BEFORE) - {Stage.T_60}
    year_end_before: frozenset[Stage] = frozenset({Stage.T_60})
    look_back: timedelta = timedelta(days=14)
    hours: SendingHours = OFFICE_HOURS

    def __post_init__(self) -> None:
        """Raise ValueError for a stage that is not before a deadline, or without the day itself."""
        if strangers := (self.before | self.year_end_before) - DAYS_BEFORE.keys():
            raise ValueError(f"not before a deadline: {', '.join(sorted(strangers))}")
        if Stage.T_0 not in self.before:
            raise ValueError("the last day to act is always reminded of")

    def stages_before(self, due_on: date) -> tuple[Stage, ...]:
        """Return the stages before a deadline, the most urgent first."""
        wanted = self.before | self.year_end_before if due_on.month == DECEMBER else self.before
        return tuple(stage for stage in DAYS_BEFORE if stage in wanted)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stage of one deadline: the day it falls on by count, and the working day on which it goes out."""

    stage: Stage
    falls_on: date
    send_on: date


def occurrences(due_on: date, calendar: WorkingCalendar, policy: Policy, *, until: date) -> tuple[Occurrence, ...]:
    """Yield the stages that go out up to and with `until` while the duty is open, in order, one a day at most."""
    by_day: dict[date, Occurrence] = {}
    for found in _most_urgent_first(due_on, calendar, policy, since=date.min, until=until):
        if found.send_on <= until:
            by_day.setdefault(found.send_on, found)
    return tuple(by_day[day] for day in sorted(by_day))


def occurrence_on(day: date, due_on: date, calendar: WorkingCalendar, policy: Policy) -> Occurrence | None:
    """Return the one of `occurrences` that goes out on `day`, in a time that does not grow with lateness."""
    moved_here_from = calendar.before(day) + ONE_DAY
    possible = _most_urgent_first(due_on, calendar, policy, since=moved_here_from, until=day)
    return next((found for found in possible if found.send_on == day), None)


def mondays(since: date, until: date) -> Iterator[date]:
    """Return the Mondays from `since` up to and with `until`."""
    monday = since + timedelta(days=-since.weekday() % 7)
    while monday <= until:
        yield monday
        monday += timedelta(weeks=1)


def _most_urgent_first(
    due_on: date, calendar: WorkingCalendar, policy: Policy, *, since: date, until: date
) -> Iterator[Occurrence]:
    """Yield the occurrences of all stages but those surely before `since`, and no Monday after `until`."""
    last_day_to_act = remind_by(due_on, calendar)
    if since <= last_day_to_act:
        for stage in policy.stages_before(due_on):
            falls_on = last_day_to_act - timedelta(days=DAYS_BEFORE[stage])
            yield Occurrence(stage, falls_on, calendar.on_or_before(falls_on))
    overdue = first_overdue_day(due_on, calendar)
    yield Occurrence(Stage.OVERDUE, overdue, calendar.on_or_after(overdue))
    for monday in mondays(max(overdue, since), until):
        yield Occurrence(Stage.WEEKLY, monday, calendar.on_or_after(monday))
