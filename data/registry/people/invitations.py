"""One-time codes that link a chat to an officer. Only their hashes are stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlmodel import Session, col

from data.enums import Role
from data.errors import InvitationRefused
from data.models import Agency, Invitation, JoinAttempt, Officer
from data.registry.office import audit
from data.registry.people import identities
from data.registry.people.typed_codes import hash_code, make_code
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.rows import execute_count

VALID_FOR = timedelta(days=14)
TRIES = 5
WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation. Its code is shown once, here, and cannot be read again."""

    code: str
    expires_at: datetime


def invite(
    session: Session, *, agency_id: int, role: Role, name: str, now: datetime, actor: str, channel: str | None = None
) -> Invited:
    """Create an invitation that expires after 14 days (`expires_at`, UTC). It keeps a place on `channel`."""
    code = make_code()
    ends = now + VALID_FOR
    session.add(
        Invitation(
            code_hash=hash_code(code),
            agency_id=agency_id,
            role=role,
            name=name,
            created_at=now,
            expires_at=ends,
            channel=channel,
        )
    )
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="invitation.create",
        subject=f"agency:{agency_id} {role}",
        after={"agency_id": agency_id, "role": role, "name": name, "expires_at": ends},
    )
    return Invited(code, ends)


def invite_to_move(session: Session, officer_id: int, *, channel: str, now: datetime, actor: str) -> Invited:
    """Create an invitation by which an officer goes to `channel`, and stays who they are."""
    officer = session.get_one(Officer, officer_id)
    invited = invite(
        session,
        agency_id=officer.agency_id,
        role=officer.role,
        name=officer.name,
        now=now,
        actor=actor,
        channel=channel,
    )
    moves = update(Invitation).where(col(Invitation.code_hash) == hash_code(invited.code))
    session.flush()
    execute_count(session, moves.values(moves_officer_id=officer_id))
    return invited


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that can still be accepted: the role and the agency that its code gives."""

    id: int
    role: Role
    agency_name: str
    agency_short_name: str


def find_open(session: Session, code: str, now: datetime) -> OpenInvitation:
    """Return the invitation with this code, and leave it as it is. Raises InvitationRefused as `accept`."""
    return _read_open(session, _get_usable(session, col(Invitation.code_hash) == hash_code(code), now))


def get_open(session: Session, invitation_id: int, now: datetime) -> OpenInvitation:
    """Return the invitation with this id, and leave it as it is. Raises InvitationRefused as `accept`."""
    return _read_open(session, _get_usable(session, col(Invitation.id) == invitation_id, now))


def _read_open(session: Session, found: Invitation) -> OpenInvitation:
    agency = session.get_one(Agency, found.agency_id)
    assert found.id is not None  # noqa: S101 - a stored row has its key
    return OpenInvitation(found.id, found.role, agency.name, agency.short_name)


def accept(
    session: Session,
    *,
    code: str = "",
    invitation_id: int | None = None,
    channel: str,
    chat_id: str,
    sender_name: str,
    now: datetime,
) -> identities.Identity:
    """Use an invitation up, by its code or else its id, and link the chat to a new officer.

    Raises InvitationRefused: unknown, used, expired. The caller counts the failure with `record_failure` in a unit
    of its own, since this one is rolled back, and asks `is_attempt_allowed` first.
    """
    by_id = invitation_id is not None
    which = col(Invitation.id) == invitation_id if by_id else col(Invitation.code_hash) == hash_code(code)
    found = _get_usable(session, which, now)
    free = update(Invitation).where(col(Invitation.id) == found.id, col(Invitation.used_at).is_(None))
    if execute_count(session, free.values(used_at=now)) != 1:
        raise InvitationRefused("used")
    if found.moves_officer_id:
        return identities.move_officer(session, found.moves_officer_id, channel=channel, chat_id=chat_id, now=now)
    identity = identities.enrol(
        session,
        agency_id=found.agency_id,
        role=found.role,
        name=found.name or sender_name,
        channel=channel,
        chat_id=chat_id,
        now=now,
    )
    session.execute(update(Invitation).where(col(Invitation.id) == found.id).values(officer_id=identity.officer_id))
    return identity


def is_attempt_allowed(session: Session, channel: str, chat_id: str, now: datetime) -> bool:
    """Return False once a chat has typed five wrong codes within an hour."""
    failures: int = session.execute(
        select(func.count())
        .select_from(JoinAttempt)
        .where(
            col(JoinAttempt.channel) == channel,
            col(JoinAttempt.chat_id) == chat_id,
            col(JoinAttempt.at) > now - WITHIN,
            col(JoinAttempt.at) < now + WITHIN,
        )
    ).scalar_one()
    return failures < TRIES


def record_failure(session: Session, channel: str, chat_id: str, now: datetime) -> None:
    """Save that a chat typed a wrong code."""
    session.add(JoinAttempt(channel=channel, chat_id=chat_id, at=now))


def delete_failures_before(session: Session, instant: datetime) -> int:
    """Delete a batch of wrong codes that no longer count; return how many."""
    old = select(col(JoinAttempt.id)).where(col(JoinAttempt.at) < instant).limit(BATCH_SIZE)
    return execute_count(session, delete(JoinAttempt).where(col(JoinAttempt.id).in_(old)))


def _get_usable(session: Session, which: ColumnElement[bool], now: datetime) -> Invitation:
    found: Invitation | None = session.execute(select(Invitation).where(which)).scalar_one_or_none()
    if found is None:
        raise InvitationRefused("unknown")
    if found.used_at is not None:
        raise InvitationRefused("used")
    if found.expires_at <= now:
        raise InvitationRefused("expired")
    return found
