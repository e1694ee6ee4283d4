"""Duties as lines of lists, and the plan's words on one duty."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, select
from sqlmodel import Session, col

from data.enums import JudgedBy, Kind, Part, State
from data.errors import NotFound
from data.models import Deadline, Deliverable, Participation, Plan, Task
from data.registry.duties.due_dates import DUE_ON
from data.registry.duties.duty_query import (
    AGENCY,
    DEADLINE,
    DUTY,
    OF_ACTIVE_PLANS,
    TASK,
    select_deadlines,
    select_duties,
)
from data.registry.plans.told_numbers import TOLD_PLAN
from data.registry.sql.lines import Line, LineQuery, fetch, fetch_first
from data.registry.sql.rows import table_of

_PART = table_of(Participation).c


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as a row of a list. Dates are dates in Viet Nam, None without one.

    `due_on` is the date that it goes by (`data.registry.duties.due_dates`), `first_due_on` the deadline as written,
    `agreed_on` the later date that was agreed on, where one was; without it the deadline too.
    `judged_by` is the day by which it is on time, `received_on` the day of the report.
    `asked_until` is the later date that was asked for and not decided on, `extended_to` the last one that was agreed
    on: it stays when the duty is done.
    `told_plan` is what names the plan where the code alone does not (`data.registry.plans.told_numbers`), else "".
    """

    id: int
    version: int
    state: State
    percent: int
    completed_on: date | None
    document_number: str | None
    document_date: date | None
    deadline_id: int
    due_on: date | None
    first_due_on: date | None
    agreed_on: date | None
    label: str
    code: str
    title: str
    folded_title: str
    kind: Kind
    issued_on: date
    plan_number: str
    plan_year: int
    agency_id: int
    agency_code: str
    agency_name: str
    agency_short_name: str
    judged_by: JudgedBy
    received_on: date | None = None
    asked_until: date | None = None
    extended_to: date | None = None
    plan_id: int = 0
    told_plan: str = ""


_ALL_LINES = select_duties(DutyLine)
_LINES = _ALL_LINES.where(DUTY.withdrawn.is_(False))
_PLACE = (TASK.position, DEADLINE.position)
_BY_DATE = (DUE_ON.is_(None), DUE_ON, *_PLACE)
_BY_AGENCY = _LINES.where(DUTY.agency_id == bindparam("agency_id")).order_by(*_BY_DATE)
_OWED_BY = _BY_AGENCY.where(OF_ACTIVE_PLANS)
_OWED_IN_PLAN = _BY_AGENCY.where(TASK.plan_id == bindparam("plan_id"))
_LINE = _LINES.where(DUTY.id == bindparam("duty_id"))


def list_by_agency(session: Session, agency_id: int, plan_id: int | None = None) -> list[DutyLine]:
    """Return all duties of an agency, finished ones too, of all active plans or of one plan.

    They come by date, undated last, then in the order of the plan.
    """
    if plan_id is None:
        return fetch(session, _OWED_BY, agency_id=agency_id)
    return fetch(session, _OWED_IN_PLAN, agency_id=agency_id, plan_id=plan_id)


def list_duties(
    session: Session,
    *,
    agency_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
    state: State | None = None,
    codes: Collection[str] | None = None,
    plan_id: int | None = None,
) -> list[DutyLine]:
    """Return the duties that match all given conditions, of all agencies or of one, of all active plans or of one.

    `first` and `last` are inclusive due dates, which leave out undated duties; `codes` are codes of tasks.
    """
    query = _of_plan(_LINES, plan_id).order_by(*_BY_DATE, AGENCY.id)
    if agency_id is not None:
        query = query.where(DUTY.agency_id == agency_id)
    if first is not None:
        query = query.where(first <= DUE_ON)
    if state is not None:
        query = query.where(DUTY.state == state)
    if last is not None:
        query = query.where(last >= DUE_ON)
    if codes is not None:
        query = query.where(TASK.code.in_(codes))
    return fetch(session, query)


def list_by_ids(
    session: Session, duty_ids: Sequence[int], *, withdrawn: bool = False, only_active: bool = False
) -> list[DutyLine]:
    """Return the lines of these duties, by date; withdrawn ones only if these are asked for too, and if `only_active`
    none of closed plans.
    """
    query = (_ALL_LINES if withdrawn else _LINES).where(DUTY.id.in_(duty_ids)).order_by(*_BY_DATE, AGENCY.id)
    if only_active:
        query = query.where(OF_ACTIVE_PLANS)
    return fetch(session, query)


def list_by_deadline(session: Session, deadline_id: int) -> list[DutyLine]:
    """Return the duties of all agencies that owe a deadline, ordered by id.

    Whoever changes several duties locks them in this order.
    """
    query = _LINES.where(DEADLINE.id == deadline_id).order_by(DUTY.id)
    return fetch(session, query)


def get_line(session: Session, duty_id: int) -> DutyLine:
    """Return the line of one duty. Raises NotFound."""
    line = fetch_first(session, _LINE, duty_id=duty_id)
    if line is None:
        raise NotFound("duty", str(duty_id))
    return line


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
    return fetch(session, _of_plan(_TASKS, plan_id))


def list_coordinated(session: Session, agency_id: int, plan_id: int | None = None) -> list[TaskLine]:
    """Return the tasks whose plan names the agency as coordinating, one line for each date; of all active plans or of
    one.
    """
    return fetch(session, _of_plan(_COORDINATED, plan_id), agency_id=agency_id)


def _of_plan(query: LineQuery[Line], plan_id: int | None) -> LineQuery[Line]:
    return query.where(OF_ACTIVE_PLANS if plan_id is None else TASK.plan_id == plan_id)


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
