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
from data.registry.people import offices
from data.registry.people.succession import closing
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, fetch_rows, table_of


@dataclass(frozen=True, slots=True)
class Identity:
    """An officer as seen from one chat. `asked`: the bot's question waits for this chat's answer.

    `several`: the chat is theirs in other agencies as well (`data.registry.people.offices`): an answer must tell for
    which.
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
    several: bool = False


_OFFICER, _AGENCY, _LINK, _DIALOGUE = (table_of(model).c for model in (Officer, Agency, ChatLink, Dialogue))
_SAME_CHAT = and_(_DIALOGUE.channel == _LINK.channel, _DIALOGUE.chat_id == _LINK.chat_id)
_BESIDE, _ELSEWHERE = table_of(ChatLink).alias("beside"), table_of(Officer).alias("elsewhere")
_SEVERAL = (
    select(_BESIDE.c.id)
    .join(_ELSEWHERE, _BESIDE.c.officer_id == _ELSEWHERE.c.id)
    .where(
        _BESIDE.c.channel == _LINK.channel,
        _BESIDE.c.chat_id == _LINK.chat_id,
        _BESIDE.c.id != _LINK.id,
        _ELSEWHERE.c.active,
    )
    .correlate(table_of(ChatLink))
    .exists()
)
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
        several=_SEVERAL,
    )
    .join(table_of(ChatLink), _LINK.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .join(table_of(Dialogue), _SAME_CHAT, outer=True)
    .where(
        _LINK.channel == bindparam("channel"), _LINK.chat_id == bindparam("chat_id"), _LINK.speaking, _OFFICER.active
    )
)

_OF_CHAT = update(table_of(ChatLink)).where(_LINK.id.in_(offices.LINKS_OF_CHAT))
_MARK_HEARD = _OF_CHAT.values(heard_at=bindparam("now"), unreachable_since=None)
_MARK_REACHABLE = (
    _OF_CHAT.where(_LINK.unreachable_since.is_not(None)).values(unreachable_since=None).returning(_LINK.id)
)
_MARK_UNREACHABLE = (
    _OF_CHAT.where(_LINK.unreachable_since.is_(None)).values(unreachable_since=bindparam("now")).returning(_LINK.id)
)


def identify(session: Session, channel: str, chat_id: str) -> Identity | None:
    """Return the active officer for whom this chat speaks; None for a stranger."""
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
    Who else that is in other agencies goes on: in this chat, and where it was none of theirs, in no other any more.
    A chat of the very person who is replaced leaves nobody but whom the code replaces. `last_day` (Viet Nam) ends
    their office. Raises NotAllowed if no administrator would be left, or if somebody would be in one agency twice.
    """
    replaced = _list_replaced(session, replaces_id)
    linked_before = _find_speaker(session, channel, chat_id)
    is_theirs = linked_before in replaced
    former = [one for one in (None if is_theirs else linked_before, replaces_id) if one is not None]
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
    _save_link(session, channel, chat_id, officer.id, now, in_place_of=replaces_id if is_theirs else linked_before)
    if replaced and not is_theirs:
        offices.follow(session, replaced[1:], officer.id, channel, chat_id, now)
    offices.refuse_twins(session, officer.id)
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


def add_office(
    session: Session,
    officer_id: int,
    *,
    agency_id: int,
    role: Role,
    channel: str,
    chat_id: str,
    now: datetime,
    last_day: date | None = None,
) -> Identity:
    """Let the person of a chat, who is this officer, be one of another agency as well, for which it speaks then.

    Raises NotAllowed if they are an officer there already.
    """
    added = offices.add(session, officer_id, agency_id=agency_id, role=role, last_day=last_day, now=now)
    offices.set_speaking(session, channel, chat_id, added)
    found = identify(session, channel, chat_id)
    assert found is not None  # noqa: S101 - linked above
    return found


