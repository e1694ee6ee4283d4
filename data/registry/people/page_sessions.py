"""Sessions of the page: which browser shows which chat. Only hashes of their secrets are stored.

Instants are of the world outside (`wall`), but for those of the audit trail (`now`).
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, func, select, update
from sqlmodel import Session, col

from data.enums import OVERSEEING, Role
from data.models import Agency, ChatLink, Officer, PageSession, PushSubscription
from data.registry.office import audit
from data.registry.people import offices
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.lines import fetch, fetch_first, select_lines
from data.registry.sql.rows import execute_count, fetch_rows, table_of
from data.rules.instants import within
from data.rules.limits.terms import (
    STRANGER_SESSION_TERM,
    SUPERVISOR_SESSION_TERM,
    UNOPENED_PAGE_TERM,
    UNSEEN_SESSION_TERM,
)

CHANNEL = "web"
_BYTES = 32
TOKEN = r"[A-Za-z0-9_-]{43}"  # noqa: S105 - the shape of one, 32 bytes in base64
"""What the secret of a session looks like: nothing else is looked up."""
RENEWED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser's session with whom its chat is linked to now; nobody for a chat of a stranger.

    `oversees`: their person is in a role that sees all agencies, whether the chat speaks for it or not.
    """

    id: int
    chat_id: str
    opened_at: datetime
    seen_at: datetime
    officer_id: int | None
    name: str | None
    role: Role | None
    agency_name: str | None
    oversees: bool

    def is_over(self, wall: datetime) -> bool:
        """Return whether the session has lasted too long for the role that its officer has now."""
        if self.role is None:
            return not within(self.opened_at, wall, STRANGER_SESSION_TERM)
        if self.role in OVERSEEING:
            return not self.may_oversee(wall)
        return not within(self.seen_at, wall, UNSEEN_SESSION_TERM)

    def may_oversee(self, wall: datetime) -> bool:
        """Return whether the session is young enough for roles that see all agencies, whoever its officer is now."""
        return within(self.opened_at, wall, SUPERVISOR_SESSION_TERM)

    def is_shown_all(self, wall: datetime) -> bool:
        """Return whether the session is shown what is for a role of its person that sees all agencies."""
        return self.oversees and self.may_oversee(wall)


@dataclass(frozen=True, slots=True)
class PageUser:
    """An officer with open sessions: how many, and when the page was last seen."""

    officer_id: int
    name: str
    role: Role
    agency_short_name: str
    sessions: int
    seen_at: datetime


