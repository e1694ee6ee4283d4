"""Plans in the registry."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.errors import NotFound
from data.models import Agency, Plan, Section
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import table_of


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A plan's heading. `report_closes`: the last day that counts for a periodic report, of its month.

    `imported_at` is when it was first read in (UTC): there were no duties before.
    """

    id: int
    number: str
    title: str
    issuer: str
    issued_on: date
    year: int
    report_closes: int
    imported_at: datetime


_PLAN = table_of(Plan).c
_FACTS = select_lines(PlanFact, _PLAN).order_by(_PLAN.issued_on.desc(), _PLAN.id.desc())


def list_plans(session: Session) -> list[PlanFact]:
    """Return all plans, the latest first."""
    return fetch(session, _FACTS)


def find(session: Session, number: str | None = None) -> PlanFact:
    """Return the plan with this number, or the latest. Raises NotFound with the existing numbers."""
    known = list_plans(session)
    for plan in known:
        if number in (None, plan.number):
            return plan
    raise NotFound("plan", number or "", tuple(plan.number for plan in known))


def has_plan_at(session: Session, instant: datetime) -> bool:
    """Return whether there was a plan at `instant` (UTC)."""
    read = select(col(Plan.id)).where(col(Plan.imported_at) <= instant).limit(1)
    return session.execute(read).first() is not None


def get_section_titles(session: Session, plan_id: int) -> dict[str, str]:
    """Return the titles of a plan's sections by their codes, in order."""
    rows = session.execute(
        select(col(Section.code), col(Section.title))
        .where(col(Section.plan_id) == plan_id)
        .order_by(col(Section.position))
    )
    return {row.code: row.title for row in rows}


def get_standing_body(session: Session, plan_id: int) -> str | None:
    """Return the name of the agency that follows a plan for its issuer; None if none was named."""
    named = select(col(Agency.name)).join(Plan, col(Plan.standing_agency_id) == col(Agency.id))
    name: str | None = session.execute(named.where(col(Plan.id) == plan_id)).scalar_one_or_none()
    return name
