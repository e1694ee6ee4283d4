"""Another code for an invitation that waits: who made it can see a code only once."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from data.errors import NotFound
from data.models import Invitation
from data.registry.office import audit
from data.registry.people.invitations import Invited
from data.registry.people.joining import grants, invitation_codes
from data.registry.sql.rows import execute_count
from data.rules.limits.terms import INVITATION_TERM


def renew(session: Session, invitation_id: int, *, now: datetime, actor: str) -> Invited:
    """Give an invitation that waits another code, good for a whole `INVITATION_TERM`: the code before opens nothing
    any more.

    Raises NotFound for one that is used, revoked or too old.
    """
    found = grants.get_waiting(session, invitation_id, now)
    if found is None:
        raise NotFound("invitation", str(invitation_id))
    code, ends = invitation_codes.new_code(), now + INVITATION_TERM
    still = update(Invitation).where(
        col(Invitation.id) == invitation_id, col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None)
    )
    if execute_count(session, still.values(code_hash=invitation_codes.get_hash(code), expires_at=ends)) != 1:
        raise NotFound("invitation", str(invitation_id))
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="invitation.renew",
        subject=f"invitation:{invitation_id}",
        before={"name": found.name, "role": found.role, "agency": found.agency_code, "expires_at": found.expires_at},
        after={"expires_at": ends},
    )
    return Invited(invitation_id, code, ends, found.unapproved)