_SESSION, _LINK, _OFFICER, _AGENCY = (table_of(one).c for one in (PageSession, ChatLink, Officer, Agency))
_BROWSER = table_of(PushSubscription).c
_LINK_OF_CHAT = and_(_LINK.channel == CHANNEL, _LINK.chat_id == _SESSION.chat_id, _LINK.speaking)
_OTHER_LINK, _OTHER = (table_of(one).alias() for one in (ChatLink, Officer))
_OVERSEES = (
    select(_OTHER.c.id)
    .join(_OTHER_LINK, _OTHER_LINK.c.officer_id == _OTHER.c.id)
    .where(
        _OTHER_LINK.c.channel == CHANNEL,
        _OTHER_LINK.c.chat_id == _SESSION.chat_id,
        _OTHER.c.active,
        _OTHER.c.role.in_(OVERSEEING),
    )
    .correlate(table_of(PageSession))
    .exists()
)
_FIND = (
    select_lines(
        OpenSession,
        _SESSION,
        officer_id=_OFFICER.id,
        name=_OFFICER.name,
        role=_OFFICER.role,
        agency_name=_AGENCY.name,
        oversees=_OVERSEES,
    )
    .join(table_of(ChatLink), _LINK_OF_CHAT, outer=True)
    .join(table_of(Officer), and_(_OFFICER.id == _LINK.officer_id, _OFFICER.active), outer=True)
    .join(table_of(Agency), _AGENCY.id == _OFFICER.agency_id, outer=True)
    .where(_SESSION.token_hash == bindparam("its_hash"), _SESSION.ended_at.is_(None))
)
_RENEW = update(table_of(PageSession)).where(_SESSION.id == bindparam("its_id")).values(seen_at=bindparam("wall"))
_CHATS_OF_OFFICER = (
    select(_LINK.chat_id).where(_LINK.channel == CHANNEL, _LINK.officer_id == bindparam("officer_id"))
).scalar_subquery()
_END = update(table_of(PageSession)).where(_SESSION.ended_at.is_(None)).values(ended_at=bindparam("wall"))
_END_ONE = _END.where(_SESSION.id == bindparam("its_id"))
_END_ALL_OF = _END.where(_SESSION.chat_id.in_(_CHATS_OF_OFFICER))
_SESSIONS_OF_CHAT = select(_SESSION.id).where(_SESSION.chat_id == _LINK.chat_id).correlate(table_of(ChatLink))
_BROWSERS_OF_CHAT = select(_BROWSER.id).where(_BROWSER.chat_id == _LINK.chat_id).correlate(table_of(ChatLink))
_CLOSE_UNOPENED = (
    update(table_of(ChatLink))
    .where(
        _LINK.channel == CHANNEL,
        _LINK.unreachable_since.is_(None),
        _SESSIONS_OF_CHAT.exists(),
        ~_SESSIONS_OF_CHAT.where(_SESSION.ended_at.is_(None), _SESSION.seen_at >= bindparam("since")).exists(),
        ~_BROWSERS_OF_CHAT.exists(),
    )
    .values(unreachable_since=bindparam("now"))
)
_LAST_SEEN = select(func.max(_SESSION.seen_at)).where(
    _SESSION.chat_id == bindparam("chat_id"), _SESSION.ended_at.is_(None)
)
_USERS = (
    select_lines(
        PageUser,
        _OFFICER,
        officer_id=_OFFICER.id,
        agency_short_name=_AGENCY.short_name,
        sessions=func.count(),
        seen_at=func.max(_SESSION.seen_at),
    )
    .join(table_of(ChatLink), _LINK.officer_id == _OFFICER.id)
    .join(table_of(PageSession), _LINK_OF_CHAT)
    .join(table_of(Agency), _AGENCY.id == _OFFICER.agency_id)
    .where(
        _SESSION.ended_at.is_(None),
        _OFFICER.active,
        _SESSION.seen_at > bindparam("after"),
        _OFFICER.role.not_in(OVERSEEING) | (_SESSION.opened_at > bindparam("opened_after")),
    )
    .group_by(_OFFICER.id, _OFFICER.name, _OFFICER.role, _AGENCY.id, _AGENCY.short_name)
    .order_by(_AGENCY.id, _OFFICER.name, _OFFICER.id)
)


def open_session(session: Session, chat_id: str, *, now: datetime, wall: datetime, actor: str) -> str:
    """Open a session on a chat and return its secret, shown only here."""
    token = secrets.token_urlsafe(_BYTES)
    session.add(PageSession(token_hash=_hash(token), chat_id=chat_id, opened_at=wall, seen_at=wall))
    audit.record_action(
        session, now=now, actor=actor, action="page.sign_in", subject=actor, after={"opened_at": wall}
    )
    return token


def find_session(session: Session, token: str, wall: datetime) -> OpenSession | None:
    """Return the session of a secret; None for one that is unknown, was ended or has lasted too long."""
    found = fetch_first(session, _FIND, its_hash=_hash(token))
    return None if found is None or found.is_over(wall) else found


def find_aged_session(session: Session, token: str, wall: datetime) -> OpenSession | None:
    """Return the session of a secret that has lasted too long for the role for which its chat speaks, which sees all
    agencies, and not for others that its person may have; else None.

    It shows nothing: it may only be switched to one of the others. Only one that was seen in such a role since it was
    too old for this one: another was promised to end, and whoever sits at that browser proves nothing.
    """
    found = fetch_first(session, _FIND, its_hash=_hash(token))
    if found is None or found.role not in OVERSEEING or not found.is_over(wall):
        return None
    is_promised_to_end = within(found.opened_at, found.seen_at, SUPERVISOR_SESSION_TERM)
    return found if within(found.seen_at, wall, UNSEEN_SESSION_TERM) and not is_promised_to_end else None


