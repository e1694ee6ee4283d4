"""The audit trail of acts that are not progress entries."""

from datetime import datetime

from sqlmodel import Session

from data.models import AuditEntry


def record_action(session: Session, *, now: datetime, actor: str, action: str, subject: str) -> None:
    """Add one act. `actor` is "officer:12" or the name of a command; `subject` holds no secret."""
    session.add(AuditEntry(at=now, actor=actor, action=action, subject=subject))
