"""The one plan that a sentence names, or that the conversation is about; or one that the registry lacks."""

from collections.abc import Callable
from dataclasses import replace

from data.registry.plans.plans import PlanFact
from data.text.plan_numbers import plan_serial
from handlers.base.permissions import oversees
from handlers.base.query import Intent, Query
from handlers.parsing.plan_names import extract_plan, find_missing_plan
from handlers.questions.answering.answer import Answer
from handlers.questions.answering.executor import Executor
from handlers.questions.reading.reader import Reading, read_sentence
from handlers.views.base import refusals

_OF_ALL, _OWN = "tình hình chung", "việc chưa xong"
"""What is asked where only the plan is named, by who oversees and by others."""
_QUESTIONS = frozenset(
    {
        Intent.LIST,
        Intent.NEXT,
        Intent.CARD,
        Intent.COUNT,
        Intent.WHO,
        Intent.WHEN,
        Intent.SUMMARY,
        Intent.AGENCIES,
        Intent.ACTIVITY,
        Intent.COMPARE,
        Intent.EXPORT,
    }
)
"""Intents that ask about what is in a plan."""


def limit_to_plan(sentence: str, executor: Executor, plan: PlanFact | None) -> tuple[PlanFact | None, str, Executor]:
    """Return the `plan` that is asked about, else the one that a sentence names, the rest of the sentence, and the
    executor for it.
    """
    found, rest = (plan, sentence) if plan else _find_named_plan(sentence, executor)
    return found, rest, executor.within(found) if found else executor


def apply_plan(query: Query, named: PlanFact | None, executor: Executor) -> tuple[Query, Executor]:
    """Return the query about the plan that is named, or that the conversation is about, with its executor."""
    if named:
        return replace(query, plan=named.number), executor
    talked_of = next((plan for plan in executor.vocabulary.plans if plan.number == query.plan), None)
    return query, executor.within(talked_of) if talked_of else executor


def refuse_missing_plan(executor: Executor, sentence: str, read: Callable[[str], Reading]) -> Answer | None:
    """Answer a question about a plan that the registry lacks with those that it has, never with something else.

    None for other sentences: a report that names its document, and a task whose name has such words, ask of no plan.
    """
    plans = executor.vocabulary.plans
    missing = find_missing_plan(sentence, plans, executor.today)
    if missing is None:
        return None
    alone = not missing.rest.strip(" ,.?!")
    whole, rest = read(sentence).query, read(missing.rest).query
    if not alone:
        if whole.intent not in {*_QUESTIONS, Intent.UNKNOWN} or whole.document:
            return None
        if rest.intent not in _QUESTIONS and whole.intent not in _QUESTIONS:
            return None
        if not missing.joined and (rest.codes or rest.keywords or rest.made):
            return None
    intent = rest.intent if rest.intent in _QUESTIONS else Intent.SUMMARY
    return Answer(intent, refusals.refusal(missing.refusal(plans)))


def _find_named_plan(sentence: str, executor: Executor) -> tuple[PlanFact | None, str]:
    """Return the plan that a sentence names, with the rest of the sentence; None with all of it where it names none.

    Words that are understood only together, "xây dựng kế hoạch năm nay", name no plan.
    """
    plan, rest = extract_plan(sentence, executor.vocabulary.plans, executor.today)
    if plan is None:
        return None, sentence
    of_plan = _OF_ALL if oversees(executor.me) else _OWN
    if not rest.strip(" ,.?!"):
        return plan, of_plan
    found = read_sentence(rest, executor.today, executor.calendar, executor.vocabulary.of_plan(plan))
    if found.lacks_duty and found.query.intent is Intent.CARD:  # "kế hoạch 20 thế nào rồi"
        return plan, of_plan
    if found.query.intent is Intent.UNKNOWN and plan_serial(plan.number) not in sentence:
        whole = read_sentence(sentence, executor.today, executor.calendar, executor.vocabulary)
        if whole.query.intent is not Intent.UNKNOWN:
            return None, sentence
    return plan, rest
