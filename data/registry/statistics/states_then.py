"""Duties as they stood at an instant that has passed, from the history, which is only ever added to.

What has no history counts as it is now: the deadlines of the plan, and what was withdrawn from it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, bindparam, func, select

from data.enums import State
from data.models import ProgressEntry
from data.registry.duties.due_dates import agreed_on, due_on
from data.registry.duties.duty_query import COLUMNS, DUTY
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
    "due_on": due_on(_THEN.completed_on, _THEN.extended_to),
    "agreed_on": agreed_on(_THEN.extended_to),
}
"""`duty_query.COLUMNS` before the parameter `until` (UTC), for a query made by `join_then`."""


def join_then(query: LineQuery[Line]) -> LineQuery[Line]:
    """Return a query of duties with, beside each, its last entry before the parameter `until` (UTC)."""
    return query.join(_LAST, _LAST.c.duty_id == DUTY.id, outer=True).join(
        _LAST_ENTRY, and_(_THEN.duty_id == _LAST.c.duty_id, _THEN.version == _LAST.c.version), outer=True
    )
