"""Wrong codes typed into a chat: counted, to stop guessing."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from data.models import JoinAttempt
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.rows import execute_count
from data.rules.limits.quotas import INVITATION_CODE_TRIES, TRIES_COUNT_FOR


def is_attempt_allowed(session: Session, channel: str, chat_id: str, now: datetime) -> bool:
    """Return False once a chat has typed five wrong codes within an hour."""
    failures: int = session.execute(
        select(func.count())
        .select_from(JoinAttempt)
        .where(
            col(JoinAttempt.channel) == channel,
            col(JoinAttempt.chat_id) == chat_id,
            col(JoinAttempt.at) > now - TRIES_COUNT_FOR,
            col(JoinAttempt.at) < now + TRIES_COUNT_FOR,
        )
    ).scalar_one()
    return failures < INVITATION_CODE_TRIES


def record_failure(session: Session, channel: str, chat_id: str, now: datetime) -> None:
    """Save that a chat typed a wrong code."""
    session.add(JoinAttempt(channel=channel, chat_id=chat_id, at=now))


def delete_failures_before(session: Session, instant: datetime) -> int:
    """Delete a batch of wrong codes that no longer count; return how many."""
    old = select(col(JoinAttempt.id)).where(col(JoinAttempt.at) < instant).limit(BATCH_SIZE)
    return execute_count(session, delete(JoinAttempt).where(col(JoinAttempt.id).in_(old)))
