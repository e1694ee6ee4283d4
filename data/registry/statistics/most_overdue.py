"""Agencies with the most overdue duties, as of now or of an instant that has passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func
from sqlmodel import Session

from data.enums import OPEN
from data.models import Agency
from data.registry.duties.duty_query import AGENCY, DUTY
from data.registry.sql.lines import LineQuery
from data.registry.sql.rows import table_of
from data.registry.statistics.duty_counts import now_or_then, select_owed


@dataclass(frozen=True, slots=True)
class OverdueCount:
    """The number of an agency's duties that are open after a day."""

    agency_id: int
    agency_code: str
    agency_short_name: str
    count: int


def _select_overdue(columns: Mapping[str, Any]) -> LineQuery[OverdueCount]:
    return (
        select_owed(OverdueCount, columns, agency_id=AGENCY.id, count=func.count())
        .join(table_of(Agency), DUTY.agency_id == AGENCY.id)
        .where(columns["state"].in_(OPEN), bindparam("due_by") >= columns["due_on"])
        .group_by(AGENCY.id, AGENCY.code, AGENCY.short_name)
        .order_by(func.count().desc(), AGENCY.id)
        .limit(bindparam("most"))
    )


_MOST = now_or_then(_select_overdue)


def list_most_overdue(
    session: Session, plan_ids: Sequence[int], due_by: date, most: int, *, until: datetime | None = None
) -> list[OverdueCount]:
    """Return the agencies with the most open duties due by a day (Viet Nam), at most `most`, the worst first.

    As of now, or just before `until` (UTC).
    """
    return _MOST.fetch(session, plan_ids, None, until, due_by=due_by, most=most)
