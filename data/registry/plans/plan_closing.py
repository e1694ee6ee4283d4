"""Closing of a plan: as unfinished, or with its open tasks carried into a newer plan; and reopening it.

Nothing is deleted: duties keep their state and history. A task that was carried names the task that took its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select, update
from sqlmodel import Session, col

from data.enums import OPEN
from data.errors import PlanNotChanged
from data.models import EarlierClosing, Plan, Task
from data.registry.duties.duty_query import DUTIES_WITH_TASKS, DUTY, OWED, TASK
from data.registry.office import audit
from data.registry.plans import plans
from data.registry.plans.plans import PlanFact
from data.registry.sql.lines import fetch
from data.registry.sql.rows import execute_count, fetch_rows, insert_all
from data.registry.statistics.duty_counts import select_owed


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task of a plan with the number of its duties that are still open."""

    id: int
    code: str
    title: str
    folded_title: str
    open: int


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """Numbers of a plan's tasks, of its duties, and of those of them that are open."""

    tasks: int
    duties: int
    open: int


_OPEN_TASKS = (
    select_owed(OpenTask, id=TASK.id, folded_title=TASK.folded_title, open=func.count())
    .where(DUTY.state.in_(OPEN), TASK.withdrawn.is_(False))
    .group_by(TASK.id, TASK.code, TASK.title, TASK.folded_title, TASK.position)
    .order_by(TASK.position)
)
_DUTIES = (
    select(TASK.plan_id, func.count(), func.sum(case((DUTY.state.in_(OPEN), 1), else_=0)))
    .select_from(DUTIES_WITH_TASKS)
    .where(OWED)
    .group_by(TASK.plan_id)
)
_TASKS = select(TASK.plan_id, func.count()).where(TASK.withdrawn.is_(False)).group_by(TASK.plan_id)


def list_open_tasks(session: Session, plan_id: int) -> list[OpenTask]:
    """Return the tasks of a plan of which something is open, in its order."""
    return fetch(session, _OPEN_TASKS, plan_ids=[plan_id])


def list_tasks_to_carry_to(session: Session, plan_id: int) -> list[OpenTask]:
    """Return all tasks of a plan that could take over those of an older one, in its order."""
    rows = session.execute(
        select(col(Task.id), col(Task.code), col(Task.title), col(Task.folded_title))
        .where(col(Task.plan_id) == plan_id, col(Task.withdrawn).is_(False))
        .order_by(col(Task.position))
    )
    return [OpenTask(task_id or 0, code, title, folded, 0) for task_id, code, title, folded in rows]


def count_plans(session: Session) -> dict[int, PlanCounts]:
    """Return the counts of each plan that has tasks, by its id."""
    duties = {plan_id: (count, int(open_ or 0)) for plan_id, count, open_ in fetch_rows(session, _DUTIES)}
    tasks = {plan_id: int(count) for plan_id, count in fetch_rows(session, _TASKS)}
    return {plan_id: PlanCounts(count, *duties.get(plan_id, (0, 0))) for plan_id, count in tasks.items()}


def check_closing(plan: PlanFact, successor: PlanFact | None = None) -> None:
    """Raise PlanNotChanged if a plan cannot be closed: it is closed, or its successor is no active, newer plan."""
    if not plan.active:
        raise PlanNotChanged("closed", plan.number)
    if successor is None:
        return
    if not successor.active:
        raise PlanNotChanged("closed", successor.number)
    if (successor.issued_on, successor.id) <= (plan.issued_on, plan.id):
        raise PlanNotChanged("not_newer", plan.number, successor.number)


def close(
    session: Session,
    plan_id: int,
    *,
    now: datetime,
    actor: str,
    successor_id: int | None = None,
    carried: Mapping[int, int] | None = None,
) -> PlanFact:
    """Close a plan; `carried` are the ids of its tasks with those of the tasks of the successor that take over.

    Raises PlanNotChanged, also if somebody else closed it meanwhile, and NotFound.
    """
    plan = plans.get(session, plan_id)
    successor = plans.get(session, successor_id) if successor_id is not None else None
    check_closing(plan, successor)
    closing = update(Plan).where(col(Plan.id) == plan_id, col(Plan.closed_at).is_(None))
    taken = successor_id if carried else None
    if execute_count(session, closing.values(closed_at=now, successor_id=taken)) != 1:
        raise PlanNotChanged("closed", plan.number)
    pairs = _check_pairs(session, plan_id, successor_id, carried or {})
    for task_id, to in pairs.items():
        session.execute(update(Task).where(col(Task.id) == task_id).values(carried_to_id=to))
    into = f" {successor.number} {len(pairs)}" if successor and pairs else ""
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="plan.close",
        subject=f"{plan.number}{into}",
        before={"closed_at": None},
        after={
            "closed_at": now,
            "successor": successor.number if successor and pairs else None,
            "carried_tasks": {str(task_id): to for task_id, to in pairs.items()},
        },
    )
    session.flush()
    session.expire_all()
    return plans.get(session, plan_id)


def reopen(session: Session, plan_id: int, *, now: datetime, actor: str) -> PlanFact:
    """Reopen a closed plan, and keep from when it was closed: figures of a past day are of the plans active then.

    Raises PlanNotChanged if it is active, or a newer plan took over its tasks."""
    plan = plans.get(session, plan_id)
    check_reopening(session, plan)
    opening = update(Plan).where(col(Plan.id) == plan_id, col(Plan.closed_at).is_not(None))
    if execute_count(session, opening.values(closed_at=None)) != 1:
        raise PlanNotChanged("active", plan.number)
    insert_all(session, EarlierClosing, [{"plan_id": plan_id, "closed_at": plan.closed_at, "until": now}])
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="plan.reopen",
        subject=plan.number,
        before={"active": False},
        after={"active": True},
    )
    session.flush()
    session.expire_all()
    return plans.get(session, plan_id)


def check_reopening(session: Session, plan: PlanFact) -> None:
    """Raise PlanNotChanged if a plan cannot be reopened: it is active, or a newer plan took over its tasks."""
    if plan.active:
        raise PlanNotChanged("active", plan.number)
    if plan.successor_id is not None:
        raise PlanNotChanged("carried", plan.number, plans.get(session, plan.successor_id).number)


def _check_pairs(
    session: Session, plan_id: int, successor_id: int | None, carried: Mapping[int, int]
) -> Mapping[int, int]:
    """Return the pairs whose tasks both plans still have: either may have been read again since they were shown."""
    if successor_id is None or not carried:
        return {}
    ours = {task.id for task in list_open_tasks(session, plan_id)}
    theirs = {task.id for task in list_tasks_to_carry_to(session, successor_id)}
    return {task_id: to for task_id, to in carried.items() if task_id in ours and to in theirs}
