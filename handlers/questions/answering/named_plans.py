"""The one plan that a sentence names, or that the conversation is about."""

from dataclasses import replace

from data.registry.plans.plans import PlanFact
from data.text.plan_numbers import plan_serial
from handlers.base.permissions import oversees
from handlers.base.query import Intent, Query
from handlers.parsing.plan_names import extract_plan
from handlers.questions.answering.executor import Executor
from handlers.questions.reading.reader import read_sentence

_OF_ALL, _OWN = "tình hình chung", "việc chưa xong"
"""What is asked where only the plan is named, by who oversees and by others."""


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
