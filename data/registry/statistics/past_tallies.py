"""Counts of duties as they stood at an instant that has passed, from the history, which is only ever added to.

What has no history counts as it is now: the deadlines of the plan, and what was withdrawn from it.
"""

from datetime import datetime

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import Session

from data.models import Agency, ProgressEntry, Section
from data.registry.duties.due_dates import due_on_then
from data.registry.duties.duty_query import AGENCY, DUTY, TASK
from data.registry.sql.rows import table_of
from data.registry.statistics.duty_counts import by_agency_or_all, select_owed
from data.registry.statistics.tallies import Tally

_SECTION, _ENTRY = table_of(Section).c, table_of(ProgressEntry).c
_LAST = (
    select(_ENTRY.duty_id, func.max(_ENTRY.version).label("version"))
    .where(_ENTRY.at < bindparam("until"))
    .group_by(_ENTRY.duty_id)
    .subquery()
)
_THEN = table_of(ProgressEntry).alias("last_before")
_DUE_ON = due_on_then(_THEN.c.completed_on, _THEN.c.extended_to)
_GROUPS = (
    AGENCY.id,
    AGENCY.code,
    AGENCY.short_name,
    _SECTION.code,
    TASK.position,
    TASK.code,
    TASK.title,
    _DUE_ON,
    _THEN.c.completed_on,
)
_TALLIES = by_agency_or_all(
    select_owed(
        Tally,
        agency_id=AGENCY.id,
        section=_SECTION.code,
        position=TASK.position,
        task=TASK.code,
        due_on=_DUE_ON,
        completed_on=_THEN.c.completed_on,
        count=func.count(),
    )
    .join(table_of(Agency), DUTY.agency_id == AGENCY.id)
    .join(table_of(Section), TASK.section_id == _SECTION.id, outer=True)
    .join(_LAST, _LAST.c.duty_id == DUTY.id, outer=True)
    .join(_THEN, and_(_THEN.c.duty_id == _LAST.c.duty_id, _THEN.c.version == _LAST.c.version), outer=True)
    .group_by(*_GROUPS)
    .order_by(AGENCY.id, TASK.position, _DUE_ON, _THEN.c.completed_on)
)


def count_by_task_at(session: Session, plan_id: int, until: datetime, agency_id: int | None = None) -> list[Tally]:
    """Return what `data.registry.statistics.tallies.count_by_task` would have returned just before `until` (UTC)."""
    return _TALLIES.fetch(session, plan_id, agency_id, until=until)
