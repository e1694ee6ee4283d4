"""Which updates were answered, so that none is answered twice."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from data.models import SeenUpdate
from data.registry.rows import add_if_new, changed


def first_time(session: Session, channel: str, update_id: str, now: datetime) -> bool:
    """Remembers the update; False if it was remembered before."""
    return add_if_new(session, SeenUpdate, channel=channel, update_id=update_id, at=now)


def forget_before(session: Session, instant: datetime) -> int:
    """Drops what no channel delivers again any more; returns how many."""
    return changed(session, delete(SeenUpdate).where(col(SeenUpdate.at) < instant))
