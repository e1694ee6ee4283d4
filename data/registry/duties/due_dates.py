"""The date that counts for a duty: its deadline or agreed extension. No other module computes it.

An agreed extension stands beside the first deadline, which is kept for ever. While a duty is open it goes by the
extension; once it is done it is judged by the first, so that on-time rates count on what the plan said.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, case, not_, or_, select

from data.models import Deadline, Duty
from data.registry.sql.lines import Line, LineQuery
from data.registry.sql.rows import table_of

_DUTY, _DEADLINE = table_of(Duty).c, table_of(Deadline).c

_LATER = _DUTY.extended_to > _DEADLINE.due_on
"""Not so where the plan itself was read again, or dated, with a date after the one that was agreed on."""


def agreed_on(extended_to: ColumnElement[Any], first: ColumnElement[Any] = _DEADLINE.due_on) -> Any:
    """Return what a duty with this extension goes by while it is open, for statements on duties with deadlines.

    `first` is the deadline as written, where it is not the one of now.
    """
    return case((extended_to > first, extended_to), else_=first)


def due_on(
    completed_on: ColumnElement[Any], extended_to: ColumnElement[Any], first: ColumnElement[Any] = _DEADLINE.due_on
) -> Any:
    """Return the date that a duty with these dates goes by, for statements on duties with deadlines."""
    return case((completed_on.is_(None), agreed_on(extended_to, first)), else_=first)


AGREED_ON = agreed_on(_DUTY.extended_to)
"""What a duty goes by while it is open, and went by if it is done: for what was told of it then."""

DUE_ON = due_on(_DUTY.completed_on, _DUTY.extended_to)
"""For statements on duties with their deadlines."""


def only_agency(query: LineQuery[Line], agency_id: int | None) -> LineQuery[Line]:
    """Return the query for the duties of one agency only; unchanged for None."""
    return query if agency_id is None else query.where(_DUTY.agency_id == agency_id)


def only_open_and_due(
    query: LineQuery[Line], meets: Callable[[Any], ColumnElement[bool]]
) -> tuple[LineQuery[Line], LineQuery[Line]]:
    """Return the query, of open duties with deadlines, for those whose date `meets` the condition.

    Two statements, for what goes by the plan and for what goes by an extension: each finds its rows by an index,
    one for both would go through all that is open. So would the first if its deadlines were only joined.
    """
    planned = table_of(Deadline).alias()
    theirs = select(planned.c.id).where(meets(planned.c.due_on))
    by_plan = query.where(or_(_DUTY.extended_to.is_(None), not_(_LATER)), _DUTY.deadline_id.in_(theirs))
    return by_plan, query.where(_LATER, meets(_DUTY.extended_to))
