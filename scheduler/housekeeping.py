"""Daily removal of what nobody will ask for again: answered updates, messages, wrong codes of long ago."""

from datetime import datetime, timedelta

from data.registry.conversations import journal, shown_messages
from data.registry.office import heartbeats
from data.registry.people.joining import attempts
from data.registry.sql.batches import BATCH_SIZE
from data.store import Session

PULSE = "housekeeping"
"""The pulse that stands at the real instant at which nothing was left to delete."""

KEPT = timedelta(days=7)
"""Telegram delivers an update again for a day at most, and a chat's wrong codes count for an hour."""

REPLIED_TO = timedelta(days=60)
"""Nobody replies to a message of two months ago."""

EVERY = timedelta(days=1)


def delete_expired(session: Session, *, now: datetime, wall: datetime) -> None:
    """Delete at most a batch of each kind, once a day; what is left is for the next tick.

    Updates are the world's and expire by `wall` (real), wrong codes by the office's `now`.
    """
    before = heartbeats.get_last_beat(session, PULSE)
    if before and timedelta() <= wall - before.at < EVERY:
        return
    gone = (
        journal.delete_before(session, wall - KEPT),
        shown_messages.delete_before(session, wall - REPLIED_TO),
        attempts.delete_failures_before(session, now - KEPT),
    )
    if max(gone) < BATCH_SIZE:
        heartbeats.record_beat(session, PULSE, wall)