def move_officer(session: Session, officer_id: int, *, channel: str, chat_id: str, now: datetime) -> Identity:
    """Link a chat to an officer in place of their chats on the other bots of its provider ("zalo-1", "zalo-2").

    Whom it spoke for before is closed whole, unless that is the same person in another agency. Raises
    InvitationRefused for an officer who has left, and NotAllowed if no administrator would be left, or if somebody
    would be in one agency twice.
    """
    provider, left = channel.partition("-")[0], []
    others = select(ChatLink).where(col(ChatLink.officer_id) == officer_id)
    for other in session.execute(others).scalars():
        if other.channel.partition("-")[0] == provider and other.channel != channel:
            other.unreachable_since = other.unreachable_since or now
            left.append(other.channel)
    offices.lock_person(session, officer_id)
    linked_before = _find_speaker(session, channel, chat_id)
    if linked_before is None or linked_before in offices.list_ids(session, officer_id):
        _save_link(session, channel, chat_id, officer_id, now)
    else:
        _first_identity(session, [officer_id, linked_before])
        _close_former(session, [linked_before], officer_id, now)
        _save_link(session, channel, chat_id, officer_id, now, in_place_of=linked_before)
    offices.refuse_twins(session, officer_id)
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
    if fetch_rows(session, _MARK_REACHABLE, of_channel=channel, of_chat=chat_id).all():
        session.expire_all()


def mark_unreachable(session: Session, channel: str, chat_id: str, now: datetime) -> set[int]:
    """Mark a chat as unreachable, since the officer blocked the bot or left; return the links that were not yet."""
    found = fetch_rows(session, _MARK_UNREACHABLE, of_channel=channel, of_chat=chat_id, now=now).scalars().all()
    if found:
        session.expire_all()
    return set(found)


def move_chat(session: Session, channel: str, old: str, new: str) -> bool:
    """Save the new id that the channel gave a chat. False, and nothing happens, if it is linked already."""
    links = _list_links(session, channel, old)
    if links and _list_links(session, channel, new):
        return False
    for link in links:
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
    session: Session,
    channel: str,
    chat_id: str,
    officer_id: int,
    now: datetime,
    *,
    in_place_of: int | None = None,
) -> None:
    """Link a chat to an officer, for whom it speaks from now on; the link of another may become theirs."""
    links = {link.officer_id: link for link in _list_links(session, channel, chat_id)}
    link = links.get(officer_id) or (links.get(in_place_of) if in_place_of is not None else None)
    if link is None:
        link = ChatLink(officer_id=officer_id, channel=channel, chat_id=chat_id, linked_at=now, speaking=not links)
    link.officer_id, link.linked_at, link.unreachable_since, link.heard_at = officer_id, now, None, now
    session.add(link)
    offices.set_speaking(session, channel, chat_id, officer_id)


def _find_speaker(session: Session, channel: str, chat_id: str) -> int | None:
    """Return the officer, in office or not, for whom a chat speaks; None for one that is linked to nobody."""
    return next((link.officer_id for link in _list_links(session, channel, chat_id) if link.speaking), None)


def _list_links(session: Session, channel: str, chat_id: str) -> Sequence[ChatLink]:
    """Return the links of a chat: one for each agency in which its person is, or was, an officer."""
    query = select(ChatLink).where(col(ChatLink.channel) == channel, col(ChatLink.chat_id) == chat_id)
    fresh = query.order_by(col(ChatLink.id)).execution_options(populate_existing=True)
    return session.execute(fresh).scalars().all()


def _list_replaced(session: Session, replaces_id: int | None) -> list[int]:
    """Return an officer who is replaced, first, and who else their person is; nobody for None."""
    if replaces_id is None:
        return []
    offices.lock_person(session, replaces_id)
    return offices.list_ids(session, replaces_id)


def _first_identity(session: Session, former: Sequence[int]) -> int | None:
    """Return the first officer of the person who was all the `former` ones; None if there are none."""
    firsts = [one.same_as_id or one.id for one in (session.get_one(Officer, key) for key in former)]
    for other in firsts[1:]:
        theirs = or_(col(Officer.id) == other, col(Officer.same_as_id) == other)
        execute_count(
            session, update(Officer).where(theirs, col(Officer.id) != firsts[0]).values(same_as_id=firsts[0])
        )
    return firsts[0] if firsts else None
