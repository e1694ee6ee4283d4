"""Heartbeats of the parts of the process, and how far reminders have been planned."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session, col

from data.models import Pulse
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, insert_if_new, table_of


@dataclass(frozen=True, slots=True)
class Beat:
    """The instant (UTC) of a part's last heartbeat, and its trouble then."""

    at: datetime
    trouble: str | None


_BEAT = select_lines(Beat, table_of(Pulse).c).where(table_of(Pulse).c.name == bindparam("name"))


def get_last_beat(session: Session, name: str) -> Beat | None:
    """Return the last heartbeat of a part; None for one that never had any."""
    return fetch_first(session, _BEAT, name=name)


def list_by_prefix(session: Session, prefix: str) -> dict[str, Beat]:
    """Return the last heartbeats of parts whose names begin with `prefix`, by the rest of their names."""
    rows = session.execute(
        select(Pulse).where(col(Pulse.name).startswith(prefix)).order_by(col(Pulse.name))
    ).scalars()
    return {row.name.removeprefix(prefix): Beat(row.at, row.trouble) for row in rows}


def record_beat(session: Session, name: str, at: datetime, trouble: str | None = None) -> None:
    """Save a heartbeat at `at`, with the trouble of the part if there is one."""
    if not insert_if_new(session, Pulse, name=name, at=at, trouble=trouble):
        execute_count(session, update(Pulse).where(col(Pulse.name) == name).values(at=at, trouble=trouble))


def delete_beat(session: Session, name: str) -> None:
    """Delete the heartbeat of a part."""
    session.execute(delete(Pulse).where(col(Pulse.name) == name))


def advance_mark(session: Session, name: str, *, since: datetime | None, to: datetime) -> bool:
    """Move a mark from the instant that was read to the next; return False if another process moved it meanwhile."""
    if since is None:
        return insert_if_new(session, Pulse, name=name, at=to, trouble=None)
    return (
        execute_count(session, update(Pulse).where(col(Pulse.name) == name, col(Pulse.at) == since).values(at=to))
        == 1
    )
