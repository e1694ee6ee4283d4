"""Chats that went from one officer to another, and whether the administrators were told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from data.enums import Role
from data.models import Agency, Officer, Relinking
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of


@dataclass(frozen=True, slots=True)
class RelinkingFacts:
    """A chat that spoke for one officer and speaks for another, `joined_id`, since the instant `at` (UTC)."""

    at: datetime
    channel: str
    left_name: str
    left_role: Role
    left_agency: str
    joined_id: int
    joined_name: str
    joined_role: Role
    joined_agency: str


_RELINKING = table_of(Relinking)
_LEFT, _JOINED = table_of(Officer).alias("left_officer"), table_of(Officer).alias("joined_officer")
_FROM, _TO = table_of(Agency).alias("left_agency"), table_of(Agency).alias("joined_agency")
_FACTS = (
    select_lines(
        RelinkingFacts,
        _RELINKING.c,
        left_name=_LEFT.c.name,
        left_role=_LEFT.c.role,
        left_agency=_FROM.c.short_name,
        joined_name=_JOINED.c.name,
        joined_role=_JOINED.c.role,
        joined_agency=_TO.c.short_name,
    )
    .join(_LEFT, _RELINKING.c.left_id == _LEFT.c.id)
    .join(_JOINED, _RELINKING.c.joined_id == _JOINED.c.id)
    .join(_FROM, _LEFT.c.agency_id == _FROM.c.id)
    .join(_TO, _JOINED.c.agency_id == _TO.c.id)
    .where(_RELINKING.c.id == bindparam("relinking_id"))
)


def record_relinking(session: Session, *, channel: str, left_id: int, joined_id: int, now: datetime) -> None:
    """Save that a chat went from one officer to another."""
    session.add(Relinking(at=now, channel=channel, left_id=left_id, joined_id=joined_id))


def list_unannounced(session: Session) -> list[int]:
    """Return the ids of what no administrator was told of, locked until the unit of work ends."""
    query = select(col(Relinking.id)).where(col(Relinking.announced_at).is_(None)).order_by(col(Relinking.id))
    return [one for one in session.execute(query.with_for_update(skip_locked=True)).scalars() if one]


def mark_announced(session: Session, relinking_id: int, now: datetime) -> None:
    """Save that the administrators' messages were planned."""
    execute_count(session, update(Relinking).where(col(Relinking.id) == relinking_id).values(announced_at=now))


def get_facts(session: Session, relinking_id: int) -> RelinkingFacts | None:
    """Return what an administrator is told of one; None where there is none."""
    return fetch_first(session, _FACTS, relinking_id=relinking_id)
