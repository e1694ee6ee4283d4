"""The day that figures are as of: today, or a day that has passed, which is told from the history."""

from dataclasses import dataclass
from datetime import date, datetime

from data.errors import NoFigures
from data.registry.plans import plans
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope
from data.rules.report_periods import ReportPeriod
from data.rules.viet_nam_time import end_of, viet_nam_date
from data.store import Session


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


def plans_as_of(session: Session, scope: PlanScope, on: date | None, today: date) -> tuple[PlanScope, AsOf]:
    """Return the plans whose figures are asked for with the day they are of: of all active plans, those that were
    active when that day ended.

    Raises as `as_of`.
    """
    if scope.named or on is None or on >= today:
        return scope, as_of(min(scope.plans, key=lambda plan: plan.imported_at), on, today)
    known = plans.list_plans(session)
    then = [plan for plan in known if plan.was_active_on(on)]
    if not then:
        raise NoFigures(on, "before_plan", min(viet_nam_date(plan.imported_at) for plan in known))
    return PlanScope(tuple(then)), AsOf(on, end_of(on))


def as_of_period(plan: PlanFact, period: ReportPeriod, on: date | None, today: date) -> AsOf:
    """Return the day of the figures of a periodic report: `on`, else the last of its period where that has passed.

    Where the plan was not there yet on the last day, the figures are those of today. Raises as `as_of`.
    """
    if on is None and viet_nam_date(plan.imported_at) <= period.last < today:
        on = period.last
    return as_of(plan, on, today)
