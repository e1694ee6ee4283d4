"""One-time codes that link a chat to an officer: made, looked at, used. Only their hashes are stored."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlmodel import Session, col

from data.enums import NAME_LETTERS, PeopleCause, Role
from data.errors import InvitationRefused, NotAllowed
from data.models import Agency, Invitation, Officer
from data.registry.office import audit
from data.registry.people import identities, people_notices
from data.registry.people.joining import first_administrator, grants, invitation_codes
from data.registry.sql.rows import execute_count
from data.rules.limits.terms import INVITATION_TERM
from data.rules.viet_nam_time import viet_nam_date

_RECORDED = (
    *("agency_id", "role", "name", "expires_at", "created_by_id", "replaces_id"),
    *("needs_approval", "channel", "moves_officer_id", "last_day"),
)


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation. Its code is shown once, here, and cannot be read again.

    `needs_approval`: it can be used once another administrator has agreed.
    """

    id: int
    code: str
    expires_at: datetime
    needs_approval: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """An account as its channel shows it: the chat, the name on it, and how others see it ("An NV (@annv)")."""

    channel: str
    chat_id: str
    name: str
    shown: str


def invite(
    session: Session,
    *,
    agency_id: int,
    role: Role,
    name: str,
    now: datetime,
    actor: str,
    created_by_id: int | None = None,
    replaces_id: int | None = None,
    sure: bool = False,
    channel: str | None = None,
    moves_officer_id: int | None = None,
    last_day: date | None = None,
) -> Invited:
    """Create an invitation that expires after `INVITATION_TERM` (`expires_at`, UTC). It keeps a place on `channel`.

    `last_day` (Viet Nam) is that of who comes in by it. `sure`: it was asked whether a role that sees all agencies is
    to be given outside the standing body. Where there are two administrators, such a code waits for one who did not
    make it. Raises NotAllowed for a role that is not sure, and for an agency that has ended.
    """
    if has_ended(session, agency_id, now):
        raise NotAllowed("invitation.agency_gone")
    needs_approval = grants.check_grant(session, agency_id, role, sure=sure)
    code = invitation_codes.new_code()
    row = Invitation(
        code_hash=invitation_codes.get_hash(code),
        agency_id=agency_id,
        role=role,
        name=name,
        created_at=now,
        expires_at=now + INVITATION_TERM,
        created_by_id=created_by_id,
        replaces_id=replaces_id,
        needs_approval=needs_approval,
        channel=channel,
        moves_officer_id=moves_officer_id,
        last_day=last_day,
    )
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - a flushed row has its key
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="invitation.create",
        subject=f"invitation:{row.id} agency:{agency_id} {role}",
        after={name: getattr(row, name) for name in _RECORDED},
    )
    if needs_approval:
        people_notices.record_notice(
            session, PeopleCause.APPROVAL, now=now, invitation_id=row.id, by_id=created_by_id
        )
    return Invited(row.id, code, row.expires_at, needs_approval)


