"""Ways into the page, each good once: addresses, shown in a chat or sent by mail, and codes on paper.

Codes are for those whose sessions end every day and who have no chat to ask for an address in. Only hashes are
stored.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session, col

from data.enums import Role
from data.models import Agency, Officer, SignInLink
from data.registry.office import audit
from data.registry.people import offices
from data.registry.people.joining.invitation_codes import get_hash, new_code
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of
from data.rules.limits.terms import MAILED_LINK_TERM, SIGN_IN_CODE_TERM, SIGN_IN_LINK_TERM

_BYTES = 16
TOKEN = r"[A-Za-z0-9_-]{22}"  # noqa: S105 - the shape of one, 16 bytes in base64
"""What the secret part of an address looks like: nothing else is looked up."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """The officer whom an address lets in."""

    officer_id: int
    name: str
    role: Role
    agency_short_name: str


_LINK, _OFFICER, _AGENCY = (table_of(model).c for model in (SignInLink, Officer, Agency))
_IS_OPEN = (
    _LINK.token_hash == bindparam("its_hash"),
    _LINK.spent_at.is_(None),
    _LINK.expires_at > bindparam("wall"),
)
_OPEN = (
    select_lines(SignIn, _OFFICER, officer_id=_OFFICER.id, agency_short_name=_AGENCY.short_name)
    .join(table_of(SignInLink), _LINK.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .where(*_IS_OPEN, _OFFICER.active)
)
_REVOKE = (
    update(table_of(SignInLink))
    .where(_LINK.officer_id == bindparam("its_officer"), _LINK.spent_at.is_(None), _LINK.expires_at > bindparam("at"))
    .values(spent_at=bindparam("at"))
)
_SPEND = update(table_of(SignInLink)).where(*_IS_OPEN).values(spent_at=bindparam("at"))


def create_link(session: Session, officer_id: int, *, now: datetime, wall: datetime, actor: str) -> str:
    """Create and return a new secret, shown only here; it expires `SIGN_IN_LINK_TERM` after `wall` (real)."""
    token = _create(session, officer_id, wall, SIGN_IN_LINK_TERM)
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="page.link",
        subject=f"officer:{officer_id}",
        after={"expires_at": wall + SIGN_IN_LINK_TERM},
    )
    return token


def create_codes(
    session: Session, officer_id: int, number: int, *, now: datetime, wall: datetime, actor: str
) -> list[str]:
    """Create and return codes, shown only here, of which each is typed once; those before are good no more."""
    execute_count(session, _REVOKE, its_officer=officer_id, at=wall)
    codes = [new_code() for _ in range(number)]
    session.add_all(
        SignInLink(
            token_hash=get_hash(code), officer_id=officer_id, created_at=wall, expires_at=wall + SIGN_IN_CODE_TERM
        )
        for code in codes
    )
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="page.codes",
        subject=f"officer:{officer_id}",
        after={"count": number, "expires_at": wall + SIGN_IN_CODE_TERM},
    )
    return codes


def revoke(session: Session, officer_id: int, *, now: datetime, wall: datetime, actor: str) -> None:
    """Make every address and code useless that an officer was given, or who else their person is."""
    for one in offices.list_ids(session, officer_id):
        if execute_count(session, _REVOKE, its_officer=one, at=wall):
            audit.record_action(
                session, now=now, actor=actor, action="page.codes", subject=f"officer:{one}", after={"count": 0}
            )


def create_link_of_mail(session: Session, officer_id: int, wall: datetime) -> str:
    """Create and return the secret of a mail, good for a day; that the mail was sent says the outbox."""
    return _create(session, officer_id, wall, MAILED_LINK_TERM)


def find_link(session: Session, token: str, wall: datetime) -> SignIn | None:
    """Return whom an address would let in now; None for one that is unknown, spent or expired. Spends nothing."""
    return fetch_first(session, _OPEN, its_hash=_hash(token), wall=wall)


def spend_link(session: Session, token: str, wall: datetime) -> SignIn | None:
    """Spend an address, or a code as `joining.codes.read_letters` reads it, and return whom it lets in.

    None where `find_link` finds nobody, or another was faster.
    """
    found = find_link(session, token, wall)
    if found and execute_count(session, _SPEND, its_hash=_hash(token), wall=wall, at=wall) == 1:
        return found
    return None


def delete_expired(session: Session, wall: datetime) -> int:
    """Delete a batch of addresses that have expired; return how many."""
    old = select(col(SignInLink.id)).where(col(SignInLink.expires_at) < wall).limit(BATCH_SIZE)
    return execute_count(session, delete(SignInLink).where(col(SignInLink.id).in_(old)))


def _create(session: Session, officer_id: int, wall: datetime, valid_for: timedelta) -> str:
    token = secrets.token_urlsafe(_BYTES)
    session.add(
        SignInLink(token_hash=_hash(token), officer_id=officer_id, created_at=wall, expires_at=wall + valid_for)
    )
    return token


def _hash(token: str) -> str:
    # 128 random bits: a slow hash would add nothing.
    return hashlib.sha256(token.encode()).hexdigest()
