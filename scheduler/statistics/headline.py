"""Headline figures of a plan, the first screen of /tonghop: asked for as often as a list and as quick to answer."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from data.enums import FINISHED
from data.registry.plans.plans import PlanFact
from data.registry.statistics import changes_since
from data.registry.statistics.tallies import DayTally, OverdueCount, count_by_dates, list_most_overdue
from data.rules.calendar import ONE_DAY, WorkingCalendar
from data.rules.standing import last_overdue
from data.rules.viet_nam_time import at_hour
from data.store import Session
from scheduler.statistics.figures import Figures, count_figures

_WORST = 5
_WEEK = 7


@dataclass(frozen=True, slots=True)
class ChangesSinceMonday:
    """Duties done, and duties that became overdue, since the beginning of a Monday (Viet Nam)."""

    monday: date
    done: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Headline:
    """Figures of a plan on a day, of all agencies or of one.

    `latest` are the agencies with the most overdue; empty where one was asked for. `waiting` duties are reported done
    and not confirmed yet. `since` is None where the plan was not there yet on the Monday.
    """

    plan: PlanFact
    today: date
    whole: Figures
    latest: tuple[OverdueCount, ...]
    waiting: int
    asked: int
    since: ChangesSinceMonday | None


def compute_headline(
    session: Session, plan: PlanFact, today: date, calendar: WorkingCalendar, agency_id: int | None = None
) -> Headline:
    """Count like `scheduler.statistics.figures.count_overview`, but by dates alone."""
    tallies = count_by_dates(session, plan.id, agency_id)
    overdue_by = last_overdue(today, calendar)
    return Headline(
        plan=plan,
        today=today,
        whole=count_figures(tallies, today, calendar),
        latest=tuple(list_most_overdue(session, plan.id, overdue_by, _WORST)) if agency_id is None else (),
        waiting=sum(tally.waiting for tally in tallies),
        asked=sum(tally.asked for tally in tallies),
        since=_changes_since_monday(session, plan, tallies, today, calendar, agency_id),
    )


def last_monday(today: date) -> date:
    """Return the Monday before `today`; on a Monday the one before, whose figures were the last to go out."""
    return today - timedelta(days=today.weekday() or _WEEK)


def _changes_since_monday(
    session: Session,
    plan: PlanFact,
    tallies: list[DayTally],
    today: date,
    calendar: WorkingCalendar,
    agency_id: int | None,
) -> ChangesSinceMonday | None:
    monday = last_monday(today)
    began = at_hour(monday, time())
    if plan.imported_at > began:
        return None
    moved = changes_since.list_changes(session, plan.id, began, at_hour(today + ONE_DAY, time()), agency_id)
    done = sum(move.became in FINISHED and move.was not in FINISHED for move in moved)
    then, now = last_overdue(monday, calendar), last_overdue(today, calendar)
    fell_due = sum(of.count for of in tallies if of.due_on and not of.completed_on and then < of.due_on <= now)
    reopened = sum(
        move.was in FINISHED and move.became not in FINISHED and move.due_on is not None and move.due_on <= then
        for move in moved
    )
    return ChangesSinceMonday(monday, done, fell_due + reopened)
