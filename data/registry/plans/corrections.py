"""Corrected readings of tasks: what a person put right, by which document, and what the reader had read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.enums import CorrectedField
from data.errors import NotAllowed, NotFound
from data.models import Agency, Correction, Deadline, Duty, Plan, Task
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import table_of
from data.rules.instants import within
from data.rules.limits.terms import UNDO_TERM

DISPLACED = "|"
"""In the value of a lead: before the agencies that coordinate when they do not lead."""


@dataclass(frozen=True, slots=True)
class CorrectionFacts:
    """A correction that is in force. `deadline_id` is set for a date; values as in `data.models.Correction`."""

    id: int
    task_id: int
    deadline_id: int | None
    field: CorrectedField
    before: str
    after: str
    reason: str
    document_number: str
    at: datetime
    officer_id: int | None


@dataclass(frozen=True, slots=True)
class CorrectableTask:
    """The task of a deadline with its plan; `due_on` is the date of the deadline that was asked for."""

    task_id: int
    deadline_id: int
    code: str
    title: str
    due_on: date | None
    label: str
    plan_id: int
    plan_number: str
    plan_year: int
    issued_on: date
    standing_agency_id: int | None


_CORRECTION = table_of(Correction).c
_IN_FORCE = (
    select_lines(CorrectionFacts, _CORRECTION)
    .where(_CORRECTION.task_id == bindparam("task_id"), _CORRECTION.undone_at.is_(None))
    .order_by(_CORRECTION.id)
)

_IN_FORCE_IN_PLAN = (
    select_lines(CorrectionFacts, _CORRECTION)
    .join(table_of(Task), table_of(Task).c.id == _CORRECTION.task_id)
    .join(table_of(Plan), table_of(Plan).c.id == table_of(Task).c.plan_id)
    .where(table_of(Plan).c.number == bindparam("number"), _CORRECTION.undone_at.is_(None))
    .order_by(_CORRECTION.id)
)


def list_in_force(session: Session, task_id: int) -> list[CorrectionFacts]:
    """Return the corrections of a task that were not taken back; of each field and deadline the last one."""
    last = {(one.field, one.deadline_id): one for one in fetch(session, _IN_FORCE, task_id=task_id)}
    return list(last.values())


def list_in_plan(session: Session, number: str) -> dict[int, list[CorrectionFacts]]:
    """Return the same for each task of the plan of this number that has any, by the task."""
    last: dict[int, dict[tuple[CorrectedField, int | None], CorrectionFacts]] = {}
    for one in fetch(session, _IN_FORCE_IN_PLAN, number=number):
        last.setdefault(one.task_id, {})[one.field, one.deadline_id] = one
    return {task_id: list(facts.values()) for task_id, facts in last.items()}


def get_task(session: Session, deadline_id: int) -> CorrectableTask:
    """Return the task of a deadline. Raises NotAllowed("correction.withdrawn") if the plan has it no more."""
    query = (
        select(Task, Deadline, Plan)
        .join(Deadline, col(Deadline.task_id) == col(Task.id))
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .where(col(Deadline.id) == deadline_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound("task", str(deadline_id))
    task, deadline, plan = row
    if task.withdrawn or deadline.withdrawn:
        raise NotAllowed("correction.withdrawn")
    return CorrectableTask(
        task_id=task.id or 0,
        deadline_id=deadline_id,
        code=task.code,
        title=task.title,
        due_on=deadline.due_on,
        label=deadline.label,
        plan_id=plan.id or 0,
        plan_number=plan.number,
        plan_year=plan.year,
        issued_on=plan.issued_on,
        standing_agency_id=plan.standing_agency_id,
    )


def find_task_of_duty(session: Session, duty_id: int) -> CorrectableTask:
    """Return the task of a duty. Raises as `get_task`; for a duty that is withdrawn or not there as well."""
    row = session.get(Duty, duty_id)
    if row is None or row.withdrawn:
        raise NotAllowed("correction.withdrawn")
    return get_task(session, row.deadline_id)


def list_dates(session: Session, task_id: int) -> list[tuple[int, date]]:
    """Return the dated deadlines of a task, in the order of the plan."""
    rows = session.execute(
        select(col(Deadline.id), col(Deadline.due_on))
        .where(
            col(Deadline.task_id) == task_id, col(Deadline.withdrawn).is_(False), col(Deadline.due_on).is_not(None)
        )
        .order_by(col(Deadline.position))
    )
    return [(deadline_id, due_on) for deadline_id, due_on in rows]


def find_task_id(session: Session, plan_id: int, code: str) -> int:
    """Return the task of a plan with this code. Raises NotFound."""
    query = select(col(Task.id)).where(
        col(Task.plan_id) == plan_id, col(Task.code) == code, col(Task.withdrawn).is_(False)
    )
    found: int | None = session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("task", code)
    return found


def list_covered(session: Session, task_id: int) -> list[tuple[str, str, str]]:
    """Return code, place and title of the tasks that this one covers."""
    rows = session.execute(
        select(col(Task.code), col(Task.source_place), col(Task.title))
        .where(col(Task.covered_by_id) == task_id, col(Task.withdrawn).is_(False))
        .order_by(col(Task.position))
    )
    return [(code, place, title) for code, place, title in rows]


def find_covering_code(session: Session, code: str, plan_id: int | None = None) -> str | None:
    """Return the code of the task that covers the one with this code, in an active plan or in one plan; None where
    it is owed itself, or unknown.
    """
    covering = aliased(Task)
    query = (
        select(col(covering.code))
        .select_from(Task)
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .join(covering, col(Task.covered_by_id) == col(covering.id), isouter=True)
        .where(col(Task.code) == code, col(Task.withdrawn).is_(False))
        .where(col(Plan.closed_at).is_(None) if plan_id is None else col(Plan.id) == plan_id)
        .order_by(col(Plan.issued_on).desc())
    )
    found = session.execute(query).scalars().all()
    return found[0] if found and all(found) else None


def get_short_names(session: Session, codes: Collection[str]) -> dict[str, str]:
    """Return the short names of agencies by their codes."""
    rows = session.execute(select(col(Agency.code), col(Agency.short_name)).where(col(Agency.code).in_(codes)))
    return {row.code: row.short_name for row in rows}


def list_undoable(session: Session, correction_id: int, officer_id: int, now: datetime) -> list[CorrectionFacts]:
    """Return the corrections that were made at once with this one, if the officer can take them back.

    Raises NotAllowed for another's corrections, for old ones, and for those that were taken back or corrected since.
    """
    row = session.get(Correction, correction_id)
    if row is None or row.officer_id != officer_id:
        raise NotAllowed("progress.undo")
    if not within(row.at, now, UNDO_TERM):
        raise NotAllowed("correction.undo_late")
    made = [one for one in list_in_force(session, row.task_id) if one.at == row.at and one.officer_id == officer_id]
    if correction_id not in {one.id for one in made}:
        raise NotAllowed("correction.gone")
    return made


def mark_undone(session: Session, correction_ids: Collection[int], now: datetime) -> None:
    """Mark corrections as taken back."""
    session.execute(update(Correction).where(col(Correction.id).in_(correction_ids)).values(undone_at=now))
    session.expire_all()
