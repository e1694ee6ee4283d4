"""The whole of a plan, row by row, as it is handed out: every duty, every change.

The rows are read as they are asked for, so that a plan of any size takes no more memory than a small one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlmodel import Session, col

from data.enums import Change, State
from data.models import Agency, Deadline, Deliverable, Duty, Officer, ProgressEntry, Section, Task
from data.registry.duties.due_dates import DUE_ON

_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose duties of a plan, of all agencies (None) or of one; with `days`, only those that were due or completed
    between these two dates, both included.
    """

    plan_id: int
    agency_id: int | None = None
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """A duty with the plan's words. `section` is None for a duty from the body of the plan.

    `deliverables` is one text. Dates are dates in Viet Nam: `first_due_on` is the deadline as written, `extended_to`
    the last date that was agreed on after it, `due_on` the one that it goes by (`data.registry.duties.due_dates`).
    `responsible` is the officer whom it was handed to, unless they have left the agency since.
    """

    id: int
    task_id: int
    deadline_id: int
    code: str
    title: str
    section: str | None
    deliverables: str
    label: str
    first_due_on: date | None
    extended_to: date | None
    due_on: date | None
    agency_id: int
    agency_code: str
    agency_name: str
    agency_short_name: str
    state: State
    percent: int
    completed_on: date | None
    document_number: str | None
    document_date: date | None
    no_document_reason: str | None
    responsible: str | None


def list_duties(session: Session, scope: Scope) -> Iterator[DutyRecord]:
    """The duties in the order of the plan, then of the agencies."""
    said = _deliverables(session, scope.plan_id)
    query = select(
        col(Duty.id),
        col(Task.id),
        col(Deadline.id),
        col(Task.code),
        col(Task.title),
        col(Section.code),
        col(Deadline.deliverable),
        col(Deadline.label),
        col(Deadline.due_on),
        col(Duty.extended_to),
        DUE_ON,
        col(Agency.id),
        col(Agency.code),
        col(Agency.name),
        col(Agency.short_name),
        col(Duty.state),
        col(Duty.percent),
        col(Duty.completed_on),
        col(Duty.document_number),
        col(Duty.document_date),
        col(Duty.no_document_reason),
        col(Officer.name),
    ).outerjoin_from(Task, Section, col(Task.section_id) == col(Section.id))
    still_there = and_(
        col(Duty.responsible_id) == col(Officer.id),
        col(Officer.active),
        col(Officer.agency_id) == col(Duty.agency_id),
    )
    whose = _within(query, scope).outerjoin(Officer, still_there)
    by_plan = (col(Task.position), col(Deadline.position), col(Deadline.id), col(Agency.id))
    for row in _streamed(session, whose.order_by(*by_plan)):
        (duty, task_id, deadline, code, title, section, own, *rest) = row
        yield DutyRecord(duty, task_id, deadline, code, title, section, own or said.get(task_id, ""), *rest)


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """One entry of a duty's history; what it says of the duty is what it became."""

    at: datetime
    code: str
    agency_code: str
    agency_short_name: str
    first_due_on: date | None
    version: int
    change: Change
    state: State
    percent: int
    document_number: str | None
    document_date: date | None
    no_document_reason: str | None
    reason: str | None
    officer_name: str
    channel: str


def list_changes(session: Session, scope: Scope) -> Iterator[ChangeRecord]:
    """The changes of those duties, in the order in which they were made."""
    query = select(
        col(ProgressEntry.at),
        col(Task.code),
        col(Agency.code),
        col(Agency.short_name),
        col(Deadline.due_on),
        col(ProgressEntry.version),
        col(ProgressEntry.change),
        col(ProgressEntry.state),
        col(ProgressEntry.percent),
        col(ProgressEntry.document_number),
        col(ProgressEntry.document_date),
        col(ProgressEntry.no_document_reason),
        col(ProgressEntry.reason),
        col(Officer.name),
        col(ProgressEntry.channel),
    ).select_from(Task)
    entries = (
        _within(query, scope)
        .join(ProgressEntry, col(ProgressEntry.duty_id) == col(Duty.id))
        .join(Officer, col(ProgressEntry.officer_id) == col(Officer.id))
    )
    for row in _streamed(session, entries.order_by(col(ProgressEntry.id))):
        yield ChangeRecord(*row)


def _within(query: Select[*tuple[Any, ...]], scope: Scope) -> Select[*tuple[Any, ...]]:
    """The duties of `scope`, joined to the task that `query` begins with."""
    query = (
        query.join(Deadline, col(Deadline.task_id) == col(Task.id))
        .join(Duty, col(Duty.deadline_id) == col(Deadline.id))
        .join(Agency, col(Duty.agency_id) == col(Agency.id))
        .where(col(Task.plan_id) == scope.plan_id, col(Duty.withdrawn).is_(False))
    )
    if scope.agency_id is not None:
        query = query.where(col(Duty.agency_id) == scope.agency_id)
    if scope.days:
        query = query.where(or_(DUE_ON.between(*scope.days), col(Duty.completed_on).between(*scope.days)))
    return query


def _streamed(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """Past the session, which would look at every row for objects to keep."""
    session.flush()
    return iter(session.connection().execute(query, execution_options={"yield_per": _AT_A_TIME}))


def _deliverables(session: Session, plan_id: int) -> dict[int, str]:
    """What the plan asks for, by task."""
    rows = session.execute(
        select(col(Deliverable.task_id), col(Deliverable.words))
        .join(Task, col(Deliverable.task_id) == col(Task.id))
        .where(col(Task.plan_id) == plan_id)
        .order_by(col(Deliverable.task_id), col(Deliverable.position))
    )
    said: dict[int, list[str]] = {}
    for task_id, words in rows:
        said.setdefault(task_id, []).append(words.strip(" -;"))
    return {task_id: "; ".join(words) for task_id, words in said.items()}
