"""Browsers that are told of messages while the page is closed (Web Push). Instants are of the world outside."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, select, true, update
from sqlmodel import Session, col

from data.models import ChatLink, Officer, PageSession, PushSubscription
from data.registry.people import offices
from data.registry.people.page_sessions import CHANNEL, OpenSession
from data.registry.sql.lines import fetch_keyed, select_lines
from data.registry.sql.rows import execute_count, list_parameter, table_of
from data.rules.instants import within
from data.rules.limits.terms import UNSEEN_SESSION_TERM

AT_MOST = 10
"""Browsers of one chat; a further one takes the place of the oldest."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A browser: where notices for it go, and what they are encrypted for.

    `signed_in`: its session lasts, so what the page shows may be named.
    """

    id: int
    endpoint: str
    public_key: str
    secret: str
    signed_in: bool


_PUSH, _SESSION, _LINK, _OFFICER = (table_of(model).c for model in (PushSubscription, PageSession, ChatLink, Officer))
_THEIRS = select(_LINK.officer_id).join(table_of(Officer), and_(_OFFICER.id == _LINK.officer_id, _OFFICER.active))
_THEIRS = _THEIRS.where(_LINK.channel == CHANNEL, _LINK.chat_id == bindparam("chat_id"))
"""The officers whom the person of a chat is in it: a browser of one is told of the messages to all."""
_OF_CHAT = (
    select_lines(Subscription, _PUSH, signed_in=true())
    .join(table_of(PageSession), and_(_SESSION.id == _PUSH.session_id, _SESSION.ended_at.is_(None)))
    .join(table_of(ChatLink), and_(_LINK.channel == CHANNEL, _LINK.chat_id == _PUSH.chat_id))
    .join(table_of(Officer), and_(_OFFICER.id == _LINK.officer_id, _OFFICER.active))
    .where(_PUSH.chat_id == bindparam("chat_id"), _PUSH.officer_id.in_(_THEIRS))
    .order_by(_PUSH.id, _OFFICER.id)
    .keyed_by(_SESSION.id, _SESSION.opened_at, _SESSION.seen_at, _OFFICER.id, _OFFICER.name, _OFFICER.role)
)
_BY_ENDPOINT = delete(table_of(PushSubscription)).where(_PUSH.endpoint_hash == bindparam("its_hash"))
_AGAIN = (
    update(table_of(PushSubscription))
    .where(
        _PUSH.endpoint_hash == bindparam("its_hash"),
        _PUSH.chat_id == bindparam("its_chat"),
        _PUSH.officer_id.in_(list_parameter("its_officers")),
    )
    .values(session_id=bindparam("to_session"))
)
_FORGET = delete(table_of(PushSubscription)).where(_PUSH.id.in_(list_parameter("ids")))


def subscribe(
    session: Session, page: OpenSession, officer_id: int, endpoint: str, public_key: str, secret: str, wall: datetime
) -> None:
    """Tell the browser of a session of messages from now on; what it subscribed to before is void."""
    unsubscribe(session, endpoint)
    kept = select(col(PushSubscription.id)).where(col(PushSubscription.chat_id) == page.chat_id)
    ids = list(session.execute(kept.order_by(col(PushSubscription.id).desc())).scalars())
    if too_many := ids[AT_MOST - 1 :]:
        execute_count(session, _FORGET, ids=too_many)
    session.add(
        PushSubscription(
            endpoint_hash=_hash(endpoint),
            session_id=page.id,
            chat_id=page.chat_id,
            officer_id=officer_id,
            endpoint=endpoint,
            public_key=public_key,
            secret=secret,
            created_at=wall,
        )
    )
    session.flush()


def go_on(session: Session, page: OpenSession, officer_id: int, endpoint: str) -> bool:
    """Tell a browser further, from another session of the same person; False for one that is not told of theirs."""
    officer_ids = offices.list_ids(session, officer_id)
    about = {"its_hash": _hash(endpoint), "its_chat": page.chat_id, "its_officers": officer_ids}
    return execute_count(session, _AGAIN, **about, to_session=page.id) == 1


def unsubscribe(session: Session, endpoint: str) -> None:
    """Tell a browser of nothing any more."""
    execute_count(session, _BY_ENDPOINT, its_hash=_hash(endpoint))


def list_open(session: Session, chat_id: str, wall: datetime) -> list[Subscription]:
    """Return the browsers of a chat that were its officer's when they asked to be told.

    Those that were left, or had the page open longer ago than `UNUSED`, are told no more. Others whose session has
    lasted as long as it may, as that of a supervisor after a working day, only hear that there is something: also if
    they are a supervisor beside another officer.
    """
    found: dict[int, Subscription] = {}
    for (session_id, opened_at, seen_at, officer_id, name, role), line in fetch_keyed(
        session, _OF_CHAT, chat_id=chat_id
    ):
        page = OpenSession(session_id, chat_id, opened_at, seen_at, officer_id, name, role, None)
        if within(seen_at, wall, UNSEEN_SESSION_TERM):
            is_signed_in = not page.is_over(wall) and found.get(line.id, line).signed_in
            found[line.id] = replace(line, signed_in=is_signed_in)
    return [*found.values()]


def forget(session: Session, ids: list[int]) -> None:
    """Delete browsers whose push services know them no more."""
    execute_count(session, _FORGET, ids=ids)


def _hash(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()
