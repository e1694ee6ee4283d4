"""Codes that wait to be used: which need a second yes, who agrees, what is revoked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import Session, col

from data.enums import CONSOLE, OVERSEEING, Role
from data.errors import NotAllowed, NotFound
from data.models import Agency, ChatLink, Invitation, Officer, Plan
from data.registry.office import audit
from data.registry.people.succession.same_person import is_linked, person_of
from data.registry.sql.lines import LineQuery, fetch, fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of
from data.text import fold


@dataclass(frozen=True, slots=True)
class WaitingInvitation:
    """A code that nobody has used, and that is neither revoked nor too old. Instants are UTC.

    `created_by` made it, "" for nobody in particular; `unapproved`: it waits for a second administrator. `channel` is
    the one on which it keeps a place.
    """

    id: int
    agency_id: int
    name: str
    role: Role
    agency_code: str
    agency_name: str
    agency_short_name: str
    created_at: datetime
    expires_at: datetime
    created_by_id: int | None
    created_by: str
    unapproved: bool
    channel: str | None


_INVITATION, _AGENCY, _CREATOR = table_of(Invitation).c, table_of(Agency).c, table_of(Officer).alias("creator")
_UNAPPROVED = _INVITATION.needs_approval & _INVITATION.approved_at.is_(None)
_ANY: LineQuery[WaitingInvitation] = (
    select_lines(
        WaitingInvitation,
        _INVITATION,
        agency_code=_AGENCY.code,
        agency_name=_AGENCY.name,
        agency_short_name=_AGENCY.short_name,
        created_by=func.coalesce(_CREATOR.c.name, ""),
        unapproved=_UNAPPROVED,
    )
    .join(table_of(Agency), _INVITATION.agency_id == _AGENCY.id)
    .join(_CREATOR, _INVITATION.created_by_id == _CREATOR.c.id, outer=True)
    .order_by(_INVITATION.id)
)


def check_grant(session: Session, agency_id: int, role: Role, *, sure: bool) -> bool:
    """Return whether a code for this role needs a second administrator.

    Raises NotAllowed for a role that sees all agencies, outside a standing body, while nobody is `sure`.
    """
    if role not in OVERSEEING:
        return False
    if not sure and is_outside(session, agency_id, role):
        raise NotAllowed("invitation.outside_body")
    return _count_administrators(session) > 1


def is_outside(session: Session, agency_id: int, role: Role) -> bool:
    """Return whether a role sees all agencies, and the agency is no standing body of an active plan."""
    return role in OVERSEEING and agency_id not in _list_standing_bodies(session)


def list_waiting(session: Session, now: datetime) -> list[WaitingInvitation]:
    """Return the codes that wait to be used, the oldest first."""
    return fetch(session, _ANY.where(*_waits(now)))


def get_waiting(session: Session, invitation_id: int, now: datetime) -> WaitingInvitation | None:
    """Return a code that waits to be used; None for one that does not, or not any more."""
    return fetch_first(session, _ANY.where(_INVITATION.id == invitation_id, *_waits(now)))


def find_replacement(session: Session, replaces_id: int, role: Role, now: datetime) -> int | None:
    """Return the code that waits for an officer to come in anew in a role; None if there is none."""
    found = fetch_first(
        session, _ANY.where(_INVITATION.replaces_id == replaces_id, _INVITATION.role == role, *_waits(now))
    )
    return found.id if found else None


def revoke(
    session: Session, invitation_id: int, *, now: datetime, actor: str, by_id: int | None = None
) -> WaitingInvitation:
    """Revoke a code that nobody has used; return what it was. Raises NotFound for any other."""
    found = get_waiting(session, invitation_id, now)
    ends = update(Invitation).where(col(Invitation.id) == invitation_id, *_waits(now))
    if found is None or execute_count(session, ends.values(revoked_at=now, revoked_by_id=by_id)) != 1:
        raise NotFound("invitation", str(invitation_id))
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="invitation.revoke",
        subject=f"invitation:{invitation_id}",
        before={"name": found.name, "role": found.role, "agency": found.agency_code, "revoked": False},
        after={"revoked": True},
    )
    return found


def approve(session: Session, invitation_id: int, by_id: int, *, now: datetime) -> bool:
    """Save that a second administrator agrees. False for a code that does not wait for that any more.

    Raises NotAllowed to who made it, in whichever agency.
    """
    found = get_waiting(session, invitation_id, now)
    if found is None or not found.unapproved:
        return False
    if is_linked(session, found.created_by_id, by_id):
        raise NotAllowed("invitation.approve_own")
    agreed = update(Invitation).where(
        col(Invitation.id) == invitation_id, col(Invitation.approved_at).is_(None), *_waits(now)
    )
    done = execute_count(session, agreed.values(approved_at=now, approved_by_id=by_id)) == 1
    if done:
        audit.record_action(
            session,
            now=now,
            actor=f"officer:{by_id}",
            action="invitation.approve",
            subject=f"invitation:{invitation_id}",
            before={"name": found.name, "role": found.role, "agency": found.agency_code, "approved": False},
            after={"approved": True},
        )
    return done


def find_administrator(session: Session, name: str | None) -> int | None:
    """Return the administrator of this name; None if there is not exactly one, or no name."""
    if not name:
        return None
    query = select(col(Officer.id), col(Officer.name)).where(col(Officer.active), col(Officer.role) == Role.ADMIN)
    found = [officer_id for officer_id, called in session.execute(query) if fold(called) == fold(name)]
    return found[0] if len(found) == 1 else None


def _waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        _INVITATION.used_at.is_(None),
        _INVITATION.revoked_at.is_(None),
        _INVITATION.expires_at > now,
    )


def _list_standing_bodies(session: Session) -> Collection[int]:
    query = select(col(Plan.standing_agency_id)).where(
        col(Plan.closed_at).is_(None), col(Plan.standing_agency_id).is_not(None)
    )
    return set(session.execute(query).scalars())


def _count_administrators(session: Session) -> int:
    """Return how many people can be written to as administrators."""
    query = (
        select(func.count(func.distinct(person_of(Officer))))
        .join(ChatLink, col(ChatLink.officer_id) == col(Officer.id))
        .where(
            col(Officer.active),
            col(Officer.role) == Role.ADMIN,
            col(ChatLink.channel) != CONSOLE,
            col(ChatLink.unreachable_since).is_(None),
        )
    )
    count: int = session.execute(query).scalar_one()
    return count
