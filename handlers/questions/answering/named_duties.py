"""The duties that a report names by words: of the agency's own open ones, those that fit best."""

from dataclasses import replace

from data.enums import FINISHED
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from handlers.base.query import Intent, Query
from handlers.questions.answering.executor import Executor
from handlers.questions.reading.named_subjects import best_tasks


def find_named_duties(executor: Executor, query: Query) -> list[DutyLine]:
    """Return the open duties of the asker's agency that the words of the query name best."""
    every = duty_lines.list_by_agency(executor.session, executor.me.agency_id, executor.plan_id)
    rows = [row for row in every if row.state not in FINISHED]
    own = {(row.plan_number, row.code) for row in rows}
    tasks = [task for task in executor.vocabulary.tasks if task.key in own]
    keys = {task.key for task in best_tasks(query.keywords.split(), tasks)}
    return [row for row in rows if (row.plan_number, row.code) in keys]


def shown_instead(executor: Executor, query: Query) -> Query:
    """Return the question for what a report named, where the agency has nothing to report of it."""
    if not query.keywords:
        return replace(query, intent=Intent.CARD)
    codes = tuple(task.key[1] for task in best_tasks(query.keywords.split(), executor.vocabulary.tasks))
    return replace(query, intent=Intent.CARD, codes=codes[:1], keywords="")
