"""Officers in the registry, for administrators."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from data.enums import CONSOLE, Role
from data.errors import NotFound
from data.models import Agency, ChatLink, Officer
from data.registry.office import audit
from data.registry.people import offices
from data.registry.people.succession import closing


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An active officer; `channels` are those on which they can be reached now."""

    id: int
    name: str
    role: Role
    agency_code: str
    agency_short_name: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """An officer, whether in office or not, and their agency."""

    id: int
    name: str
    role: Role
    active: bool
    agency_id: int
    agency_name: str
    agency_short_name: str


def get_facts(session: Session, officer_id: int) -> OfficerFacts:
    """Return an officer, whether in office or not. Raises NotFound."""
    officer = session.get(Officer, officer_id, populate_existing=True)
    if officer is None:
        raise NotFound("officer", str(officer_id))
    agency = session.get_one(Agency, officer.agency_id)
    return OfficerFacts(
        officer_id, officer.name, officer.role, officer.active, officer.agency_id, agency.name, agency.short_name
    )


def get_active(session: Session, officer_id: int) -> OfficerFacts:
    """Return an officer in office. Raises NotFound for nobody, or for one who left."""
    found = get_facts(session, officer_id)
    if not found.active:
        raise NotFound("officer", str(officer_id))
    return found


def count_reachable_focal(session: Session, agency_id: int) -> int:
    """Return how many focal officers of an agency can be reached."""
    return sum(
        one.role is Role.OFFICER and any(channel != CONSOLE for channel in one.channels)
        for one in list_officers(session, agency_id)
    )


def list_names(session: Session) -> list[tuple[int, str]]:
    """Return the name of each active officer with the id of their agency."""
    query = select(col(Officer.agency_id), col(Officer.name)).where(col(Officer.active))
    return [(agency_id, name) for agency_id, name in session.execute(query)]


_IN_ORDER = (col(Officer.agency_id), col(Officer.name), col(Officer.id))


def list_keys(session: Session, agency_id: int | None = None) -> list[tuple[int, str]]:
    """Return the ids and names of the officers of `list_officers`, in its order."""
    query = select(col(Officer.id), col(Officer.name)).where(col(Officer.active)).order_by(*_IN_ORDER)
    if agency_id is not None:
        query = query.where(col(Officer.agency_id) == agency_id)
    return [(officer_id, name) for officer_id, name in session.execute(query) if officer_id is not None]


def count_by_agency(session: Session) -> dict[str, int]:
    """Return how many active officers each agency has, by its code."""
    query = (
        select(col(Agency.code), func.count())
        .join(Officer, col(Officer.agency_id) == col(Agency.id))
        .where(col(Officer.active))
        .group_by(col(Agency.code))
    )
    return {code: count for code, count in session.execute(query)}  # noqa: C416 - typed rows


def list_officers(
    session: Session, agency_id: int | None = None, *, ids: Collection[int] | None = None
) -> list[OfficerLine]:
    """Return the active officers of all agencies or of one, or those of some ids, by agency and name."""
    query = (
        select(col(Officer.id), col(Officer.name), col(Officer.role), col(Agency.code), col(Agency.short_name))
        .join(Agency, col(Officer.agency_id) == col(Agency.id))
        .where(col(Officer.active))
        .order_by(*_IN_ORDER)
    )
    if agency_id is not None:
        query = query.where(col(Officer.agency_id) == agency_id)
    if ids is not None:
        query = query.where(col(Officer.id).in_(ids))
    reachable = _channels(session, agency_id, ids)
    return [
        OfficerLine(row.id, row.name, row.role, row.code, row.short_name, tuple(reachable.get(row.id, ())))
        for row in session.execute(query)
    ]


def deactivate(session: Session, officer_id: int, *, now: datetime, actor: str) -> OfficerLine:
    """Deactivate an officer who left: all that they have here is closed, their history stays.

    Returns who it was. Raises NotFound for nobody, or for one who left before, and NotAllowed for the last
    administrator.
    """
    found = next((line for line in list_officers(session) if line.id == officer_id), None)
    if found is None:
        raise NotFound("officer", str(officer_id))
    closing.close_identity(session, officer_id, now)
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


def _channels(session: Session, agency_id: int | None, ids: Collection[int] | None) -> dict[int, list[str]]:
    query = (
        select(col(ChatLink.officer_id), col(ChatLink.channel))
        .where(col(ChatLink.unreachable_since).is_(None))
        .order_by(col(ChatLink.channel))
    )
    if agency_id is not None:
        of_agency = select(col(Officer.id)).where(col(Officer.agency_id) == agency_id)
        query = query.where(col(ChatLink.officer_id).in_(of_agency))
    if ids is not None:
        query = query.where(col(ChatLink.officer_id).in_(ids))
    channels: dict[int, list[str]] = {}
    for officer_id, channel in session.execute(query):
        channels.setdefault(officer_id, []).append(channel)
    return channels


def rename(session: Session, officer_id: int, name: str, *, now: datetime, actor: str) -> bool:
    """Save another name of an officer in office, in all their agencies. False if it is the name they have.

    Raises NotFound.
    """
    get_active(session, officer_id)
    changed = [_rename_one(session, one, name, now, actor) for one in offices.list_ids(session, officer_id)]
    return any(changed)


def _rename_one(session: Session, officer_id: int, name: str, now: datetime, actor: str) -> bool:
    officer = session.get_one(Officer, officer_id)
    before, officer.name = officer.name, name
    return audit.record_change(
        session,
        now=now,
        actor=actor,
        action="officer.rename",
        subject=f"officer:{officer_id}",
        before={"name": before},
        after={"name": name},
    )


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A chat of an officer. Instants are UTC; `heard_at` is when it wrote last, to the day, None for never."""

    channel: str
    linked_at: datetime
    heard_at: datetime | None
    unreachable_since: datetime | None


def list_links(session: Session, officer_id: int) -> list[LinkLine]:
    """Return the chats of an officer, the newest first."""
    query = (
        select(
            col(ChatLink.channel),
            col(ChatLink.linked_at),
            col(ChatLink.heard_at),
            col(ChatLink.unreachable_since),
        )
        .where(col(ChatLink.officer_id) == officer_id, ~col(ChatLink.chat_id).startswith(offices.LEFT))
        .order_by(col(ChatLink.linked_at).desc(), col(ChatLink.id).desc())
    )
    return [LinkLine(*row) for row in session.execute(query)]
