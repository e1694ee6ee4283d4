"""Counts of the duties of plans, of all agencies or of one, now or at an instant, as statements prepared once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic

from sqlalchemy import ColumnElement, Subquery, bindparam, func, select
from sqlmodel import Session

from data.registry.duties.due_dates import agreed_on, due_on
from data.registry.duties.duty_query import COLUMNS, DEADLINE, DUTIES_WITH_TASKS, DUTY, TASK, is_owed
from data.registry.sql.lines import Line, LineQuery, fetch, select_lines
from data.registry.sql.rows import list_parameter
from data.registry.statistics.states_then import COLUMNS_THEN, join_then


@dataclass(frozen=True, slots=True)
class Count(Generic[Line]):
    """A query in two forms: for one agency (found by an index), and for all."""

    of_all: LineQuery[Line]
    of_one: LineQuery[Line]

    def fetch(self, session: Session, plan_ids: Sequence[int], agency_id: int | None, **values: Any) -> list[Line]:
        """Return the lines for plans, of all agencies (None) or of one, with `values` for the other parameters."""
        if agency_id is None:
            return fetch(session, self.of_all, plan_ids=plan_ids, **values)
        return fetch(session, self.of_one, plan_ids=plan_ids, agency_id=agency_id, **values)


@dataclass(frozen=True, slots=True)
class CountAt(Generic[Line]):
    """A count of duties as they are, and as they stood at an instant: without and with the history."""

    now: Count[Line]
    then: Count[Line]

    def fetch(
        self, session: Session, plan_ids: Sequence[int], agency_id: int | None, until: datetime | None, **values: Any
    ) -> list[Line]:
        """Return the lines for plans as of now (None), or just before `until` (UTC)."""
        if until is None:
            return self.now.fetch(session, plan_ids, agency_id, **values)
        return self.then.fetch(session, plan_ids, agency_id, until=until, **values)


def select_owed(line: type[Line], columns: Mapping[str, Any] = COLUMNS, /, **own: Any) -> LineQuery[Line]:
    """Return a query of the duties of plans, finished ones too, withdrawn ones not.

    It reads duty, deadline and task; whoever wants columns of other tables joins them.
    """
    query = select_lines(line, columns, **own)
    joined = LineQuery(line, query.statement.select_from(DUTIES_WITH_TASKS))
    return joined.where(TASK.plan_id.in_(list_parameter("plan_ids")), is_owed(columns))


def count_within_deadlines(*conditions: ColumnElement[bool]) -> Subquery:
    """Return the first of two steps of a count: duties by deadline, state and dates, as `duties`, those that wait for
    a later date as `asked`.

    `conditions` are on duties. Read from an index alone, in its own order (`ix_duty_counted`): only what is found is
    to be joined and sorted.
    """
    counted = DUTY.deadline_id, DUTY.state, DUTY.completed_on, DUTY.extended_to
    duties, asked = func.count().label("duties"), func.count(DUTY.asked_until).label("asked")
    return select(*counted, duties, asked).where(*conditions).group_by(*counted).subquery("of_deadline")


def dates_of_deadlines(counted: Subquery) -> Mapping[str, Any]:
    """Return the columns of state and dates of `count_within_deadlines`, joined with deadlines, by field."""
    found = counted.c
    return {
        "state": found.state,
        "first_due_on": DEADLINE.due_on,
        "agreed_on": agreed_on(found.extended_to),
        "due_on": due_on(found.completed_on, found.extended_to),
        "completed_on": found.completed_on,
    }


def by_agency_or_all(query: LineQuery[Line]) -> Count[Line]:
    """Return both forms of a query made by `select_owed`."""
    return Count(query, query.where(DUTY.agency_id == bindparam("agency_id")))


def now_or_then(query: Callable[[Mapping[str, Any]], LineQuery[Line]]) -> CountAt[Line]:
    """Return a count made by `query` of the columns of duties, as they are and as they stood."""
    return CountAt(by_agency_or_all(query(COLUMNS)), by_agency_or_all(join_then(query(COLUMNS_THEN))))
