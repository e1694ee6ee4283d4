"""Changes between two instants: the state of each duty before the first of them, and at the second."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, literal_column, select
from sqlmodel import Session

from data.enums import State
from data.models import ProgressEntry
from data.registry.duties.duty_query import DUTY
from data.registry.sql.lines import LineQuery
from data.registry.sql.rows import table_of
from data.registry.statistics.duty_counts import now_or_then, select_owed


@dataclass(frozen=True, slots=True)
class StateChange:
    """A duty that changed: the date it goes by, its state before (`was`) and after (`became`)."""

    due_on: date | None
    was: State
    became: State


_ENTRY, _BEFORE = table_of(ProgressEntry).c, table_of(ProgressEntry).alias("before_it")
_OF_DUTY = (_ENTRY.duty_id + literal_column("0")).label("duty_id")
"""`+ 0` hides the key: SQLite would read every entry there is in its order rather than sort a week's."""
_FIRST = (
    select(_OF_DUTY, func.min(_ENTRY.version).label("version"))
    .where(_ENTRY.at >= bindparam("since"), _ENTRY.at < bindparam("until"))
    .group_by(_OF_DUTY)
    .subquery()
)


def _select_changes(columns: Mapping[str, Any]) -> LineQuery[StateChange]:
    was = func.coalesce(_BEFORE.c.state, State.NOT_STARTED, type_=_ENTRY.state.type)
    return (
        select_owed(StateChange, columns, was=was, became=columns["state"])
        .join(_FIRST, _FIRST.c.duty_id == DUTY.id)
        .join(_BEFORE, and_(_BEFORE.c.duty_id == DUTY.id, _BEFORE.c.version == _FIRST.c.version - 1), outer=True)
    )


_CHANGES = now_or_then(_select_changes)


def list_changes(
    session: Session,
    plan_ids: Sequence[int],
    since: datetime,
    until: datetime,
    agency_id: int | None = None,
    *,
    past: bool = False,
) -> list[StateChange]:
    """Return the duties of plans, of all agencies or one, with an entry from `since` to before `until` (UTC).

    `past`: what they became is what they were at `until`, not what they are now.
    """
    count = _CHANGES.then if past else _CHANGES.now
    return count.fetch(session, plan_ids, agency_id, since=since, until=until)
