"""Updates that were answered, so that none is answered twice."""

from datetime import datetime

from sqlalchemy import delete, select, tuple_
from sqlmodel import Session, col

from data.models import SeenUpdate
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.rows import execute_count, insert_if_new


def mark_seen(session: Session, channel: str, update_id: str, wall: datetime) -> bool:
    """Save the update as seen at the real instant `wall`; return False if it was seen before."""
    return insert_if_new(session, SeenUpdate, channel=channel, update_id=update_id, at=wall)


def delete_before(session: Session, instant: datetime) -> int:
    """Delete a batch of updates too old to be delivered again; return how many."""
    key = tuple_(col(SeenUpdate.channel), col(SeenUpdate.update_id))
    old = select(col(SeenUpdate.channel), col(SeenUpdate.update_id)).where(col(SeenUpdate.at) < instant)
    return execute_count(session, delete(SeenUpdate).where(key.in_(old.limit(BATCH_SIZE))))
