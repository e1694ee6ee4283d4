"""The reason to remind of a duty on a day, and the deadlines that can have one.

A reminder is decided here alone: preview and engine call the same function. Pure; every date is a date in
Viet Nam.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from data.enums import FINISHED, State
from data.rules.calendar import ONE_DAY, WorkingCalendar
from data.rules.stages import DAYS_BEFORE, Policy, Stage, mondays, occurrence_on
from data.rules.standing import remind_by


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """The facts of a duty that a reminder depends on. `due_on` is None where the plan gives no date."""

    due_on: date | None
    issued_on: date
    state: State


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason to remind of a duty on `send_on`, in facts that make a sentence.

    `due_on` is the written deadline and `days_left` counts to it from `send_on`: below zero once it is past.
    `remind_by` is the last working day to act, from which stages count back. `moved_because` names the day off
    on which the stage falls by count; None where it goes out on that very day. `snoozed_on` is the day on which
    the officer put the duty off until `send_on`, `resumes_on` the end of a pause in spite of which it goes out.
    """

    stage: Stage
    due_on: date
    remind_by: date
    days_left: int
    falls_on: date
    send_on: date
    moved_because: str | None
    snoozed_on: date | None = None
    resumes_on: date | None = None


def owed_on(duty: DutyFacts, day: date) -> date | None:
    """Return the deadline of a duty that can be reminded of on `day`: open, dated, of a plan issued by then."""
    return None if duty.state in FINISHED or day < duty.issued_on else duty.due_on


def why_remind(duty: DutyFacts, day: date, calendar: WorkingCalendar, policy: Policy) -> Reason | None:
    """Return the reason to remind of `duty` on `day`; None where there is none.

    There is none for a finished duty, before the plan was issued, without a date, or on a day to which no stage
    comes; none comes to a day off.
    """
    due_on = owed_on(duty, day)
    found = occurrence_on(day, due_on, calendar, policy) if due_on else None
    if due_on is None or found is None:
        return None
    return Reason(
        stage=found.stage,
        due_on=due_on,
        remind_by=remind_by(due_on, calendar),
        days_left=(due_on - day).days,
        falls_on=found.falls_on,
        send_on=day,
        moved_because=calendar.why_off(found.falls_on),
    )


@dataclass(frozen=True, slots=True)
class Candidates:
    """Deadlines that may have a stage on a day: those due on one of `due_on`, or before `due_before`."""

    due_on: frozenset[date]
    due_before: date | None


@lru_cache(maxsize=512)  # pure, and asked again by every look at the year
def candidate_due_dates(day: date, calendar: WorkingCalendar, policy: Policy) -> Candidates:
    """Return the deadlines to look at on `day`: a hundred dates at most, and all that is overdue once a week.

    Nothing else can be accepted by `why_remind`, so a planner need not read the rest of the registry.
    """
    if not calendar.is_working(day):
        return Candidates(frozenset(), None)
    earliest = calendar.before(calendar.before(day))
    latest = calendar.after(calendar.after(day) + timedelta(days=max(DAYS_BEFORE.values())))
    near = (earliest + timedelta(days=n) for n in range((latest - earliest).days + 1))
    due_on = frozenset(due for due in near if occurrence_on(day, due, calendar, policy))
    asks_weekly = any(mondays(calendar.before(day) + ONE_DAY, day))
    return Candidates(due_on, day if asks_weekly else None)
