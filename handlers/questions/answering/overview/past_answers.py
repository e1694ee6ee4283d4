"""Answers with the figures of a day that has passed."""

from collections.abc import Callable
from dataclasses import replace

from data.errors import NoFigures, NotAllowed, NotFound
from data.registry.plans.scope import plans_of_id
from handlers.base.permissions import oversees
from handlers.base.query import Intent, Query
from handlers.questions.answering.answer import Answer
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.scope import resolve_scope
from handlers.questions.reading.reader import Reading
from handlers.questions.reading.requests.past_days import find_past_day
from handlers.views.base import refusals
from handlers.views.overview.past_summary import past_summary
from scheduler.statistics.as_of import plans_as_of
from scheduler.statistics.headline import compute_headline

_COUNTED = frozenset({Intent.SUMMARY, Intent.COUNT, Intent.CARD, Intent.LIST})
"""Intents that ask for figures where no task is named."""


def answer_past(executor: Executor, sentence: str, read: Callable[[str], Reading]) -> Answer | None:
    """Answer with the figures of the plan, or of an agency, on the day asked for; None where something else is
    asked. Never raises for what was typed.
    """
    asked = find_past_day(sentence, executor.today, executor.calendar)
    if asked is None:
        return None
    query = read(asked.rest).query if asked.rest else Query(Intent.SUMMARY)
    if query.intent not in _COUNTED or query.about_tasks or query.period or query.sort:
        return None
    if query.intent is Intent.LIST and query.status is not None and not query.implied:
        return None
    query = replace(query, intent=Intent.SUMMARY)
    try:
        scope = resolve_scope(executor.me, query, executor.vocabulary)
        whole = oversees(executor.me) and not query.agencies and not query.own
        agency = None if whole else scope.agency
        counted_plans = plans_of_id(executor.session, executor.plan_id)
        counted_plans, at = plans_as_of(executor.session, counted_plans, asked.day, executor.today)
        counted = compute_headline(
            executor.session, counted_plans, at.day, executor.calendar, agency.id if agency else None, until=at.until
        )
    except (NoFigures, NotAllowed, NotFound) as error:
        return Answer(Intent.SUMMARY, refusals.refusal(error))
    return Answer(
        Intent.SUMMARY, past_summary(counted, agency), agency.code if agency else None, topic=Context(query)
    )
