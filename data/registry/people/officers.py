"""Officers in the registry, for administrators."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.enums import Role
from data.errors import NotFound
from data.models import Agency, ChatLink, Officer
from data.registry.office import audit
from data.registry.sql.rows import execute_count


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An active officer; `channels` are those on which they can be reached now."""

    id: int
    name: str
    role: Role
    agency_code: str
    agency_short_name: str
    channels: tuple[str, ...]


def list_officers(session: Session, agency_id: int | None = None) -> list[OfficerLine]:
    """Return the active officers of all agencies or of one, by agency and name."""
    query = (
        select(col(Officer.id), col(Officer.name), col(Officer.role), col(Agency.code), col(Agency.short_name))
        .join(Agency, col(Officer.agency_id) == col(Agency.id))
        .where(col(Officer.active))
        .order_by(col(Agency.id), col(Officer.name), col(Officer.id))
    )
    if agency_id is not None:
        query = query.where(col(Officer.agency_id) == agency_id)
    reachable = _channels(session)
    return [
        OfficerLine(row.id, row.name, row.role, row.code, row.short_name, tuple(reachable.get(row.id, ())))
        for row in session.execute(query)
    ]


def deactivate(session: Session, officer_id: int, *, now: datetime, actor: str) -> OfficerLine:
    """Deactivate an officer who left: their chats are no longer recognised, their history stays.

    Returns who it was. Raises NotFound for nobody, or for one who left before.
    """
    found = next((line for line in list_officers(session) if line.id == officer_id), None)
    if found is None:
        raise NotFound("officer", str(officer_id))
    execute_count(session, update(Officer).where(col(Officer.id) == officer_id).values(active=False))
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="officer.leave",
        subject=f"officer:{officer_id}",
        before={"name": found.name, "role": found.role, "agency": found.agency_code, "active": True},
        after={"active": False},
    )
    return found


def _channels(session: Session) -> dict[int, list[str]]:
    query = (
        select(col(ChatLink.officer_id), col(ChatLink.channel))
        .where(col(ChatLink.unreachable_since).is_(None))
        .order_by(col(ChatLink.channel))
    )
    channels: dict[int, list[str]] = {}
    for officer_id, channel in session.execute(query):
        channels.setdefault(officer_id, []).append(channel)
    return channels
