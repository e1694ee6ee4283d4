"""The last sign of life of each part of the process, and how far the planning of the post has come."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from data.models import Pulse
from data.registry.sql.rows import execute_count, insert_if_new


@dataclass(frozen=True, slots=True)
class Beat:
    """When a part was last heard of (UTC), and what troubled it then."""

    at: datetime
    trouble: str | None


def get_last_beat(session: Session, name: str) -> Beat | None:
    """None for a part that was never heard of."""
    row = session.get(Pulse, name, populate_existing=True)
    return Beat(row.at, row.trouble) if row else None


def list_by_prefix(session: Session, prefix: str) -> dict[str, Beat]:
    """The last beats of the parts whose names begin with `prefix`, by the rest of their names."""
    rows = session.execute(
        select(Pulse).where(col(Pulse.name).startswith(prefix)).order_by(col(Pulse.name))
    ).scalars()
    return {row.name.removeprefix(prefix): Beat(row.at, row.trouble) for row in rows}


def record_beat(session: Session, name: str, at: datetime, trouble: str | None = None) -> None:
    """Heard of at `at`: well, or in trouble."""
    if not insert_if_new(session, Pulse, name=name, at=at, trouble=trouble):
        execute_count(session, update(Pulse).where(col(Pulse.name) == name).values(at=at, trouble=trouble))


def delete_beat(session: Session, name: str) -> None:
    """As if the part had never been heard of."""
    session.execute(delete(Pulse).where(col(Pulse.name) == name))


def advance_mark(session: Session, name: str, *, since: datetime | None, to: datetime) -> bool:
    """From the instant that was read to the next, unless somebody else moved it in between (False)."""
    if since is None:
        return insert_if_new(session, Pulse, name=name, at=to, trouble=None)
    return (
        execute_count(session, update(Pulse).where(col(Pulse.name) == name, col(Pulse.at) == since).values(at=to))
        == 1
    )
