"""Escalation rules: steps of lateness, questions about undated duties, and who is told of each.

Pure; every date is a date in Viet Nam. The agency's own stages are in `data.rules.stages`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.enums import Cause, Role
from data.rules.calendar import ONE_DAY, WorkingCalendar
from data.rules.stages import DAYS_BEFORE, Stage
from data.rules.standing import first_overdue_day, remind_by

WORKING_DAYS_OVERDUE: Mapping[Cause, int] = {Cause.HEAD: 3, Cause.STANDING_BODY: 7}
"""The working day of lateness on which a step comes, the first overdue one counted."""

ASKED_BEFORE_A_REPORT = timedelta(days=DAYS_BEFORE[Stage.T_15])
"""Back from the last day to act on the report, like the stage of that name."""


@dataclass(frozen=True, slots=True)
class Audience:
    """The officers of an agency who have one of `roles`."""

    agency_id: int
    roles: frozenset[Role]


def audience_of(cause: Cause, agency_id: int, standing_agency_id: int | None) -> Audience | None:
    """Return who is told of a duty of `agency_id` for this cause; None where nobody follows its plan."""
    match cause:
        case Cause.HEAD:
            return Audience(agency_id, frozenset({Role.HEAD}))
        case Cause.REPORT:
            return own_audience(agency_id)
    if standing_agency_id is None:
        return None
    asked = {Role.SUPERVISOR, Role.OFFICER} if cause is Cause.DATE else {Role.SUPERVISOR}
    return Audience(standing_agency_id, frozenset(asked))


def own_audience(agency_id: int) -> Audience:
    """Return who is reminded of the stages of an agency's own duties."""
    return Audience(agency_id, frozenset({Role.OFFICER}))


def stage_of(cause: Cause) -> Stage:
    """Return the stage under which a cause is stored and printed."""
    return Stage.OVERDUE if cause in WORKING_DAYS_OVERDUE else Stage.ASK


def step_day(due_on: date, cause: Cause, calendar: WorkingCalendar) -> date:
    """Return the working day on which a step of lateness comes."""
    overdue = first_overdue_day(due_on, calendar)
    day = calendar.on_or_after(overdue)
    for _ in range(WORKING_DAYS_OVERDUE[cause] - 1):
        day = calendar.after(day)
    return day


def due_dates_of_step(day: date, cause: Cause, calendar: WorkingCalendar) -> frozenset[date]:
    """Return the deadlines whose step comes on `day`: none on a day off, a handful on others."""
    first_overdue = day
    for _ in range(WORKING_DAYS_OVERDUE[cause] - 1):
        first_overdue = calendar.before(first_overdue)
    near = _days(calendar.before(calendar.before(first_overdue)), first_overdue - ONE_DAY)
    return frozenset(due for due in near if step_day(due, cause, calendar) == day)


def asked_with_report(due_on: date, calendar: WorkingCalendar) -> date:
    """Return the day, by count, on which an agency is asked with its report that is due on `due_on`."""
    return remind_by(due_on, calendar) - ASKED_BEFORE_A_REPORT


def due_dates_of_reports(day: date, calendar: WorkingCalendar) -> frozenset[date]:
    """Return the deadlines of reports with which agencies are asked on `day`."""
    # A question that falls on a day off comes on the working day before it.
    latest = calendar.after(calendar.after(day) + ASKED_BEFORE_A_REPORT)
    near = _days(day + ASKED_BEFORE_A_REPORT, latest)
    return frozenset(due for due in near if calendar.on_or_before(asked_with_report(due, calendar)) == day)


def month_asked_on(day: date, calendar: WorkingCalendar) -> date | None:
    """Return the first of the month if `day` is its first working day, else None."""
    first = day.replace(day=1)
    return first if calendar.on_or_after(first) == day else None


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
