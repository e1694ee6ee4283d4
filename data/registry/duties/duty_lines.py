"""Duties as lines of lists, and the plan's words on one duty."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session

from data.enums import JudgedBy, Kind, State
from data.errors import NotFound
from data.models import Participation
from data.registry.duties.due_dates import DUE_ON
from data.registry.duties.duty_query import (
    AGENCY,
    COLUMNS,
    DEADLINE,
    DUTY,
    IN_THE_PLANS,
    OF_ACTIVE_PLANS,
    OWED,
    TASK,
    is_owed,
    select_duties,
)
from data.registry.sql.lines import LineQuery, fetch, fetch_first
from data.registry.sql.rows import list_parameter, table_of
from data.registry.statistics.states_then import COLUMNS_THEN, join_then

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
_LINES = _ALL_LINES.where(OWED)
_BY_DATE = (DUE_ON.is_(None), DUE_ON, *IN_THE_PLANS)
_BY_AGENCY = _LINES.where(DUTY.agency_id == bindparam("agency_id")).order_by(*_BY_DATE)
_OWED_BY = _BY_AGENCY.where(OF_ACTIVE_PLANS)
_OWED_IN_PLAN = _BY_AGENCY.where(TASK.plan_id == bindparam("plan_id"))
_LINE = _LINES.where(DUTY.id == bindparam("duty_id"))
_LINES_THEN = join_then(select_duties(DutyLine, COLUMNS_THEN)).where(
    is_owed(COLUMNS_THEN), TASK.plan_id.in_(list_parameter("plan_ids"))
)


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
    given = _given(agency_id=agency_id, first=first, last=last, codes=codes, state=state, plan_id=plan_id)
    return fetch(session, _chosen(frozenset(given)), **given)


def list_as_of(
    session: Session,
    plan_ids: Collection[int],
    until: datetime,
    *,
    agency_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
    codes: Collection[str] | None = None,
) -> list[DutyLine]:
    """Return the duties of plans as they stood just before `until` (UTC), chosen and ordered as by `list_duties`."""
    given = _given(agency_id=agency_id, first=first, last=last, codes=codes)
    return fetch(session, _chosen_then(frozenset(given)), plan_ids=list(plan_ids), until=until, **given)


def _given(*, codes: Collection[str] | None, **conditions: Any) -> dict[str, Any]:
    """Return the conditions that are given, by the names of their parameters."""
    known = conditions | {"codes": None if codes is None else list(codes)}
    return {name: value for name, value in known.items() if value is not None}


@cache
def _chosen(given: frozenset[str]) -> LineQuery[DutyLine]:
    """Return the query with these conditions, made once: to make it takes longer than to run it."""
    query = _LINES.where(TASK.plan_id == bindparam("plan_id") if "plan_id" in given else OF_ACTIVE_PLANS)
    if "state" in given:
        query = query.where(DUTY.state == bindparam("state"))
    return _matching(query, COLUMNS, given)


@cache
def _chosen_then(given: frozenset[str]) -> LineQuery[DutyLine]:
    """Return the query for a day that has passed, made once as `_chosen` is."""
    return _matching(_LINES_THEN, COLUMNS_THEN, given)


def _matching(query: LineQuery[DutyLine], columns: Mapping[str, Any], given: frozenset[str]) -> LineQuery[DutyLine]:
    due_on = columns["due_on"]
    conditions = {
        "agency_id": DUTY.agency_id == bindparam("agency_id"),
        "first": due_on >= bindparam("first"),
        "last": due_on <= bindparam("last"),
        "codes": TASK.code.in_(list_parameter("codes")),
    }
    query = query.order_by(due_on.is_(None), due_on, *IN_THE_PLANS, AGENCY.id)
    return query.where(*(condition for name, condition in conditions.items() if name in given))


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
