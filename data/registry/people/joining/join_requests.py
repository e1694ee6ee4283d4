"""Requests of people without a code: asked in a chat that is linked to nobody, decided by an administrator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from data.enums import PeopleCause, RequestOutcome, Role
from data.models import Agency, Invitation, JoinRequest
from data.registry.office import audit
from data.registry.people import invitations, people_notices
from data.registry.people.identities import Identity
from data.registry.people.invitations import Account
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.lines import fetch, fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of
from data.rules.limits.quotas import JOIN_REQUESTS_PER_HOUR, WAITING_JOIN_REQUESTS
from data.rules.limits.terms import JOIN_REQUEST_TERM

_AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """A request that nobody has decided on. `asked_at` is UTC."""

    id: int
    channel: str
    chat_id: str
    name: str
    account: str
    role: Role
    agency_id: int
    agency_name: str
    agency_short_name: str
    asked_at: datetime


_REQUEST, _AGENCY = table_of(JoinRequest).c, table_of(Agency).c
_WAITING = (
    select_lines(WaitingRequest, _REQUEST, agency_name=_AGENCY.name, agency_short_name=_AGENCY.short_name)
    .join(table_of(Agency), _REQUEST.agency_id == _AGENCY.id)
    .where(_REQUEST.decided_at.is_(None), _REQUEST.asked_at > bindparam("since"))
    .order_by(_REQUEST.id)
)
_ONE = _WAITING.where(_REQUEST.id == bindparam("request_id"))


def ask(session: Session, by: Account, *, name: str, agency_id: int, role: Role, now: datetime) -> bool:
    """Save the request of a chat in place of the one before, and tell administrators.

    False, and nothing is saved, for a chat that asks too often and while too many wait.
    """
    of_chat = (col(JoinRequest.channel) == by.channel, col(JoinRequest.chat_id) == by.chat_id)
    lately = select(func.count()).select_from(JoinRequest).where(*of_chat, col(JoinRequest.asked_at) > now - _AN_HOUR)
    asked = session.execute(lately).scalar_one()
    if asked >= JOIN_REQUESTS_PER_HOUR or len(list_waiting(session, now)) >= WAITING_JOIN_REQUESTS:
        return False
    earlier = update(JoinRequest).where(*of_chat, col(JoinRequest.decided_at).is_(None))
    execute_count(session, earlier.values(decided_at=now, outcome=RequestOutcome.REPLACED))
    row = JoinRequest(
        channel=by.channel,
        chat_id=by.chat_id,
        name=name,
        account=by.shown,
        agency_id=agency_id,
        role=role,
        asked_at=now,
    )
    session.add(row)
    session.flush()
    people_notices.record_notice(session, PeopleCause.REQUESTED, now=now, request_id=row.id)
    audit.record_action(
        session,
        now=now,
        actor=f"chat:{by.chat_id}",
        action="joining.ask",
        subject=f"request:{row.id}",
        after={"agency_id": agency_id, "role": role},  # who is not let in leaves no name in the history
    )
    return True


def list_waiting(session: Session, now: datetime) -> list[WaitingRequest]:
    """Return the requests that nobody has decided on, the oldest first."""
    return fetch(session, _WAITING, since=now - JOIN_REQUEST_TERM)


def get_waiting(session: Session, request_id: int, now: datetime) -> WaitingRequest | None:
    """Return a request that nobody has decided on; None for any other."""
    return fetch_first(session, _ONE, request_id=request_id, since=now - JOIN_REQUEST_TERM)


def find_decided(session: Session, request_id: int) -> RequestOutcome | None:
    """Return how a request was decided; None if it was not, or is none."""
    query = select(col(JoinRequest.outcome)).where(col(JoinRequest.id) == request_id)
    found: RequestOutcome | None = session.execute(query).scalar_one_or_none()
    return found


def approve(session: Session, request: WaitingRequest, me: Identity, now: datetime) -> Identity | None:
    """Let somebody in, by a code that is made and used at once; None if another was faster.

    The administrator vouches for them; colleagues are told as of everybody who joins. Raises NotAllowed for an agency
    that has ended, and for an administrator who would be the last.
    """
    if not _decide(session, request, me, RequestOutcome.APPROVED, now):
        return None
    invited = invitations.invite(
        session,
        agency_id=request.agency_id,
        role=request.role,
        name=request.name,
        now=now,
        actor=f"officer:{me.officer_id}",
        created_by_id=me.officer_id,
    )
    account = Account(request.channel, request.chat_id, request.name, request.account)
    joined = invitations.accept(session, invitation_id=invited.id, by=account, now=now)
    vouched = update(Invitation).where(col(Invitation.id) == invited.id)
    execute_count(session, vouched.values(vouched_at=now, vouched_by_id=me.officer_id))
    this = update(JoinRequest).where(col(JoinRequest.id) == request.id)
    execute_count(session, this.values(officer_id=joined.officer_id))
    people_notices.record_notice(
        session, PeopleCause.WELCOMED, now=now, officer_id=joined.officer_id, by_id=me.officer_id
    )
    return joined


def refuse(session: Session, request: WaitingRequest, me: Identity, now: datetime) -> bool:
    """Save that somebody is not let in. False if another was faster."""
    return _decide(session, request, me, RequestOutcome.REFUSED, now)


def forget_before(session: Session, instant: datetime) -> int:
    """Take names and accounts out of a batch of requests that were made before the office's `instant`, but for those
    of people who were let in; return how many.
    """
    old = (
        select(col(JoinRequest.id))
        .where(
            col(JoinRequest.asked_at) < instant, col(JoinRequest.officer_id).is_(None), col(JoinRequest.name) != ""
        )
        .limit(BATCH_SIZE)
    )
    forgotten = update(JoinRequest).where(col(JoinRequest.id).in_(old))
    return execute_count(session, forgotten.values(name="", account="", chat_id=""))


def _decide(session: Session, request: WaitingRequest, me: Identity, outcome: RequestOutcome, now: datetime) -> bool:
    first = update(JoinRequest).where(col(JoinRequest.id) == request.id, col(JoinRequest.decided_at).is_(None))
    values = {"decided_at": now, "decided_by_id": me.officer_id, "outcome": outcome}
    if execute_count(session, first.values(**values)) != 1:
        return False
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{me.officer_id}",
        action=f"joining.{'let_in' if outcome is RequestOutcome.APPROVED else 'turn_away'}",
        subject=f"request:{request.id}",
        before={"agency": request.agency_short_name, "role": request.role},
        after={"outcome": outcome},
    )
    return True
