"""Plans in the registry."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, exists, or_, select
from sqlmodel import Session, col

from data.errors import NotFound
from data.models import Agency, EarlierClosing, Plan, Section
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import fetch_rows, list_parameter, table_of
from data.rules.viet_nam_time import viet_nam_date
from data.text.plan_numbers import plan_number_key, plan_serial


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A plan's heading. `report_closes`: the last day that counts for a periodic report, of its month.

    `imported_at` is when it was first read in (UTC): there were no duties before. It is active until `closed_at`
    (UTC); `successor_id` is the plan that took over what was open.
    """

    id: int
    number: str
    title: str
    issuer: str
    issued_on: date
    year: int
    report_closes: int
    imported_at: datetime
    closed_at: datetime | None = None
    successor_id: int | None = None

    @property
    def active(self) -> bool:
        """Return whether the plan has not been closed."""
        return self.closed_at is None

    def was_closed_on(self, day: date) -> bool:
        """Return whether it is closed, and was so already when a day (Viet Nam) ended."""
        return self.closed_at is not None and viet_nam_date(self.closed_at) <= day


_PLAN, _SECTION, _CLOSING = (table_of(model).c for model in (Plan, Section, EarlierClosing))
_FACTS = select_lines(PlanFact, _PLAN).order_by(_PLAN.issued_on.desc(), _PLAN.id.desc())
_THEN: Any = bindparam("then")
_CLOSED_THEN = exists().where(_CLOSING.plan_id == _PLAN.id, _CLOSING.closed_at < _THEN, _CLOSING.until >= _THEN)
_ACTIVE_THEN = _FACTS.where(
    _PLAN.imported_at < _THEN, or_(_PLAN.closed_at.is_(None), _PLAN.closed_at >= _THEN), ~_CLOSED_THEN
)
_TITLES = (
    select(_SECTION.plan_id, _SECTION.code, _SECTION.title)
    .where(_SECTION.plan_id.in_(list_parameter("plan_ids")))
    .order_by(_SECTION.plan_id, _SECTION.position)
)


def list_plans(session: Session) -> list[PlanFact]:
    """Return all plans, closed ones too, the latest first."""
    return fetch(session, _FACTS)


def list_active_at(session: Session, instant: datetime) -> list[PlanFact]:
    """Return the plans that were there and not closed just before `instant` (UTC), the latest first."""
    return fetch(session, _ACTIVE_THEN, then=instant)


def find(session: Session, number: str | None = None) -> PlanFact:
    """Return the plan with this number; without one the latest active plan, or else the latest.

    A number may be spelled in any way (`data.text.plan_numbers`), or be its serial alone where one plan has it.
    Raises NotFound with the existing numbers.
    """
    known = list_plans(session)
    found = _with_number(known, number) if number is not None else [plan for plan in known if plan.active] or known
    if found and (number is None or len(found) == 1):
        return found[0]
    raise NotFound("plan", number or "", tuple(plan.number for plan in found or known))


def get(session: Session, plan_id: int) -> PlanFact:
    """Return a plan by its id. Raises NotFound with the existing numbers."""
    known = list_plans(session)
    for plan in known:
        if plan.id == plan_id:
            return plan
    raise NotFound("plan", "", tuple(plan.number for plan in known))


def find_same_number(session: Session, number: str) -> PlanFact | None:
    """Return the plan that bears this very number, however it is spelled; None if there is none."""
    key = plan_number_key(number)
    return next((plan for plan in list_plans(session) if plan_number_key(plan.number) == key), None)


def has_plan_at(session: Session, instant: datetime) -> bool:
    """Return whether there was a plan at `instant` (UTC) that is still active."""
    read = select(col(Plan.id)).where(col(Plan.imported_at) <= instant, col(Plan.closed_at).is_(None)).limit(1)
    return session.execute(read).first() is not None


def list_section_titles(session: Session, plan_ids: list[int]) -> dict[tuple[int, str], str]:
    """Return the titles of the sections of several plans by plan and code, in the order of each plan."""
    return {(plan_id, code): title for plan_id, code, title in fetch_rows(session, _TITLES, plan_ids=plan_ids)}


def get_section_titles(session: Session, plan_id: int) -> dict[str, str]:
    """Return the titles of a plan's sections by their codes, in order."""
    return {code: title for (_plan, code), title in list_section_titles(session, [plan_id]).items()}


def get_standing_body(session: Session, plan_id: int) -> str | None:
    """Return the name of the agency that follows a plan for its issuer; None if none was named."""
    named = select(col(Agency.name)).join(Plan, col(Plan.standing_agency_id) == col(Agency.id))
    name: str | None = session.execute(named.where(col(Plan.id) == plan_id)).scalar_one_or_none()
    return name


def _with_number(known: list[PlanFact], number: str) -> list[PlanFact]:
    """Return the plan with this very number, or else those whose serial it is."""
    key = plan_number_key(number)
    exactly = [plan for plan in known if plan_number_key(plan.number) == key]
    return exactly or [plan for plan in known if key and plan_serial(plan.number) == key]
