"""Officers and the chats they are linked to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, or_, select, update
from sqlmodel import Session, col

from data.enums import Role
from data.errors import InvitationRefused
from data.models import Agency, ChatLink, Dialogue, Officer
from data.registry.office import audit
from data.registry.people.succession import closing
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of


@dataclass(frozen=True, slots=True)
class Identity:
    """An officer as seen from one chat. `asked`: the bot's question waits for this chat's answer.

    `heard_at` is when (UTC), to the day, the chat wrote last; None: not since it was linked.
    """

    officer_id: int
    name: str
    role: Role
    agency_id: int
    agency_code: str
    agency_name: str
    agency_short_name: str
    unreachable_since: datetime | None
    asked: bool = False
    heard_at: datetime | None = None


_OFFICER, _AGENCY, _LINK, _DIALOGUE = (table_of(model).c for model in (Officer, Agency, ChatLink, Dialogue))
_SAME_CHAT = and_(_DIALOGUE.channel == _LINK.channel, _DIALOGUE.chat_id == _LINK.chat_id)
_IDENTITY = (
    select_lines(
        Identity,
        _OFFICER,
        officer_id=_OFFICER.id,
        agency_code=_AGENCY.code,
        agency_name=_AGENCY.name,
        agency_short_name=_AGENCY.short_name,
        unreachable_since=_LINK.unreachable_since,
        asked=_DIALOGUE.step.is_not(None),
        heard_at=_LINK.heard_at,
    )
    .join(table_of(ChatLink), _LINK.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .join(table_of(Dialogue), _SAME_CHAT, outer=True)
    .where(_LINK.channel == bindparam("channel"), _LINK.chat_id == bindparam("chat_id"), _OFFICER.active)
)

_MARK_HEARD = (
    update(table_of(ChatLink))
    .where(_LINK.channel == bindparam("of_channel"), _LINK.chat_id == bindparam("of_chat"))
    .values(heard_at=bindparam("now"), unreachable_since=None)
)


def identify(session: Session, channel: str, chat_id: str) -> Identity | None:
    """Return the active officer this chat is linked to; None for a stranger."""
    return fetch_first(session, _IDENTITY, channel=channel, chat_id=chat_id)


def enrol(
    session: Session,
    *,
    agency_id: int,
    role: Role,
    name: str,
    channel: str,
    chat_id: str,
    now: datetime,
    replaces_id: int | None = None,
    last_day: date | None = None,
) -> Identity:
    """Create an officer and link the chat to them, for whom it speaks from now on.

    Whom it spoke for before is closed whole, and so is the officer `replaces_id`: the new one is the same person.
    `last_day` (Viet Nam) ends their office. Raises NotAllowed if no administrator would be left.
    """
    link = _find_link(session, channel, chat_id)
    former = [one for one in (link.officer_id if link else None, replaces_id) if one is not None]
    officer = Officer(
        agency_id=agency_id,
        name=name,
        role=role,
        created_at=now,
        same_as_id=_first_identity(session, former),
        last_day=last_day,
    )
    session.add(officer)
    session.flush()
    assert officer.id is not None  # noqa: S101 - a flushed row has its key
    _close_former(session, former, officer.id, now)
    linked_before = link.officer_id if link else None
    _save_link(session, link, officer.id, channel, chat_id, now)
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{officer.id}",
        action="chat.link",
        subject=channel,
        before={"officer_id": linked_before},
        after={"officer_id": officer.id, "name": name, "role": role, "agency_id": agency_id},
    )
    found = identify(session, channel, chat_id)
    assert found is not None  # noqa: S101 - linked above
    return found


def mark_heard(session: Session, channel: str, chat_id: str, now: datetime) -> None:
    """Save that a chat wrote to us; it can be reached then."""
    execute_count(session, _MARK_HEARD, of_channel=channel, of_chat=chat_id, now=now)


def move_officer(session: Session, officer_id: int, *, channel: str, chat_id: str, now: datetime) -> Identity:
    """Link a chat to an officer in place of their chats on the other bots of its provider ("zalo-1", "zalo-2").

    Whom it spoke for before is closed whole. Raises InvitationRefused for an officer who has left, and NotAllowed if
    no administrator would be left.
    """
    provider, left = channel.partition("-")[0], []
    others = select(ChatLink).where(col(ChatLink.officer_id) == officer_id)
    for other in session.execute(others).scalars():
        if other.channel.partition("-")[0] == provider and other.channel != channel:
            other.unreachable_since = other.unreachable_since or now
            left.append(other.channel)
    link = _find_link(session, channel, chat_id)
    linked_before = link.officer_id if link else None
    if link and link.officer_id != officer_id:
        _first_identity(session, [officer_id, link.officer_id])
        _close_former(session, [link.officer_id], officer_id, now)
    _save_link(session, link, officer_id, channel, chat_id, now)
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{officer_id}",
        action="chat.link",
        subject=channel,
        before={"officer_id": linked_before, "channels": left},
        after={"officer_id": officer_id, "channels": [channel]},
    )
    found = identify(session, channel, chat_id)
    if found is None:  # who has left in the meantime
        raise InvitationRefused("unknown")
    return found


def mark_reachable(session: Session, channel: str, chat_id: str) -> None:
    """Mark a chat as reachable, since it wrote to us."""
    link = _find_link(session, channel, chat_id)
    if link and link.unreachable_since:
        link.unreachable_since = None


def mark_unreachable(session: Session, channel: str, chat_id: str, now: datetime) -> None:
    """Mark a chat as unreachable, since the officer blocked the bot or left."""
    link = _find_link(session, channel, chat_id)
    if link and not link.unreachable_since:
        link.unreachable_since = now


def move_chat(session: Session, channel: str, old: str, new: str) -> bool:
    """Save the new id that the channel gave a chat. False, and nothing happens, if it is linked already."""
    link = _find_link(session, channel, old)
    if link and _find_link(session, channel, new):
        return False
    if link:
        link.chat_id = new
    return True


def _close_former(session: Session, former: Sequence[int], officer_id: int, now: datetime) -> None:
    """Close the identities in whose place `officer_id` is now."""
    actor = f"officer:{officer_id}"
    for one in dict.fromkeys(former):
        closed = session.get_one(Officer, one)
        if closing.close_identity(session, one, now):
            audit.record_action(
                session,
                now=now,
                actor=actor,
                action="officer.close",
                subject=f"officer:{one}",
                before={"name": closed.name, "role": closed.role, "agency_id": closed.agency_id, "active": True},
                after={"active": False, "officer_id": officer_id},
            )


def _save_link(
    session: Session, link: ChatLink | None, officer_id: int, channel: str, chat_id: str, now: datetime
) -> None:
    link = link or ChatLink(officer_id=officer_id, channel=channel, chat_id=chat_id, linked_at=now)
    link.officer_id, link.linked_at, link.unreachable_since, link.heard_at = officer_id, now, None, now
    session.add(link)
    session.flush()


def _find_link(session: Session, channel: str, chat_id: str) -> ChatLink | None:
    return session.execute(
        select(ChatLink).where(col(ChatLink.channel) == channel, col(ChatLink.chat_id) == chat_id)
    ).scalar_one_or_none()


def _first_identity(session: Session, former: Sequence[int]) -> int | None:
    """Return the first officer of the person who was all the `former` ones; None if there are none."""
    firsts = [one.same_as_id or one.id for one in (session.get_one(Officer, key) for key in former)]
    for other in firsts[1:]:
        theirs = or_(col(Officer.id) == other, col(Officer.same_as_id) == other)
        execute_count(
            session, update(Officer).where(theirs, col(Officer.id) != firsts[0]).values(same_as_id=firsts[0])
        )
    return firsts[0] if firsts else None
