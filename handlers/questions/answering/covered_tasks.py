"""Tasks that another one covers: what is asked of them is answered of the one that is owed."""

from dataclasses import replace

from data.registry.plans.corrections import find_covering_code
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.scope import Scope, find_tasks


def find_covering(executor: Executor, scope: Scope) -> tuple[Scope, str] | None:
    """Return the query about the task that covers the one named by its code, with the code; None if none does."""
    code = scope.query.codes[0] if len(scope.query.codes) == 1 else ""
    covering = find_covering_code(executor.session, code, executor.plan_id) if code else None
    if covering is None:
        return None
    query = replace(scope.query, codes=(covering,))
    return replace(scope, query=query, tasks=find_tasks(query, executor.vocabulary)), covering