def renew_session(session: Session, session_id: int, wall: datetime) -> None:
    """Save that the page was seen just now."""
    execute_count(session, _RENEW, its_id=session_id, wall=wall)


def end_session(session: Session, found: OpenSession, *, now: datetime, wall: datetime) -> None:
    """End one session, by its own browser."""
    if execute_count(session, _END_ONE, its_id=found.id, wall=wall):
        who = f"officer:{found.officer_id}" if found.officer_id else "stranger"
        _record_end(session, 1, now=now, actor=who, subject=who)


def end_sessions_of(session: Session, officer_id: int, *, now: datetime, wall: datetime, actor: str) -> int:
    """End all sessions of an officer, and of who else their person is; return how many there were."""
    mine = offices.list_ids(session, officer_id)
    ended = sum(execute_count(session, _END_ALL_OF, officer_id=one, wall=wall) for one in mine)
    if ended:
        _record_end(session, ended, now=now, actor=actor, subject=f"officer:{officer_id}")
    return ended


def _record_end(session: Session, ended: int, *, now: datetime, actor: str, subject: str) -> None:
    """Record that sessions were ended; `before` and `after` tell of how many."""
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="page.sign_out",
        subject=subject,
        before={"sessions": ended},
        after={"sessions": 0},
    )


def list_users(session: Session, wall: datetime) -> list[PageUser]:
    """Return the officers whose page is open in some browser, by agency and name."""
    return fetch(session, _USERS, after=wall - UNSEEN_SESSION_TERM, opened_after=wall - SUPERVISOR_SESSION_TERM)


def is_opened(session: Session, chat_id: str, wall: datetime) -> bool:
    """Return whether the page of a chat was seen within `UNOPENED_PAGE_TERM`: so it is a way to reach somebody."""
    seen_at = fetch_rows(session, _LAST_SEEN, chat_id=chat_id).scalar()
    return seen_at is not None and within(seen_at, wall, UNOPENED_PAGE_TERM)


def close_unopened(session: Session, *, now: datetime, wall: datetime) -> int:
    """Note of pages that were not opened within `UNOPENED_PAGE_TERM`, and of which no browser is told, that nobody
    can be reached there; return how many.
    """
    return execute_count(session, _CLOSE_UNOPENED, now=now, since=wall - UNOPENED_PAGE_TERM)


def get_or_link_chat(session: Session, officer_id: int, now: datetime) -> str:
    """Return the officer's chat on the page, which is theirs in all their agencies.

    Where there is none yet, that of who else their person is becomes theirs too, or else a new one is linked.
    """
    offices.lock_person(session, officer_id)
    mine = offices.list_ids(session, officer_id)
    query = (
        select(ChatLink)
        .where(
            col(ChatLink.channel) == CHANNEL,
            col(ChatLink.officer_id).in_(mine),
            ~col(ChatLink.chat_id).startswith(offices.LEFT),
        )
        .order_by((col(ChatLink.officer_id) != officer_id), col(ChatLink.linked_at).desc(), col(ChatLink.id).desc())
    )
    link: ChatLink | None = session.execute(query).scalars().first()
    if link is not None and link.officer_id != officer_id:
        offices.share(session, link, [officer_id], now)
    if link is None:
        link = ChatLink(officer_id=officer_id, channel=CHANNEL, chat_id=new_chat_id(), linked_at=now)
        session.add(link)
        session.flush()
        offices.share(session, link, mine, now)
        audit.record_action(
            session,
            now=now,
            actor=f"officer:{officer_id}",
            action="chat.link",
            subject=CHANNEL,
            before={"officer_id": None},
            after={"officer_id": officer_id},
        )
    return link.chat_id


def new_chat_id() -> str:
    """Return the id of a new chat, which nobody can guess."""
    return secrets.token_urlsafe(18)


def delete_before(session: Session, instant: datetime) -> int:
    """Delete a batch of sessions that were last seen before the real `instant`; return how many."""
    old = select(col(PageSession.id)).where(col(PageSession.seen_at) < instant).limit(BATCH_SIZE)
    return execute_count(session, delete(PageSession).where(col(PageSession.id).in_(old)))


def _hash(token: str) -> str:
    # 256 random bits: a slow hash would add nothing.
    return hashlib.sha256(token.encode()).hexdigest()
