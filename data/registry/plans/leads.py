"""Lead agencies of sections, derived from the leads of their tasks."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session

from data.enums import Part
from data.models import Agency, Participation, Section, Task
from data.registry.sql.lines import fetch_keyed, select_lines
from data.registry.sql.rows import list_parameter, table_of


@dataclass(frozen=True, slots=True)
class Lead:
    """An agency that leads a section."""

    agency_id: int
    agency_code: str
    agency_short_name: str


_SECTION, _TASK, _AGENCY, _PART = (table_of(model).c for model in (Section, Task, Agency, Participation))
_LEADS = (
    select_lines(Lead, agency_id=_AGENCY.id, agency_code=_AGENCY.code, agency_short_name=_AGENCY.short_name)
    .join(table_of(Participation), _PART.agency_id == _AGENCY.id)
    .join(table_of(Task), _PART.task_id == _TASK.id)
    .join(table_of(Section), _TASK.section_id == _SECTION.id)
    .where(_SECTION.plan_id.in_(list_parameter("plan_ids")), _TASK.withdrawn.is_(False), _PART.part == Part.LEAD)
    .group_by(_SECTION.plan_id, _SECTION.code, _AGENCY.id, _AGENCY.code, _AGENCY.short_name)
    .order_by(func.count(), _AGENCY.id.desc())
    .keyed_by(_SECTION.plan_id, _SECTION.code)
)


def list_leads(session: Session, plan_ids: Sequence[int]) -> dict[tuple[int, str], Lead]:
    """Return the lead of each section of plans, by plan and code.

    That is the agency that leads most of its tasks; of two with as many, the first in the directory.
    """
    return dict(fetch_keyed(session, _LEADS, plan_ids=plan_ids))
