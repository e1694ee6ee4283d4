"""Duties as they stood at an instant that has passed, from the histories, which are only ever added to.

How far they were is told by their entries, on which terms they were owed by `data.models.earlier_terms`. What has no
history counts as it is now: the words of the plan, and the terms that changed before the registry kept them.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, and_, bindparam, case, func, select

from data.enums import State
from data.models import EarlierDate, EarlierDuty, ProgressEntry
from data.registry.duties.due_dates import agreed_on, due_on
from data.registry.duties.duty_query import COLUMNS, DEADLINE, DUTY
from data.registry.sql.lines import Line, LineQuery
from data.registry.sql.rows import table_of

_ENTRY = table_of(ProgressEntry).c
_LAST = (
    select(_ENTRY.duty_id, func.max(_ENTRY.version).label("version"))
    .where(_ENTRY.at < bindparam("until"))
    .group_by(_ENTRY.duty_id)
    .subquery("last_before")
)
_LAST_ENTRY = table_of(ProgressEntry).alias("then")
_THEN = _LAST_ENTRY.c


def _first_after(table: Table, key: str) -> Any:
    """Return, of each key of a table of earlier terms, the first change since: it tells what was before."""
    first = select(table.c[key], func.min(table.c.id).label("id")).where(table.c.until >= bindparam("until"))
    grouped = first.group_by(table.c[key]).subquery()
    return select(table).join(grouped, table.c.id == grouped.c.id).subquery()


_DATE, _OWED = (
    _first_after(table_of(EarlierDate), "deadline_id"),
    _first_after(table_of(EarlierDuty), "duty_id"),
)
_FIRST_DUE_ON = case((_DATE.c.id.is_not(None), _DATE.c.due_on), else_=DEADLINE.due_on)

COLUMNS_THEN: Mapping[str, Any] = {
    **COLUMNS,
    "version": func.coalesce(_THEN.version, 0),
    "state": func.coalesce(_THEN.state, State.NOT_STARTED, type_=_ENTRY.state.type),
    "percent": func.coalesce(_THEN.percent, 0),
    "document_number": _THEN.document_number,
    "document_date": _THEN.document_date,
    "no_document_reason": _THEN.no_document_reason,
    "received_on": _THEN.received_on,
    "completed_on": _THEN.completed_on,
    "extended_to": _THEN.extended_to,
    "asked_until": _THEN.asked_until,
    "responsible_id": _THEN.responsible_id,
    "withdrawn": func.coalesce(_OWED.c.withdrawn, DUTY.withdrawn),
    "first_due_on": _FIRST_DUE_ON,
    "due_on": due_on(_THEN.completed_on, _THEN.extended_to, _FIRST_DUE_ON),
    "agreed_on": agreed_on(_THEN.extended_to, _FIRST_DUE_ON),
}
"""`duty_query.COLUMNS` before the parameter `until` (UTC), for a query made by `join_then`."""


def join_then(query: LineQuery[Line]) -> LineQuery[Line]:
    """Return a query of duties with, beside each, its last entry before the parameter `until` (UTC), and the terms
    that have changed since.
    """
    return (
        query.join(_LAST, _LAST.c.duty_id == DUTY.id, outer=True)
        .join(_LAST_ENTRY, and_(_THEN.duty_id == _LAST.c.duty_id, _THEN.version == _LAST.c.version), outer=True)
        .join(_DATE, _DATE.c.deadline_id == DUTY.deadline_id, outer=True)
        .join(_OWED, _OWED.c.duty_id == DUTY.id, outer=True)
    )
