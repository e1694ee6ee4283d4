"""Agencies with the most overdue duties, as of now or of an instant that has passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func
from sqlmodel import Session

from data.enums import OPEN
from data.registry.duties.duty_query import AGENCY, COLUMNS, DUTY
from data.registry.sql.lines import LineQuery, fetch, select_lines
from data.registry.statistics.duty_counts import select_owed
from data.registry.statistics.states_then import COLUMNS_THEN, join_then


@dataclass(frozen=True, slots=True)
class OverdueCount:
    """The number of an agency's duties that are open after a day."""

    agency_id: int
    agency_code: str
    agency_short_name: str
    count: int


@dataclass(frozen=True, slots=True)
class _AgencyCount:
    agency_id: int
    late: int


def _select_owed_late(columns: Mapping[str, Any]) -> LineQuery[_AgencyCount]:
    owed = select_owed(_AgencyCount, columns, agency_id=DUTY.agency_id, late=func.count().label("late"))
    due_by: Any = bindparam("due_by")
    # An agreed date is never before the first one: what is not due yet is passed over without looking at its duties.
    return owed.where(columns["state"].in_(OPEN), due_by >= columns["first_due_on"], due_by >= columns["due_on"])


def _select_most(late: LineQuery[_AgencyCount]) -> LineQuery[OverdueCount]:
    """Return the query that names the agencies with the most: names are looked up for these only."""
    worst_first = (func.count().desc(), DUTY.agency_id)
    most = late.group_by(DUTY.agency_id).order_by(*worst_first).limit(bindparam("most")).statement.subquery()
    named = select_lines(OverdueCount, COLUMNS, agency_id=AGENCY.id, count=most.c.late)
    return named.join(most, most.c.agency_id == AGENCY.id).order_by(most.c.late.desc(), AGENCY.id)


_NOW = _select_most(_select_owed_late(COLUMNS))
_THEN = _select_most(join_then(_select_owed_late(COLUMNS_THEN)))


def list_most_overdue(
    session: Session, plan_ids: Sequence[int], due_by: date, most: int, *, until: datetime | None = None
) -> list[OverdueCount]:
    """Return the agencies with the most open duties due by a day (Viet Nam), at most `most`, the worst first.

    As of now, or just before `until` (UTC).
    """
    if until is None:
        return fetch(session, _NOW, plan_ids=plan_ids, due_by=due_by, most=most)
    return fetch(session, _THEN, plan_ids=plan_ids, due_by=due_by, most=most, until=until)
