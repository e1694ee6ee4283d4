"""Plan 175 as somebody might issue it again: with other rows, other dates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from data.plans.draft import DeadlineDraft, PlanDraft, TaskDraft
from data.plans.storing.apply import Changes, apply
from data.store import Store

NOW = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)

Rewrite = Callable[[TaskDraft[str]], TaskDraft[str]]


def rewritten(draft: PlanDraft[str], code: str, rewrite: Rewrite) -> PlanDraft[str]:
    """The plan with one row of it changed."""
    return replace(draft, tasks=tuple(rewrite(task) if task.code == code else task for task in draft.tasks))


def without(draft: PlanDraft[str], code: str) -> PlanDraft[str]:
    """The plan without one of its rows."""
    return replace(draft, tasks=tuple(task for task in draft.tasks if task.code != code))


def moved(*days: date) -> Rewrite:
    """A row with other dates."""
    deadlines = tuple(DeadlineDraft(day, day.strftime("%d/%m/%Y")) for day in days)
    return lambda task: replace(task, deadlines=deadlines)


def entered(store: Store, draft: PlanDraft[str]) -> Changes:
    with store.write() as session:
        return apply(session, draft, now=NOW, actor="test")
