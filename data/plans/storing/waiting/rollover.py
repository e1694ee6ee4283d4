"""Roll last year's plan over into a draft, and compare the draft with it."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import DraftState
from data.models import Plan, WaitingPlan
from data.plans.draft import PlanDraft, TaskDraft, W
from data.plans.formats.document_json import write_document
from data.plans.storing.apply import ChangedTasks
from data.plans.storing.stored_plan import read_stored_plan
from data.plans.storing.waiting import waiting_plans
from data.plans.waiting.rollover import move_time, move_title, write_next_year
from data.registry.plans import plans
from data.text import fold


def roll_over(session: Session, plan_id: int, *, officer_id: int | None, now: datetime, actor: str) -> int:
    """Return the id of the draft that repeats a plan for the next year: the one that waits already, else a new one.

    Raises NotFound.
    """
    # Of two who begin at once the second waits here, and finds the draft of the first.
    session.execute(select(col(Plan.id)).where(col(Plan.id) == plan_id).with_for_update())
    waiting = select(col(WaitingPlan.id)).where(
        col(WaitingPlan.state) == DraftState.OPEN, col(WaitingPlan.rolled_from_id) == plan_id
    )
    known: int | None = session.execute(waiting.order_by(col(WaitingPlan.id)).limit(1)).scalar_one_or_none()
    if known is not None:
        return known
    last = read_stored_plan(session, plans.get(session, plan_id).number)
    document = write_next_year(last.title, last.issuer, last.year, last.sections, last.tasks)
    return waiting_plans.keep(
        session,
        last.number,
        write_document(document),
        move_title(last.title, last.year),
        rolled_from_id=plan_id,
        officer_id=officer_id,
        now=now,
        actor=actor,
    )


def compare_with_last_year(session: Session, plan: PlanDraft[W], plan_id: int) -> ChangedTasks:
    """Return what becomes of last year's tasks in a draft that repeats them.

    Kept is what differs in the year alone. Added and changed are codes of the draft, removed those of last year.
    """
    last = read_stored_plan(session, plans.get(session, plan_id).number)
    before = {fold(move_title(task.title, last.year)): task for task in last.tasks}
    known = {task.code: before.pop(fold(task.title), None) for task in plan.tasks}
    changed = [
        task.code
        for task in plan.tasks
        if (earlier := known[task.code]) is not None and not _is_same(earlier, task, last.year)
    ]
    return ChangedTasks(
        added=tuple(code for code, earlier in known.items() if earlier is None),
        changed=tuple(changed),
        removed=tuple(task.code for task in before.values()),
        kept=tuple(code for code, earlier in known.items() if earlier is not None and code not in changed),
    )


def _is_same(earlier: TaskDraft[str], task: TaskDraft[W], year: int) -> bool:
    return (
        earlier.lead == task.lead
        and earlier.coordinating == task.coordinating
        and move_time(earlier.timeframe, year) == task.timeframe
        and _days(earlier) == _days(task)
    )


def _days(task: TaskDraft[W]) -> list[tuple[int, int]]:
    """Return month and day of each deadline, the end of February as one whatever the year."""
    days = [(one.due_on.month, one.due_on.day) for one in task.deadlines]
    return [(2, 28) if day == (2, 29) else day for day in days]
