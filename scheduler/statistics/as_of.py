"""The day that figures are as of: today, or a day that has passed, which is told from the history."""

from dataclasses import dataclass
from datetime import date, datetime

from data.errors import NoFigures
from data.registry.plans.plans import PlanFact
from data.rules.report_periods import ReportPeriod
from data.rules.viet_nam_time import end_of, viet_nam_date


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day (Viet Nam) whose figures are told, and the instant at which it ended; None for today, which goes on."""

    day: date
    until: datetime | None = None


def as_of(plan: PlanFact, on: date | None, today: date) -> AsOf:
    """Return the day of the figures that are asked for: `on`, or today for None.

    Raises NoFigures for a day to come, and for one on which the plan was not there yet.
    """
    if on is None or on == today:
        return AsOf(today)
    if on > today:
        raise NoFigures(on, "future", today)
    if on < (first := viet_nam_date(plan.imported_at)):
        raise NoFigures(on, "before_plan", first)
    return AsOf(on, end_of(on))


def as_of_period(plan: PlanFact, period: ReportPeriod, on: date | None, today: date) -> AsOf:
    """Return the day of the figures of a periodic report: `on`, else the last of its period where that has passed.

    Where the plan was not there yet on the last day, the figures are those of today. Raises as `as_of`.
    """
    if on is None and viet_nam_date(plan.imported_at) <= period.last < today:
        on = period.last
    return as_of(plan, on, today)
