"""Who leads a field: the plan names a lead for each task, none for a section as a whole."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from data.enums import Part
from data.models import Agency, Participation, Section, Task
from data.registry.sql.rows import fetch_rows, table_of


@dataclass(frozen=True, slots=True)
class Lead:
    """An agency that leads a section."""

    agency_id: int
    agency_code: str
    agency_short_name: str


_SECTION, _TASK, _AGENCY, _PART = (table_of(model).c for model in (Section, Task, Agency, Participation))
_BY = (_SECTION.code, _AGENCY.id, _AGENCY.code, _AGENCY.short_name)
_LEADS = (
    select(*_BY)
    .join_from(table_of(Section), table_of(Task), _TASK.section_id == _SECTION.id)
    .join(table_of(Participation), _PART.task_id == _TASK.id)
    .join(table_of(Agency), _PART.agency_id == _AGENCY.id)
    .where(_SECTION.plan_id == bindparam("plan_id"), _TASK.withdrawn.is_(False), _PART.part == Part.LEAD)
    .group_by(*_BY)
    .order_by(func.count(), _AGENCY.id.desc())
)


def list_leads(session: Session, plan_id: int) -> dict[str, Lead]:
    """Who leads each section of a plan, by its code: whoever leads the most of its tasks; of two that lead as many,
    the one that stands first in the directory."""
    return {section: Lead(*agency) for section, *agency in fetch_rows(session, _LEADS, plan_id=plan_id)}
