"""Answers as of a day that has passed: figures, and lists of duties as they stood at its end."""

from collections.abc import Callable
from dataclasses import replace

from data.errors import NoFigures, NotAllowed, NotFound
from data.registry.plans.scope import PlanScope
from handlers.base.permissions import oversees
from handlers.base.query import Intent, Query, Status
from handlers.questions.answering.answer import Answer
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.scope import resolve_scope
from handlers.questions.reading.reader import Reading
from handlers.questions.reading.requests.past_days import find_past_day
from handlers.views.base import refusals
from handlers.views.overview.past_summary import headed_by_day, past_summary
from scheduler.statistics.as_of import AsOf, plans_as_of
from scheduler.statistics.headline import compute_headline

_COUNTED = frozenset({Intent.SUMMARY, Intent.COUNT, Intent.CARD, Intent.LIST})
"""Intents that ask for figures where no task is named."""
_LISTED = frozenset({Intent.COUNT, Intent.CARD, Intent.LIST})
"""Intents that ask for duties where a state or certain tasks are named."""


def answer_past(executor: Executor, sentence: str, read: Callable[[str], Reading]) -> Answer | None:
    """Answer with the figures of the plan, or of an agency, on the day asked for, or with the duties that are asked
    for as they stood; None where something else is asked. Never raises for what was typed.
    """
    asked = find_past_day(sentence, executor.today, executor.calendar)
    if asked is None:
        return None
    query = read(asked.rest).query if asked.rest else Query(Intent.SUMMARY)
    listed = query.intent in _LISTED and not query.ordinal and _names_duties(query)
    if not listed and (query.intent not in _COUNTED or query.about_tasks or query.period or query.sort):
        return None
    try:
        plans, at = plans_as_of(executor.session, asked.day, executor.today, plan_id=executor.plan_id)
        return _list(executor, query, plans, at) if listed else _sum_up(executor, query, plans, at)
    except (NoFigures, NotAllowed, NotFound) as error:
        return Answer(query.intent if listed else Intent.SUMMARY, refusals.refusal(error))


def _names_duties(query: Query) -> bool:
    return query.about_tasks or bool(query.period) or (query.status is not None and not query.implied)


def _list(executor: Executor, query: Query, plans: PlanScope, at: AsOf) -> Answer:
    """Answer with a list. Raises NotAllowed and NotFound."""
    if query.intent is Intent.CARD:
        query = replace(query, intent=Intent.LIST, status=query.status or Status.ALL)
    scope = resolve_scope(executor.me, query, executor.vocabulary)
    answer = executor.as_of(plans, at).answer(scope)
    return replace(answer, reply=headed_by_day(answer.reply, at.day)) if at.until else answer


def _sum_up(executor: Executor, query: Query, plans: PlanScope, at: AsOf) -> Answer:
    """Answer with figures. Raises NotAllowed and NotFound."""
    query = replace(query, intent=Intent.SUMMARY)
    scope = resolve_scope(executor.me, query, executor.vocabulary)
    whole = oversees(executor.me) and not query.agencies and not query.own
    agency = None if whole else scope.agency
    agency_id = agency.id if agency else None
    counted = compute_headline(executor.session, plans, at.day, executor.calendar, agency_id, until=at.until)
    return Answer(
        Intent.SUMMARY, past_summary(counted, agency), agency.code if agency else None, topic=Context(query)
    )
