"""Dates that come next: how many agencies still owe a task by each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func
from sqlmodel import Session

from data.enums import OPEN
from data.registry.duties.duty_query import COLUMNS, DUTY, TASK
from data.registry.statistics.duty_counts import by_agency_or_all, select_owed


@dataclass(frozen=True, slots=True)
class Coming:
    """A date (Viet Nam) on which a task is due, and how many duties of it are still open.

    The date is what the duties go by: later than in the plan where so agreed.
    """

    due_on: date
    plan_id: int
    code: str
    title: str
    count: int


_DUE_ON = COLUMNS["due_on"]
_FIRST: Any = bindparam("first")
_LAST: Any = bindparam("last")
_COMING = by_agency_or_all(
    select_owed(
        Coming,
        COLUMNS,
        due_on=_DUE_ON,
        plan_id=TASK.plan_id,
        count=func.count(),
    )
    .where(DUTY.state.in_(OPEN), _DUE_ON.between(_FIRST, _LAST))
    .group_by(_DUE_ON, TASK.plan_id, TASK.code, TASK.title, TASK.position)
    .order_by(_DUE_ON, TASK.plan_id, TASK.position)
)


def list_coming(
    session: Session, plan_ids: Sequence[int], first: date, last: date, agency_id: int | None = None
) -> list[Coming]:
    """Return what is open and due from `first` to `last`, both included, of all agencies or of one, by date."""
    return _COMING.fetch(session, plan_ids, agency_id, first=first, last=last)
