"""The officer whom an agency handed a duty to. It stays the agency's: everybody there goes on hearing of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import FINISHED, Change
from data.errors import NotFound
from data.models import Duty, Officer
from data.registry.duties.progress_entries import Actor, require_current, write_entry


@dataclass(frozen=True, slots=True)
class Colleague:
    """An active officer of an agency."""

    id: int
    name: str


def list_colleagues(session: Session, agency_id: int) -> list[Colleague]:
    """Those whom a duty of the agency can be handed to, by name."""
    query = select(col(Officer.id), col(Officer.name)).where(col(Officer.agency_id) == agency_id, col(Officer.active))
    return [Colleague(*row) for row in session.execute(query.order_by(col(Officer.name), col(Officer.id)))]


def get_assignee(session: Session, duty_id: int) -> Colleague | None:
    """Whom the duty was handed to; None for nobody, and for one who has left the agency since."""
    query = (
        select(col(Officer.id), col(Officer.name))
        .join(Duty, col(Duty.responsible_id) == col(Officer.id))
        .where(col(Duty.id) == duty_id, col(Officer.active), col(Officer.agency_id) == col(Duty.agency_id))
    )
    row = session.execute(query).first()
    return Colleague(*row) if row else None


def assign(session: Session, duty_id: int, version: int, officer_id: int | None, actor: Actor, now: datetime) -> None:
    """The duty is this officer's to see to; None: nobody's in particular.

    Raises Stale, and NotFound for somebody who is no active officer of the duty's agency.
    """
    before = require_current(session, duty_id, version, FINISHED)
    chosen = None if officer_id is None else _officer(session, duty_id, officer_id)
    became = replace(before, responsible_id=chosen.id if chosen else None)
    write_entry(session, duty_id, version, Change.ASSIGNED, became, actor, now, chosen.name if chosen else None)


def _officer(session: Session, duty_id: int, officer_id: int) -> Colleague:
    agency_id = session.get_one(Duty, duty_id).agency_id
    found = next((one for one in list_colleagues(session, agency_id) if one.id == officer_id), None)
    if found is None:
        raise NotFound("officer", str(officer_id))
    return found