def invite_to_move(
    session: Session, officer_id: int, *, channel: str, now: datetime, actor: str, created_by_id: int | None = None
) -> Invited:
    """Create an invitation by which an officer goes to `channel`, and stays who they are.

    Whoever types the code is that officer afterwards: for a role that sees all agencies it waits for a second
    administrator as a new one does.
    """
    officer = session.get_one(Officer, officer_id)
    return invite(
        session,
        agency_id=officer.agency_id,
        role=officer.role,
        name=officer.name,
        now=now,
        actor=actor,
        created_by_id=created_by_id,
        sure=True,  # that they have this role was decided before
        channel=channel,
        moves_officer_id=officer_id,
    )


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that can still be accepted: the role and the agency that its code gives.

    `is_new`: to somebody new there; `moves_officer_id` is who only goes to another bot by it, `replaces_id` who comes
    in anew, by another telephone or in another role.
    """

    id: int
    role: Role
    agency_id: int
    agency_name: str
    agency_short_name: str
    is_new: bool
    moves_officer_id: int | None
    replaces_id: int | None


def find_open(session: Session, code: str, now: datetime) -> OpenInvitation:
    """Return the invitation with this code, and leave it as it is. Raises InvitationRefused as `accept`."""
    return _read_open(
        session, _get_usable(session, col(Invitation.code_hash) == invitation_codes.get_hash(code), now)
    )


def get_open(session: Session, invitation_id: int, now: datetime) -> OpenInvitation:
    """Return the invitation with this id, and leave it as it is. Raises InvitationRefused as `accept`."""
    return _read_open(session, _get_usable(session, col(Invitation.id) == invitation_id, now))


def _read_open(session: Session, found: Invitation) -> OpenInvitation:
    agency = session.get_one(Agency, found.agency_id)
    assert found.id is not None  # noqa: S101 - a stored row has its key
    return OpenInvitation(
        found.id,
        found.role,
        found.agency_id,
        agency.name,
        agency.short_name,
        is_new=found.replaces_id is None and found.moves_officer_id is None,
        moves_officer_id=found.moves_officer_id,
        replaces_id=found.replaces_id,
    )


def accept(
    session: Session,
    *,
    code: str = "",
    invitation_id: int | None = None,
    by: Account,
    now: datetime,
    beside_id: int | None = None,
) -> identities.Identity:
    """Use an invitation up, by its code or else its id, and link the chat to a new officer, or to one who moves.

    `beside_id` is the officer of this chat who becomes one of the agency as well, and stays who they are.
    The people of the agency and the administrators are told, unless somebody only moves to another bot with the
    account that they had. Raises InvitationRefused: unknown, used, expired, revoked, unapproved, agency_gone;
    "revoked" also for a code of the first start where somebody else was first. The caller counts the failure with
    `attempts.record_failure` in a unit of its own, since this one is rolled back, and asks
    `attempts.is_attempt_allowed` first.
    """
    by_id = invitation_id is not None
    which = (
        col(Invitation.id) == invitation_id if by_id else col(Invitation.code_hash) == invitation_codes.get_hash(code)
    )
    found = _get_usable(session, which, now)
    if first_administrator.comes_too_late(session, found):
        raise InvitationRefused("revoked")
    free = update(Invitation).where(
        col(Invitation.id) == found.id,
        col(Invitation.used_at).is_(None),
        col(Invitation.revoked_at).is_(None),
        or_(col(Invitation.needs_approval).is_(False), col(Invitation.approved_at).is_not(None)),
    )
    if execute_count(session, free.values(used_at=now, account=by.shown, channel=by.channel)) != 1:
        raise InvitationRefused("used")
    is_news = not _has_known_account(session, found.moves_officer_id, by)
    me = _link(session, found, by, now, beside_id)
    session.execute(update(Invitation).where(col(Invitation.id) == found.id).values(officer_id=me.officer_id))
    for cause in (PeopleCause.JOINED, PeopleCause.JOINED_TO_ADMIN) if is_news else ():
        people_notices.record_notice(session, cause, now=now, officer_id=me.officer_id, invitation_id=found.id)
    return me


def find_used_by(session: Session, code: str) -> int | None:
    """Return the officer who came in by this code; None while nobody has."""
    query = select(col(Invitation.officer_id)).where(col(Invitation.code_hash) == invitation_codes.get_hash(code))
    found: int | None = session.execute(query).scalar_one_or_none()
    return found


def find_id(session: Session, code: str) -> int | None:
    """Return the id of the invitation with this code, whatever became of it; None for a wrong one."""
    query = select(col(Invitation.id)).where(col(Invitation.code_hash) == invitation_codes.get_hash(code))
    found: int | None = session.execute(query).scalar_one_or_none()
    return found


def _link(
    session: Session, found: Invitation, by: Account, now: datetime, beside_id: int | None
) -> identities.Identity:
    """Link the chat to whom the invitation is for: a new officer, one who moves, or one of another agency as well."""
    if beside_id is not None:
        return identities.add_office(
            session,
            beside_id,
            agency_id=found.agency_id,
            role=found.role,
            channel=by.channel,
            chat_id=by.chat_id,
            now=now,
            last_day=found.last_day,
        )
    if found.moves_officer_id:
        return identities.move_officer(
            session, found.moves_officer_id, channel=by.channel, chat_id=by.chat_id, now=now
        )
    return identities.enrol(
        session,
        agency_id=found.agency_id,
        role=found.role,
        name=found.name or by.name[:NAME_LETTERS],
        channel=by.channel,
        chat_id=by.chat_id,
        now=now,
        replaces_id=found.replaces_id,
        last_day=found.last_day,
    )


def _has_known_account(session: Session, moves_officer_id: int | None, by: Account) -> bool:
    """Return whether an officer who moves has come in under this account before: another may be somebody else."""
    if moves_officer_id is None or not by.shown:
        return False
    query = select(col(Invitation.id)).where(
        col(Invitation.officer_id) == moves_officer_id, col(Invitation.account) == by.shown
    )
    return session.execute(query.limit(1)).first() is not None


def _get_usable(session: Session, which: ColumnElement[bool], now: datetime) -> Invitation:
    query = select(Invitation).where(which).execution_options(populate_existing=True)
    found: Invitation | None = session.execute(query).scalar_one_or_none()
    if found is None:
        raise InvitationRefused("unknown")
    if found.used_at is not None:
        officer = session.get(Officer, found.officer_id)
        account = found.account if officer and officer.active else ""
        raise InvitationRefused("used", found.id, account or "", found.used_at)
    if found.revoked_at is not None:
        raise InvitationRefused("revoked")
    if found.expires_at <= now:
        raise InvitationRefused("expired")
    if found.needs_approval and found.approved_at is None:
        raise InvitationRefused("unapproved")
    if has_ended(session, found.agency_id, now):
        raise InvitationRefused("agency_gone")
    return found


def has_ended(session: Session, agency_id: int, now: datetime) -> bool:
    """Return whether an agency does not exist any more on the day (Viet Nam) of `now`."""
    last_day = session.get_one(Agency, agency_id).last_day
    return last_day is not None and last_day < viet_nam_date(now)
