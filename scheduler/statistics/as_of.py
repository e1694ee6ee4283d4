"""The day that figures are as of: today, or a day that has passed, which is told from the history."""

from dataclasses import dataclass
from datetime import date, datetime

from data.errors import NoFigures, NotFound
from data.registry.plans import plans
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope, choose_plans, plans_of_id
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


def plans_as_of(
    session: Session, on: date | None, today: date, *, number: str | None = None, plan_id: int | None = None
) -> tuple[PlanScope, AsOf]:
    """Return the plans whose figures are asked for, with the day they are of: the one with the number or id, closed
    or not; else those that were active when that day ended, whatever became of them since.

    Raises as `as_of`, NoFigures too for a day on which every plan was closed, and NotFound.
    """
    is_named = number is not None or plan_id is not None
    if is_named or on is None or on >= today:
        scope = choose_plans(session, number) if plan_id is None else plans_of_id(session, plan_id)
        return scope, as_of(min(scope.plans, key=lambda plan: plan.imported_at), on, today)
    if then := plans.list_active_at(session, end_of(on)):
        return PlanScope(tuple(then)), AsOf(on, end_of(on))
    known = plans.list_plans(session)
    if not known:
        raise NotFound("plan", "")
    first = min(viet_nam_date(plan.imported_at) for plan in known)
    raise NoFigures(on, "before_plan" if on < first else "no_plan", first)


def as_of_period(plan: PlanFact, period: ReportPeriod, on: date | None, today: date) -> AsOf:
    """Return the day of the figures of a periodic report: `on`, else the last of its period where that has passed.

    Where the plan was not there yet on the last day, the figures are those of today. Raises as `as_of`.
    """
    if on is None and viet_nam_date(plan.imported_at) <= period.last < today:
        on = period.last
    return as_of(plan, on, today)
