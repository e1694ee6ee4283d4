"""Counts of a plan's duties, of all agencies or of one, as statements prepared once."""

from dataclasses import dataclass
from typing import Any, Generic

from sqlalchemy import bindparam
from sqlmodel import Session

from data.registry.duties.duty_query import COLUMNS, DUTIES_WITH_TASKS, DUTY, TASK
from data.registry.sql.lines import Line, LineQuery, fetch, select_lines


@dataclass(frozen=True, slots=True)
class Count(Generic[Line]):
    """A query in two forms: for one agency (found by an index), and for all."""

    of_all: LineQuery[Line]
    of_one: LineQuery[Line]

    def fetch(self, session: Session, plan_id: int, agency_id: int | None, **values: Any) -> list[Line]:
        """Return the lines for a plan, of all agencies (None) or of one, with `values` for the other parameters."""
        if agency_id is None:
            return fetch(session, self.of_all, plan_id=plan_id, **values)
        return fetch(session, self.of_one, plan_id=plan_id, agency_id=agency_id, **values)


def select_owed(line: type[Line], **own: Any) -> LineQuery[Line]:
    """Return a query of a plan's duties, finished ones too, withdrawn ones not.

    It reads duty, deadline and task; whoever wants columns of other tables joins them.
    """
    query = select_lines(line, COLUMNS, **own)
    joined = LineQuery(line, query.statement.select_from(DUTIES_WITH_TASKS))
    return joined.where(TASK.plan_id == bindparam("plan_id"), DUTY.withdrawn.is_(False))


def by_agency_or_all(query: LineQuery[Line]) -> Count[Line]:
    """Return both forms of a query made by `select_owed`."""
    return Count(query, query.where(DUTY.agency_id == bindparam("agency_id")))
