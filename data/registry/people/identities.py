"""Officers and the chats they are linked to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session, col

from data.enums import Role
from data.errors import InvitationRefused
from data.models import Agency, ChatLink, Dialogue, Officer
from data.registry.office import audit
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import table_of


@dataclass(frozen=True, slots=True)
class Identity:
    """An officer as seen from one chat. `asked`: the bot's question waits for this chat's answer."""

    officer_id: int
    name: str
    role: Role
    agency_id: int
    agency_code: str
    agency_name: str
    agency_short_name: str
    unreachable_since: datetime | None
    asked: bool = False


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
    )
    .join(table_of(ChatLink), _LINK.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .join(table_of(Dialogue), _SAME_CHAT, outer=True)
    .where(_LINK.channel == bindparam("channel"), _LINK.chat_id == bindparam("chat_id"), _OFFICER.active)
)


def identify(session: Session, channel: str, chat_id: str) -> Identity | None:
    """Return the active officer this chat is linked to; None for a stranger."""
    return fetch_first(session, _IDENTITY, channel=channel, chat_id=chat_id)


def enrol(
    session: Session, *, agency_id: int, role: Role, name: str, channel: str, chat_id: str, now: datetime
) -> Identity:
    """Create an officer and link the chat to them; a chat linked to somebody else is linked anew."""
    officer = Officer(agency_id=agency_id, name=name, role=role, created_at=now)
    session.add(officer)
    session.flush()
    assert officer.id is not None  # noqa: S101 - a flushed row has its key
    link = _find_link(session, channel, chat_id) or ChatLink(
        officer_id=officer.id, channel=channel, chat_id=chat_id, linked_at=now
    )
    link.officer_id, link.linked_at, link.unreachable_since = officer.id, now, None
    session.add(link)
    session.flush()
    audit.record_action(session, now=now, actor=f"officer:{officer.id}", action="chat.link", subject=channel)
    found = identify(session, channel, chat_id)
    assert found is not None  # noqa: S101 - linked two lines above
    return found


def move_officer(session: Session, officer_id: int, *, channel: str, chat_id: str, now: datetime) -> Identity:
    """Link a chat to an officer in place of their chats on the other bots of its provider ("zalo-1", "zalo-2")."""
    provider = channel.partition("-")[0]
    others = select(ChatLink).where(col(ChatLink.officer_id) == officer_id)
    for link in session.execute(others).scalars():
        if link.channel.partition("-")[0] == provider and link.channel != channel:
            link.unreachable_since = link.unreachable_since or now
    link_here = _find_link(session, channel, chat_id) or ChatLink(
        officer_id=officer_id, channel=channel, chat_id=chat_id, linked_at=now
    )
    link_here.officer_id, link_here.linked_at, link_here.unreachable_since = officer_id, now, None
    session.add(link_here)
    session.flush()
    audit.record_action(session, now=now, actor=f"officer:{officer_id}", action="chat.link", subject=channel)
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


def _find_link(session: Session, channel: str, chat_id: str) -> ChatLink | None:
    return session.execute(
        select(ChatLink).where(col(ChatLink.channel) == channel, col(ChatLink.chat_id) == chat_id)
    ).scalar_one_or_none()
