"""The base of every count: the duties of a plan, of all agencies or of one, as statements on tables made once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Result, Select, bindparam, select
from sqlmodel import Session

from data.models import Deadline, Duty, Task
from data.registry.sql.rows import fetch_rows, table_of

DUTY, DEADLINE, TASK = (table_of(model).c for model in (Duty, Deadline, Task))

_Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Count:
    """A statement of which there are two: one agency's duties are found by an index, all by going through them."""

    of_all: _Rows
    of_one: _Rows

    def rows(self, session: Session, plan_id: int, agency_id: int | None, **values: Any) -> Result[*tuple[Any, ...]]:
        """The rows for a plan, of all agencies (None) or of one, with `values` for the other parameters."""
        if agency_id is None:
            return fetch_rows(session, self.of_all, plan_id=plan_id, **values)
        return fetch_rows(session, self.of_one, plan_id=plan_id, agency_id=agency_id, **values)


def owed(*columns: Any) -> _Rows:
    """What is owed under a plan, whatever has become of it; what was withdrawn is owed by nobody."""
    return (
        select(*columns)
        .join_from(table_of(Duty), table_of(Deadline), DUTY.deadline_id == DEADLINE.id)
        .join(table_of(Task), DEADLINE.task_id == TASK.id)
        .where(TASK.plan_id == bindparam("plan_id"), DUTY.withdrawn.is_(False))
    )


def count(query: _Rows) -> Count:
    """Both statements of a query made of `owed`."""
    return Count(query, query.where(DUTY.agency_id == bindparam("agency_id")))
