"""Assignment of a duty to one officer of its agency. All officers of the agency are still reminded of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session

from data.enums import FINISHED, Change
from data.errors import NotFound
from data.models import Duty, Officer
from data.registry.duties.progress_entries import Actor, require_current, write_entry
from data.registry.sql.lines import fetch, fetch_first, select_lines
from data.registry.sql.rows import table_of


@dataclass(frozen=True, slots=True)
class Colleague:
    """An active officer of an agency."""

    id: int
    name: str


_DUTY, _OFFICER = table_of(Duty).c, table_of(Officer).c
_ACTIVE = select_lines(Colleague, _OFFICER).where(_OFFICER.active)
_COLLEAGUES = _ACTIVE.where(_OFFICER.agency_id == bindparam("agency_id")).order_by(_OFFICER.name, _OFFICER.id)
_ASSIGNEE = _ACTIVE.join(table_of(Duty), _DUTY.responsible_id == _OFFICER.id).where(
    _DUTY.id == bindparam("duty_id"), _OFFICER.agency_id == _DUTY.agency_id
)


def list_colleagues(session: Session, agency_id: int) -> list[Colleague]:
    """Return the officers to whom a duty of the agency can be assigned, by name."""
    return fetch(session, _COLLEAGUES, agency_id=agency_id)


def get_assignee(session: Session, duty_id: int) -> Colleague | None:
    """Return the officer to whom the duty is assigned; None if nobody is, or they have left the agency since."""
    return fetch_first(session, _ASSIGNEE, duty_id=duty_id)


def assign(session: Session, duty_id: int, version: int, officer_id: int | None, actor: Actor, now: datetime) -> None:
    """Assign the duty to an officer; None removes the assignment.

    Raises Stale, and NotFound for somebody who is no active officer of the duty's agency.
    """
    before = require_current(session, duty_id, version, FINISHED)
    chosen = None if officer_id is None else _get_colleague(session, duty_id, officer_id)
    became = replace(before, responsible_id=chosen.id if chosen else None)
    write_entry(session, duty_id, version, Change.ASSIGNED, became, actor, now, chosen.name if chosen else None)


def _get_colleague(session: Session, duty_id: int, officer_id: int) -> Colleague:
    agency_id = session.get_one(Duty, duty_id).agency_id
    found = next((one for one in list_colleagues(session, agency_id) if one.id == officer_id), None)
    if found is None:
        raise NotFound("officer", str(officer_id))
    return found
