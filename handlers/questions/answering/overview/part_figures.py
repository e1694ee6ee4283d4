"""Figures of a part of the plan, for who oversees: a section, or the agencies of a sort."""

from dataclasses import replace

from data.registry.plans import plans
from data.registry.plans.scope import plans_of_id
from data.registry.statistics.tallies import Tally
from handlers.base.query import Intent, Query
from handlers.base.selection import Selection
from handlers.questions.answering.answer import Answer
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.scope import Scope
from handlers.views.overview import summary as view
from handlers.views.questions import answers, part_figures
from scheduler.statistics.overview import count_overview


def asks_for_part(scope: Scope) -> bool:
    """Return whether the figures of a part are meant: “lĩnh vực II tình hình thế nào”, “các huyện đến đâu rồi”."""
    query = scope.query
    if scope.agency is not None or not (query.sections or scope.members is not None):
        return False
    return query.intent is Intent.SUMMARY or (query.intent is Intent.CARD and _of_sections_only(query))


def summarize_part(executor: Executor, scope: Scope) -> Answer:
    """Answer with the figures of a section as /tonghop shows them, or with those of the agencies of a sort."""
    counted_plans = plans_of_id(executor.session, executor.plan_id)
    part = Selection(sections=scope.query.sections or None, plan_id=executor.plan_id)

    def belongs(tally: Tally) -> bool:
        return part.matches_tally(tally) and scope.includes(tally.agency_code)

    counted = count_overview(executor.session, counted_plans, executor.today, executor.calendar, only=belongs)
    query = replace(scope.query, intent=Intent.SUMMARY, status=None)
    meant = replace(scope, query=query)
    if scope.members is None and len(query.sections) == 1:
        titles = plans.get_section_titles(executor.session, counted_plans.latest.id)
        reply = view.breakdown_summary(counted, part, view.breakdown_name(part, titles, ""), across=True)
    else:
        reply = part_figures.of_sort(counted)
    heading = f"{answers.understood_line(meant)}\n{reply.heading}"
    return Answer(
        Intent.SUMMARY, replace(reply, heading=heading, replaces=False), topic=Context(query), period=query.period
    )


def _of_sections_only(query: Query) -> bool:
    return bool(query.sections) and not (query.codes or query.keywords or query.made or query.report or query.ordinal)
