"""Decisions on what one's own agency reported: nobody makes them, unless the plan says so."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import Session

from data.enums import Change, Role
from data.models import Agency, Deadline, Duty, Officer, Plan, ProgressEntry, Task
from data.registry.people.succession.same_person import person_of
from data.registry.sql.lines import fetch, fetch_first, select_lines
from data.registry.sql.rows import fetch_rows, table_of


@dataclass(frozen=True, slots=True)
class OwnReport:
    """The agency of a duty with that of an officer, and whether the plan lets an agency confirm its own reports.

    Of whoever serves several agencies, or did before, the officer's is that of the duty if it is among them.
    """

    agency_id: int
    officer_agency_id: int | None
    self_confirmation: bool

    @property
    def is_own(self) -> bool:
        """Return whether the duty is of the officer's own agency."""
        return self.agency_id == self.officer_agency_id

    @property
    def is_refused(self) -> bool:
        """Return whether the officer may not decide on the duty."""
        return self.is_own and not self.self_confirmation


@dataclass(frozen=True, slots=True)
class Supervisor:
    """A supervisor by name, with the agency that they are of."""

    name: str
    agency_short_name: str


_DUTY, _OFFICER, _PLAN, _AGENCY = (table_of(model).c for model in (Duty, Officer, Plan, Agency))
_DEADLINE, _TASK = table_of(Deadline).c, table_of(Task).c
_BESIDE = table_of(Officer).alias("beside")
_ALSO_THEIRS = (
    select(func.max(_BESIDE.c.agency_id))
    .where(
        person_of(_BESIDE.c) == person_of(_OFFICER),  # in office or not: what they said there they do not judge
        _BESIDE.c.agency_id == _DUTY.agency_id,
    )
    .correlate(table_of(Officer), table_of(Duty))
    .scalar_subquery()
)
_OWN = (
    select_lines(
        OwnReport,
        agency_id=_DUTY.agency_id,
        officer_agency_id=func.coalesce(_ALSO_THEIRS, _OFFICER.agency_id),
        self_confirmation=_PLAN.self_confirmation,
    )
    .join(table_of(Deadline), _DUTY.deadline_id == _DEADLINE.id)
    .join(table_of(Task), _DEADLINE.task_id == _TASK.id)
    .join(table_of(Plan), _TASK.plan_id == _PLAN.id)
    .join(table_of(Officer), _OFFICER.id == bindparam("officer_id"), outer=True)
    .where(_DUTY.id == bindparam("duty_id"))
)
_SUPERVISORS = (
    select_lines(Supervisor, _OFFICER, agency_short_name=_AGENCY.short_name)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .where(_OFFICER.active, _OFFICER.role == Role.SUPERVISOR, _OFFICER.agency_id != bindparam("agency_id"))
    .order_by(_OFFICER.name, _OFFICER.id)
)


_ENTRY = table_of(ProgressEntry).c
_DECIDED = (
    select(_ENTRY.duty_id, func.max(_ENTRY.version).label("version"))
    .where(_ENTRY.change.in_((Change.CONFIRMED, Change.SELF_CONFIRMED)))
    .group_by(_ENTRY.duty_id)
)


def list_self_confirmed(session: Session, until: datetime | None = None) -> set[int]:
    """Return the duties whose last confirmation, ever or before `until` (UTC), was by the agency that reported it.

    It may have been taken back: whether the duty is done is told by its state.
    """
    decided = (_DECIDED if until is None else _DECIDED.where(_ENTRY.at < until)).subquery()
    last = and_(_ENTRY.duty_id == decided.c.duty_id, _ENTRY.version == decided.c.version)
    query = select(_ENTRY.duty_id).join(decided, last).where(_ENTRY.change == Change.SELF_CONFIRMED)
    return {duty_id for (duty_id,) in fetch_rows(session, query)}


def find_own_report(session: Session, duty_id: int, officer_id: int) -> OwnReport:
    """Return whether a duty is of the agency of an officer who is to decide on it."""
    found = fetch_first(session, _OWN, duty_id=duty_id, officer_id=officer_id)
    assert found is not None  # noqa: S101 - the duty was read in this turn
    return found


def list_other_supervisors(session: Session, agency_id: int) -> list[Supervisor]:
    """Return the active supervisors who are not of this agency, by name."""
    return fetch(session, _SUPERVISORS, agency_id=agency_id)
