"""Who joined by a code, under which account, and who says whether it is the right person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from data.enums import PeopleCause, Role
from data.errors import NotAllowed
from data.models import Agency, Invitation, Officer, ProgressEntry, Relinking
from data.registry.office import audit
from data.registry.people import people_notices
from data.registry.people.identities import Identity
from data.registry.people.succession import closing
from data.registry.people.succession.same_person import is_linked
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of
from data.rules.people.vouching import Decider, may_vouch


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who used a code. Instants are UTC.

    `invited` is the name that the code was for, "" where it named nobody. `active`: they are still in. `left_name` is
    whom the chat spoke for before, "" for nobody. `contested_by` typed the used code as well, at `contested_at`.
    """

    invitation_id: int
    officer_id: int
    name: str
    invited: str
    role: Role
    agency_id: int
    agency_name: str
    agency_short_name: str
    account: str
    channel: str
    at: datetime
    active: bool
    vouched_at: datetime | None
    vouched_by: str
    revoked_at: datetime | None
    revoked_by: str
    contested_at: datetime | None
    contested_by: str
    left_name: str


_INVITATION, _OFFICER, _AGENCY = (table_of(model).c for model in (Invitation, Officer, Agency))
_VOUCHER, _REVOKER = table_of(Officer).alias("voucher"), table_of(Officer).alias("revoker")
_FORMER = table_of(Officer).alias("former")
_LEFT = (
    select(_FORMER.c.name)
    .join(table_of(Relinking), col(Relinking.left_id) == _FORMER.c.id)
    .where(col(Relinking.joined_id) == _OFFICER.id)
    .order_by(col(Relinking.id).desc())
    .limit(1)
    .correlate(table_of(Officer))
    .scalar_subquery()
)
_JOINING = (
    select_lines(
        Joining,
        _INVITATION,
        invitation_id=_INVITATION.id,
        name=_OFFICER.name,
        invited=_INVITATION.name,
        role=_OFFICER.role,
        agency_id=_OFFICER.agency_id,
        agency_name=_AGENCY.name,
        agency_short_name=_AGENCY.short_name,
        account=func.coalesce(_INVITATION.account, ""),
        channel=func.coalesce(_INVITATION.channel, ""),
        at=_INVITATION.used_at,
        active=_OFFICER.active,
        vouched_by=func.coalesce(_VOUCHER.c.name, ""),
        revoked_by=func.coalesce(_REVOKER.c.name, ""),
        contested_by=func.coalesce(_INVITATION.contested_by, ""),
        left_name=func.coalesce(_LEFT, ""),
    )
    .join(table_of(Officer), _INVITATION.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .join(_VOUCHER, _INVITATION.vouched_by_id == _VOUCHER.c.id, outer=True)
    .join(_REVOKER, _INVITATION.revoked_by_id == _REVOKER.c.id, outer=True)
    .where(_INVITATION.id == bindparam("invitation_id"))
)


def find_joining(session: Session, invitation_id: int) -> Joining | None:
    """Return who used an invitation; None while nobody has."""
    return fetch_first(session, _JOINING, invitation_id=invitation_id)


def find_invitation_of(session: Session, officer_id: int) -> int | None:
    """Return the invitation that an officer used last; None for who joined otherwise."""
    query = select(func.max(col(Invitation.id))).where(col(Invitation.officer_id) == officer_id)
    found: int | None = session.execute(query).scalar_one()
    return found


def get_decider(session: Session, officer_id: int, role: Role, agency_id: int) -> Decider:
    """Return an officer as somebody who is asked about who joined.

    Who joined by a code that told their colleagues is vouched for once one of them has said so; administrators, whom
    nobody may be there to vouch for, and who came in before there were such notices, are from the start.
    """
    doubted = select(col(Invitation.id)).where(
        col(Invitation.officer_id) == officer_id,
        col(Invitation.account).is_not(None),
        col(Invitation.vouched_at).is_(None),
    )
    vouched = role is Role.ADMIN or session.execute(doubted).first() is None
    return Decider(officer_id, role, agency_id, vouched)


def may_decide(session: Session, me: Identity, joining: Joining) -> bool:
    """Return whether an officer may confirm or revoke who joined: nobody themselves, whichever agency they joined."""
    if is_linked(session, joining.officer_id, me.officer_id):
        return False
    decider = get_decider(session, me.officer_id, me.role, me.agency_id)
    return may_vouch(decider, joining.officer_id, joining.role, joining.agency_id)


def vouch(session: Session, joining: Joining, me: Identity, now: datetime) -> bool:
    """Save that who joined is the right person. False if somebody has said so or has revoked them.

    Raises NotAllowed.
    """
    if not may_decide(session, me, joining):
        raise NotAllowed("joining.decide")
    first = update(Invitation).where(
        col(Invitation.id) == joining.invitation_id,
        col(Invitation.vouched_at).is_(None),
        col(Invitation.revoked_at).is_(None),
    )
    if not joining.active or execute_count(session, first.values(vouched_at=now, vouched_by_id=me.officer_id)) != 1:
        return False
    _record(session, "joining.vouch", joining, me, now, "vouched")
    return True


def revoke(session: Session, joining: Joining, me: Identity, now: datetime) -> bool:
    """Close the identity of who joined; administrators are told, unless one did it. False if they are out already.

    Raises NotAllowed: to who may not, to a colleague once somebody else has vouched, and for the last administrator.
    """
    if not may_decide(session, me, joining):
        raise NotAllowed("joining.decide")
    if joining.vouched_at and me.role is not Role.ADMIN:
        raise NotAllowed("joining.vouched")
    if not closing.close_identity(session, joining.officer_id, now):
        return False
    this = update(Invitation).where(col(Invitation.id) == joining.invitation_id)
    execute_count(session, this.values(revoked_at=now, revoked_by_id=me.officer_id))
    closing.revoke_codes_of(session, joining.officer_id, now, actor=f"officer:{me.officer_id}")
    _record(session, "joining.revoke", joining, me, now, "revoked")
    if me.role is not Role.ADMIN:
        people_notices.record_notice(
            session,
            PeopleCause.REVOKED,
            now=now,
            officer_id=joining.officer_id,
            invitation_id=joining.invitation_id,
            by_id=me.officer_id,
        )
    return True


def record_contest(session: Session, invitation_id: int, account: str, now: datetime) -> None:
    """Save that another account typed a used code: the first time administrators are told, if who used it is in."""
    joining = find_joining(session, invitation_id)
    if joining is None or not joining.active:
        return
    first = update(Invitation).where(col(Invitation.id) == invitation_id, col(Invitation.contested_at).is_(None))
    if execute_count(session, first.values(contested_at=now, contested_by=account)) == 1:
        people_notices.record_notice(
            session,
            PeopleCause.CONTESTED,
            now=now,
            officer_id=joining.officer_id,
            invitation_id=invitation_id,
        )
        audit.record_action(
            session,
            now=now,
            actor="stranger",
            action="invitation.contest",
            subject=f"officer:{joining.officer_id} invitation:{invitation_id}",
            before={"account": joining.account},
            after={"account": account},
        )


def count_changes(session: Session, officer_id: int) -> int:
    """Return how many changes of duties an officer has made."""
    query = select(func.count()).select_from(ProgressEntry).where(col(ProgressEntry.officer_id) == officer_id)
    count: int = session.execute(query).scalar_one()
    return count


def _record(session: Session, action: str, joining: Joining, me: Identity, now: datetime, what: str) -> None:
    who = {"name": joining.name, "role": joining.role, "agency": joining.agency_short_name}
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{me.officer_id}",
        action=action,
        subject=f"officer:{joining.officer_id} invitation:{joining.invitation_id}",
        before={**who, "account": joining.account, what: False},
        after={what: True},
    )
