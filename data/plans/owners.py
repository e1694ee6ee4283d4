"""Refuse to write a task that nobody owes: whose lead is no agency of the directory, or an empty group."""

from collections.abc import Iterable

from data.errors import PlanUnreadable
from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft, TaskDraft, W

_SHOWN = 10


def is_owned_by_nobody(task: TaskDraft[W], directory: Directory) -> bool:
    """Tell if a person has said of every name of the lead that it is none of this directory's agencies."""
    return bool(task.lead) and not task.lead_agencies and all(map(directory.is_nobody, task.lead))


def refuse_without_owner(draft: PlanDraft[W], answered: Iterable[str]) -> None:
    """Refuse a draft with a task that nobody owes, unless a person has decided so.

    `answered` are codes of tasks whose lead a person has corrected. Raises PlanUnreadable("no_owner") with the codes.
    """
    decided = {*draft.unowned, *answered}
    codes = [task.code for task in draft.tasks if not task.lead_agencies and task.code not in decided]
    if codes:
        more = "…" if len(codes) > _SHOWN else ""
        raise PlanUnreadable("no_owner", ", ".join(codes[:_SHOWN]) + more)


def refuse_draft(draft: PlanDraft[W]) -> None:
    """Refuse a document that has no number or no date yet. Raises PlanUnreadable("no_number") or ("no_date")."""
    if not draft.number:
        raise PlanUnreadable("no_number")
    if draft.issued_on is None:
        raise PlanUnreadable("no_date")
