"""Daily removal of what nobody will ask for again, of each kind at the end of its term (`retention`)."""

from datetime import datetime, timedelta

from data.registry.conversations import dialogues, downloads, journal, page_messages, shown_messages
from data.registry.duties import proofs
from data.registry.office import audit, heartbeats
from data.registry.people import page_sessions, received_files, sign_in_links
from data.registry.people.joining import attempts, join_requests
from data.registry.reach import mail_codes, shared_places
from data.registry.sql.batches import BATCH_SIZE
from data.rules.limits.retention import Retention
from data.rules.limits.terms import UNSEEN_SESSION_TERM
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session

PULSE = "housekeeping"
"""The pulse that stands at the real instant at which nothing was left to delete."""

EVERY = timedelta(days=1)


def delete_expired(session: Session, terms: Retention, *, now: datetime, wall: datetime) -> None:
    """Delete at most a batch of each kind, once a day; what is left is for the next tick.

    What came from the world expires by `wall` (real), what is the office's by its own `now`.
    """
    before = heartbeats.get_last_beat(session, PULSE)
    if before and timedelta() <= wall - before.at < EVERY:
        return
    gone = (
        journal.delete_before(session, wall - terms.updates),
        shown_messages.delete_before(session, wall - terms.conversations),
        dialogues.delete_before(session, now - terms.conversations),
        page_messages.delete_before(session, wall - terms.conversations),
        page_sessions.delete_before(session, wall - UNSEEN_SESSION_TERM),
        sign_in_links.delete_expired(session, wall),
        downloads.delete_expired(session, wall),
        received_files.delete_before(session, viet_nam_date(now)),
        mail_codes.delete_expired(session, wall - EVERY),
        shared_places.delete_unused(session, wall - EVERY),
        attempts.delete_failures_before(session, now - terms.updates),
        join_requests.forget_before(session, now - terms.conversations),
        _expire_files(session, terms.files, now),
    )
    if max(gone) < BATCH_SIZE:
        heartbeats.record_beat(session, PULSE, wall)


def _expire_files(session: Session, term: timedelta | None, now: datetime) -> int:
    if term is None:
        return 0
    expired = proofs.expire_files(session, now - term, now)
    if expired:
        audit.record_action(session, now=now, actor="housekeeping", action="files.expire", subject=str(expired))
    return expired
