"""All duties and all changes of plans, for exports.

The rows are read as they are asked for, so that a plan of any size takes no more memory than a small one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from data.enums import Change, Kind, State
from data.models import Deliverable, Officer, ProgressEntry, Section, Task
from data.registry.duties.due_dates import only_agency
from data.registry.duties.duty_query import (
    AGENCY,
    COLUMNS,
    DEADLINE,
    DUTY,
    LATEST_PLAN_FIRST,
    TASK,
    is_owed,
    select_duties,
)
from data.registry.sql.lines import Line, LineQuery, stream, stream_rows
from data.registry.sql.rows import table_of
from data.registry.statistics.states_then import COLUMNS_THEN, join_then

_ENTRY, _OFFICER, _SECTION = (table_of(model).c for model in (ProgressEntry, Officer, Section))
_BATCH_SIZE = 1000


@dataclass(frozen=True, slots=True)
class Scope:
    """The duties of plans to export: of all agencies (None) or of one.

    With `days`, only those that were due or completed between these two dates, both included. With `until` (UTC),
    they are as they stood just before it, by the history.
    """

    plan_ids: Sequence[int]
    agency_id: int | None = None
    days: tuple[date, date] | None = None
    until: datetime | None = None

    @property
    def values(self) -> dict[str, datetime]:
        """Return the parameters of a statement made by `within`."""
        return {"until": self.until} if self.until else {}


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """A duty with the plan's words. `section` is None for a duty from the body of the plan.

    `deliverables` is one text, `agency_kind` the sort of agency ("department", "commune", …). Dates are dates in Viet
    Nam: `first_due_on` is the deadline as written, `extended_to` the last date that was agreed on after it, `due_on`
    the one that it goes by (`data.registry.duties.due_dates`), `agreed_on` the one that it goes by, or went by, while
    open, `received_on` the day of the report.
    `responsible` is the officer whom it was handed to, unless they have left the agency since.
    """

    id: int
    task_id: int
    deadline_id: int
    plan_number: str
    code: str
    title: str
    kind: Kind
    section: str | None
    section_title: str | None
    deliverables: str
    label: str
    first_due_on: date | None
    extended_to: date | None
    due_on: date | None
    agreed_on: date | None
    agency_id: int
    agency_code: str
    agency_name: str
    agency_short_name: str
    agency_kind: str
    state: State
    percent: int
    received_on: date | None
    completed_on: date | None
    document_number: str | None
    document_date: date | None
    no_document_reason: str | None
    responsible: str | None


IN_ORDER = (*LATEST_PLAN_FIRST, TASK.position, DEADLINE.position, DEADLINE.id, AGENCY.id)
"""The order of exports: the plans, each in its order, then of the agencies. It tells every two duties apart."""


def _select_records(columns: Mapping[str, Any]) -> LineQuery[DutyRecord]:
    responsible = columns["responsible_id"] == _OFFICER.id
    query = select_duties(
        DutyRecord,
        columns,
        section=_SECTION.code,
        section_title=_SECTION.title,
        deliverables=DEADLINE.deliverable,
        agency_kind=AGENCY.kind,
        responsible=_OFFICER.name,
    )
    query = query if columns is COLUMNS else join_then(query)
    return (
        query.join(table_of(Section), TASK.section_id == _SECTION.id, outer=True)
        .join(table_of(Officer), and_(responsible, _OFFICER.active, _OFFICER.agency_id == DUTY.agency_id), outer=True)
        .order_by(*IN_ORDER)
    )


_TASK_ID, _DELIVERABLES = (
    [field.name for field in fields(DutyRecord)].index(name) for name in ("task_id", "deliverables")
)
_DUTIES, _DUTIES_THEN = _select_records(COLUMNS), _select_records(COLUMNS_THEN)


def list_duties(session: Session, scope: Scope) -> Iterator[DutyRecord]:
    """Yield the duties in the order of each plan, then of the agencies."""
    words_by_task = _deliverables(session, scope.plan_ids)
    query = _DUTIES if scope.until is None else _DUTIES_THEN
    for row in stream_rows(session, within(query, scope), _BATCH_SIZE, **scope.values):
        own = row[_DELIVERABLES] or words_by_task.get(row[_TASK_ID], "")
        values: tuple[Any, ...] = (*row[:_DELIVERABLES], own, *row[_DELIVERABLES + 1 :])
        yield DutyRecord(*values)


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """The words of the plan on a task: who leads, who coordinates, when."""

    title: str
    lead: str
    coordinating: str
    timeframe: str


def list_tasks(session: Session, scope: Scope) -> dict[int, TaskRecord]:
    """Return the tasks of the plans by their ids."""
    query = select(TASK.id, TASK.title, TASK.lead_words, TASK.coordinating_words, TASK.timeframe)
    rows = session.execute(query.where(TASK.plan_id.in_(scope.plan_ids)))
    return {
        row.id: TaskRecord(row.title, "; ".join(row.lead_words), "; ".join(row.coordinating_words), row.timeframe)
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """An entry of a duty's history, with the fields that the duty had after it."""

    at: datetime
    plan_number: str
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


_CHANGES = (
    select_duties(
        ChangeRecord,
        at=_ENTRY.at,
        version=_ENTRY.version,
        change=_ENTRY.change,
        state=_ENTRY.state,
        percent=_ENTRY.percent,
        document_number=_ENTRY.document_number,
        document_date=_ENTRY.document_date,
        no_document_reason=_ENTRY.no_document_reason,
        reason=_ENTRY.reason,
        channel=_ENTRY.channel,
        officer_name=_OFFICER.name,
    )
    .join(table_of(ProgressEntry), _ENTRY.duty_id == DUTY.id)
    .join(table_of(Officer), _ENTRY.officer_id == _OFFICER.id)
    .order_by(_ENTRY.id)
)


def list_changes(session: Session, scope: Scope) -> Iterator[ChangeRecord]:
    """Yield the changes of the duties in `scope`, in the order in which they were made."""
    query = _CHANGES if scope.until is None else join_then(_CHANGES).where(_ENTRY.at < scope.until)
    return stream(session, within(query, scope), _BATCH_SIZE, **scope.values)


def within(query: LineQuery[Line], scope: Scope) -> LineQuery[Line]:
    """Return `query`, of duties as they stood where the scope says so, for the duties of `scope` only."""
    columns = COLUMNS if scope.until is None else COLUMNS_THEN
    query = only_agency(query.where(TASK.plan_id.in_(scope.plan_ids), is_owed(columns)), scope.agency_id)
    if scope.days:
        query = query.where(or_(columns["due_on"].between(*scope.days), columns["completed_on"].between(*scope.days)))
    return query


def _deliverables(session: Session, plan_ids: Sequence[int]) -> dict[int, str]:
    """Return the deliverables of each task of plans, as one text."""
    rows = session.execute(
        select(col(Deliverable.task_id), col(Deliverable.words))
        .join(Task, col(Deliverable.task_id) == col(Task.id))
        .where(col(Task.plan_id).in_(plan_ids))
        .order_by(col(Deliverable.task_id), col(Deliverable.position))
    )
    words_by_task: dict[int, list[str]] = {}
    for task_id, words in rows:
        words_by_task.setdefault(task_id, []).append(words.strip(" -;"))
    return {task_id: "; ".join(words) for task_id, words in words_by_task.items()}
