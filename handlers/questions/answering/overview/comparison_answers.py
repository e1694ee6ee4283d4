"""Figures of two days side by side, and of several agencies side by side."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from data.errors import NotAllowed
from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import plans_of_id
from data.registry.statistics.tallies import Tally
from data.rules.viet_nam_time import end_of, viet_nam_date
from handlers.base.permissions import oversees
from handlers.base.query import Intent, Period, Query, Sort
from handlers.base.selection import Selection
from handlers.questions.answering.answer import Answer
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.scope import Scope, find_members
from handlers.views.questions import comparisons as view
from handlers.views.questions.sort_names import sort_name
from scheduler.statistics.figures import Figures
from scheduler.statistics.overview import Part, count_overview

_SORTS = (Sort.DEPARTMENT, Sort.DISTRICT, Sort.COMMUNE)


def answer_comparison(executor: Executor, scope: Scope) -> Answer:
    """Answer “so với tháng trước thế nào” with the figures of the end of that month and those of today."""
    counted_plans = plans_of_id(executor.session, executor.plan_id)
    days = scope.query.period or Period(None, executor.today)
    after = days.last or executor.today
    before = days.first or after.replace(day=1) - timedelta(1)
    agency_id = scope.agency.id if scope.agency else None
    only = _belongs(scope, counted_plans.plans)

    def figures_on(day: date) -> Figures:
        return count_overview(
            executor.session, counted_plans, day, executor.calendar, agency_id, only, until=end_of(day)
        ).whole

    known = before >= min(viet_nam_date(plan.imported_at) for plan in counted_plans.plans)
    then = figures_on(before) if known else None
    meant = replace(scope, query=replace(scope.query, period=Period(before, after)))
    return Answer(
        Intent.COMPARE,
        view.days(meant, before, then, after, figures_on(after)),
        scope.agency_code,
        Period(before, after),
        topic=Context(meant.query),
    )


def compare_agencies(executor: Executor, query: Query) -> Answer:
    """Answer “Sở Nội vụ so với Sở Tư pháp”, “so sánh các huyện với các sở” with the figures of today.

    Raises NotAllowed for who does not oversee.
    """
    if not oversees(executor.me):
        raise NotAllowed("agency.see")
    counted_plans = plans_of_id(executor.session, executor.plan_id)
    counted = count_overview(executor.session, counted_plans, executor.today, executor.calendar)
    named = [executor.vocabulary.agencies[code] for code in query.agencies]
    parts: list[tuple[str, Figures]] = (
        [(one.short_name, _figures_of(one, counted.agencies)) for one in named]
        if named
        else [(sort_name(sort), _sum(executor, sort, counted.agencies)) for sort in _SORTS]
    )
    return Answer(
        Intent.COMPARE,
        view.side_by_side(counted_plans, executor.today, parts),
        agencies=query.agencies or None,
        topic=Context(query),
    )


def _belongs(scope: Scope, plans: Iterable[PlanFact]) -> Callable[[Tally], bool]:
    """Return a test for counts of the sections, the tasks and the agencies that are meant."""
    part = Selection(sections=scope.query.sections or None)
    tasks = None if scope.query.sections else scope.tasks
    numbers = {plan.id: plan.number for plan in plans}

    def belongs(tally: Tally) -> bool:
        return (
            scope.includes(tally.agency_code)
            and part.matches_tally(tally)
            and (tasks is None or (numbers[tally.plan_id], tally.task) in tasks)
        )

    return belongs


def _sum(executor: Executor, sort: Sort, parts: Iterable[Part]) -> Figures:
    members = find_members(Query(Intent.COMPARE, sort=sort), executor.vocabulary) or frozenset()
    return sum((part.figures for part in parts if part.key in members), Figures())


def _figures_of(agency: AgencyFact, parts: Iterable[Part]) -> Figures:
    return next((part.figures for part in parts if part.key == agency.code), Figures())
