"""Tasks with their dates, and the plan's words on one of them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, select
from sqlmodel import Session, col

from data.enums import Kind, Part
from data.errors import NotFound
from data.models import Deadline, Deliverable, Participation, Plan, Task
from data.registry.duties.duty_query import (
    DEADLINE,
    TASK,
    in_plan,
    select_deadlines,
)
from data.registry.plans.told_numbers import TOLD_PLAN
from data.registry.sql.lines import fetch
from data.registry.sql.rows import table_of

_PART = table_of(Participation).c
_PLACE = (TASK.position, DEADLINE.position)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of others, title and written date, without the lead's progress."""

    deadline_id: int
    due_on: date | None
    label: str
    code: str
    title: str
    folded_title: str
    kind: Kind
    plan_number: str
    plan_year: int
    plan_id: int = 0
    told_plan: str = ""


_COORDINATED = (
    select_deadlines(TaskLine)
    .join(table_of(Participation), _PART.task_id == TASK.id)
    .where(
        _PART.agency_id == bindparam("agency_id"),
        _PART.part == Part.COORDINATING,
        TASK.withdrawn.is_(False),
        DEADLINE.withdrawn.is_(False),
    )
    .order_by(DEADLINE.due_on.is_(None), DEADLINE.due_on, *_PLACE)
)


_TASKS = (
    select_deadlines(TaskLine)
    .where(TASK.withdrawn.is_(False), DEADLINE.withdrawn.is_(False))
    .order_by(DEADLINE.due_on.is_(None), DEADLINE.due_on, *_PLACE)
)


def list_tasks(session: Session, plan_id: int | None = None) -> list[TaskLine]:
    """Return all tasks of all active plans, or of one plan, one line for each date, as they are written: every agency
    holds the plan.
    """
    return fetch(session, in_plan(_TASKS, plan_id))


def list_coordinated(session: Session, agency_id: int, plan_id: int | None = None) -> list[TaskLine]:
    """Return the tasks whose plan names the agency as coordinating, one line for each date; of all active plans or of
    one.
    """
    return fetch(session, in_plan(_COORDINATED, plan_id), agency_id=agency_id)


@dataclass(frozen=True, slots=True)
class Carried:
    """A task of another plan, to which or from which a task was carried; `plan_number` is that of its plan."""

    task_id: int
    code: str
    plan_number: str


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """The plan's words on one deadline; `inferred` names fields that the plan leaves open ("lead").

    `carried_to` is the task of a newer plan that took over what was open, `carried_from` the one whose place this
    task took. `dated_by` is the document that gave an external task its date; `standing_agency_id` is the body that
    follows the plan.
    """

    task_id: int
    code: str
    title: str
    timeframe: str
    kind: Kind
    certain: bool
    due_on: date | None
    label: str
    deliverables: tuple[str, ...]
    lead_words: tuple[str, ...]
    coordinating_words: tuple[str, ...]
    source_place: str
    inferred: tuple[str, ...]
    plan_number: str
    confirmation: bool
    dated_by: str | None
    standing_agency_id: int | None
    plan_id: int = 0
    told_plan: str = ""
    plan_closed_at: datetime | None = None
    carried_to: Carried | None = None
    carried_from: Carried | None = None


def get_task(session: Session, deadline_id: int) -> TaskFacts:
    """Return the task of a deadline. A deadline with a deliverable of its own has that one only.

    Raises NotFound, also for a deadline that a later reading of the plan no longer has.
    """
    row = session.execute(
        select(Task, Deadline, Plan, TOLD_PLAN)
        .join(Deadline, col(Deadline.task_id) == col(Task.id))
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .where(col(Deadline.id) == deadline_id, col(Deadline.withdrawn).is_(False), col(Task.withdrawn).is_(False))
    ).first()
    if row is None:
        raise NotFound("task", str(deadline_id))
    found, deadline, plan, told_plan = row
    words = session.execute(
        select(col(Deliverable.words)).where(col(Deliverable.task_id) == found.id).order_by(col(Deliverable.position))
    ).scalars()
    return TaskFacts(
        task_id=found.id or 0,
        code=found.code,
        title=found.title,
        timeframe=found.timeframe,
        kind=found.kind,
        certain=found.certain,
        due_on=deadline.due_on,
        label=deadline.label,
        deliverables=(deadline.deliverable,) if deadline.deliverable else tuple(words),
        lead_words=tuple(found.lead_words),
        coordinating_words=tuple(found.coordinating_words),
        source_place=found.source_place,
        inferred=tuple(found.inferred),
        plan_number=plan.number,
        confirmation=plan.confirmation,
        dated_by=deadline.dated_by,
        standing_agency_id=plan.standing_agency_id,
        plan_id=found.plan_id,
        told_plan=told_plan,
        plan_closed_at=plan.closed_at,
        carried_to=_find_carried(session, col(Task.id) == found.carried_to_id) if found.carried_to_id else None,
        carried_from=_find_carried(session, col(Task.carried_to_id) == found.id),
    )


def _find_carried(session: Session, condition: ColumnElement[bool]) -> Carried | None:
    query = select(col(Task.id), col(Task.code), col(Plan.number)).join(Plan, col(Task.plan_id) == col(Plan.id))
    row = session.execute(query.where(condition).order_by(col(Plan.issued_on).desc())).first()
    return Carried(*row) if row else None


def get_part(session: Session, task_id: int, agency_id: int) -> Part | None:
    """Return the part that the plan gives the agency in the task; None if it has none."""
    named = session.get(Participation, (task_id, agency_id))
    return named.part if named else None
