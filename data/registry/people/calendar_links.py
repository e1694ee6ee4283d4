"""Secret addresses of agencies' calendars, one for each officer. Only their hashes are stored."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from data.models import CalendarLink, Officer
from data.registry.office import audit
from data.registry.sql.rows import execute_count, insert_if_new

_BYTES = 32
TOKEN = r"[A-Za-z0-9_-]{43}"  # noqa: S105 - the shape of one, 32 bytes in base64
"""What the secret part of an address looks like: nothing else is looked up."""


def create_link(session: Session, officer_id: int, now: datetime) -> str:
    """Create and return a new secret, shown only here; it replaces the officer's earlier one.

    Of two made at once the later one is left.
    """
    token = secrets.token_urlsafe(_BYTES)
    fresh = {"token_hash": _hash(token), "created_at": now}
    before = get_created_at(session, officer_id)
    if not insert_if_new(session, CalendarLink, officer_id=officer_id, **fresh):
        session.execute(update(CalendarLink).where(col(CalendarLink.officer_id) == officer_id).values(**fresh))
    _record(session, officer_id, "calendar.link", now, before, now)
    return token


def delete_link(session: Session, officer_id: int, now: datetime) -> bool:
    """Delete the officer's address. False if there was none."""
    before = get_created_at(session, officer_id)
    existed = execute_count(session, delete(CalendarLink).where(col(CalendarLink.officer_id) == officer_id)) == 1
    if existed:
        _record(session, officer_id, "calendar.unlink", now, before, None)
    return existed


def get_created_at(session: Session, officer_id: int) -> datetime | None:
    """Return when (UTC) the officer's address was created; None if there is none."""
    row = session.get(CalendarLink, officer_id)
    return row.created_at if row else None


def find_agency(session: Session, token: str) -> int | None:
    """Return the agency whose calendar a secret opens, while its officer is active; else None."""
    query = (
        select(col(Officer.agency_id))
        .join(CalendarLink, col(CalendarLink.officer_id) == col(Officer.id))
        .where(col(CalendarLink.token_hash) == _hash(token), col(Officer.active))
    )
    agency_id: int | None = session.execute(query).scalar_one_or_none()
    return agency_id


def _record(
    session: Session, officer_id: int, action: str, now: datetime, before: datetime | None, after: datetime | None
) -> None:
    """Record that an address was made or taken back: of it only when it was made is told."""
    officer = f"officer:{officer_id}"
    audit.record_action(
        session,
        now=now,
        actor=officer,
        action=action,
        subject=officer,
        before={"created_at": before},
        after={"created_at": after},
    )


def _hash(token: str) -> str:
    # 256 random bits: a slow hash would add nothing.
    return hashlib.sha256(token.encode()).hexdigest()
