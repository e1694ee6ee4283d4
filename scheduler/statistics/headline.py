"""Headline figures of plans, the first screen of /tonghop: asked for as often as a list and as quick to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from data.enums import FINISHED, OPEN, State
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope
from data.registry.statistics import changes_since
from data.registry.statistics.most_overdue import OverdueCount, list_most_overdue
from data.registry.statistics.tallies import count_by_dates
from data.rules.calendar import WorkingCalendar
from data.rules.standing import last_overdue
from data.rules.viet_nam_time import at_hour, end_of
from data.store import Session
from scheduler.statistics.figures import NONE, Countable, Figures, add_up, judge

MOST_OVERDUE = 5
"""So many of the most overdue agencies are named, of a province or a part of a plan."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class ChangesSinceMonday:
    """Duties done, and duties that became overdue, since the beginning of a Monday (Viet Nam).

    `reported` duties were reported since and wait for confirmation.
    """

    monday: date
    done: int
    overdue: int
    reported: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """Figures of plans on a day, of all agencies or of one; `of_plans` are those of each plan.

    `latest` are the agencies with the most overdue; empty where one was asked for. `asked` duties wait for a later
    date. `since` is None where no plan was there yet on the Monday.
    """

    plans: PlanScope
    today: date
    whole: Figures
    of_plans: tuple[tuple[PlanFact, Figures], ...]
    latest: tuple[OverdueCount, ...]
    asked: int
    since: ChangesSinceMonday | None


def compute_headline(
    session: Session,
    scope: PlanScope,
    today: date,
    calendar: WorkingCalendar,
    agency_id: int | None = None,
    *,
    until: datetime | None = None,
) -> Headline:
    """Count like `scheduler.statistics.overview.count_overview`, but by states and dates alone."""
    tallies = count_by_dates(session, scope.ids, agency_id, until=until)
    overdue_by = last_overdue(today, calendar)
    judged = judge(tallies, today, calendar)
    of_plans = tuple((plan, add_up([one for one in judged if one.duty.plan_id == plan.id])) for plan in scope.plans)
    return Headline(
        plans=scope,
        today=today,
        whole=sum((figures for _plan, figures in of_plans), NONE),
        of_plans=of_plans,
        latest=tuple(list_most_overdue(session, scope.ids, overdue_by, MOST_OVERDUE, until=until))
        if agency_id is None
        else (),
        asked=sum(tally.asked for tally in tallies),
        since=count_since_monday(session, scope, tallies, today, calendar, agency_id, past=until is not None),
    )


def last_monday(today: date) -> date:
    """Return the Monday before `today`; on a Monday the one before, whose figures were the last to go out."""
    return today - timedelta(days=today.weekday() or _WEEK)


class OfPlan(Countable, Protocol):
    """A number of duties of one plan with the same state and dates."""

    @property
    def plan_id(self) -> int: ...


def count_since_monday(
    session: Session,
    scope: PlanScope,
    counted: Iterable[OfPlan],
    today: date,
    calendar: WorkingCalendar,
    agency_id: int | None,
    *,
    past: bool = False,
) -> ChangesSinceMonday | None:
    """Return what changed since the last Monday of the duties that are `counted` as of `today`: all of the plans, of
    all agencies or of one. `past`: they are counted as they stood when that day ended.
    """
    monday = last_monday(today)
    began = at_hour(monday, time())
    there = [plan.id for plan in scope.plans if plan.imported_at <= began]
    if not there:
        return None
    tallies = [tally for tally in counted if tally.plan_id in there]
    moved = changes_since.list_changes(session, there, began, end_of(today), agency_id, past=past)
    done = sum(move.became is State.DONE and move.was is not State.DONE for move in moved)
    reported = sum(move.became is State.REPORTED and move.was is not State.REPORTED for move in moved)
    then, now = last_overdue(monday, calendar), last_overdue(today, calendar)
    fell_due = sum(of.count for of in tallies if of.due_on and of.state in OPEN and then < of.due_on <= now)
    reopened = sum(
        move.was in FINISHED and move.became not in FINISHED and move.due_on is not None and move.due_on <= then
        for move in moved
    )
    return ChangesSinceMonday(monday, done, fell_due + reopened, reported)
