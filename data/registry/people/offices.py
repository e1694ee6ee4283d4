"""Officers who are one person at the same time: somebody who serves several agencies, from the same chats.

Each agency has an officer of its own, with rows of the same chats (`ChatLink`), so reminders, figures and the audit
trail need know nothing of it. A chat speaks for one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from data.enums import Role
from data.models import Agency, ChatLink, Officer, PushOrder
from data.registry.office import audit
from data.registry.people import preferences
from data.registry.people.preferences import NO_CHOICE
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import table_of


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One of the agencies for which a chat can speak; `speaking`: it does."""

    officer_id: int
    role: Role
    agency_id: int
    agency_name: str
    agency_short_name: str
    speaking: bool


_OFFICER, _AGENCY, _LINK = (table_of(model).c for model in (Officer, Agency, ChatLink))
_OFFICES = (
    select_lines(
        OfficeLine,
        _OFFICER,
        officer_id=_OFFICER.id,
        agency_name=_AGENCY.name,
        agency_short_name=_AGENCY.short_name,
        speaking=_LINK.speaking,
    )
    .join(table_of(ChatLink), _LINK.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .where(_LINK.channel == bindparam("channel"), _LINK.chat_id == bindparam("chat_id"), _OFFICER.active)
    .order_by(_OFFICER.id)
)


def list_offices(session: Session, channel: str, chat_id: str) -> list[OfficeLine]:
    """Return the officers that the person of a chat is, in the order in which they became them."""
    return fetch(session, _OFFICES, channel=channel, chat_id=chat_id)


def list_beside(session: Session, officer_id: int) -> list[int]:
    """Return the ids of the officers in office that the same person is, this one among them, the first first."""
    return [one.officer_id for one in list_person(session, officer_id)] or [officer_id]


def list_person(session: Session, officer_id: int) -> list[OfficeLine]:
    """Return the officers in office with whom this one shares a chat, this one among them, each once."""
    chats = select(col(ChatLink.channel), col(ChatLink.chat_id)).where(col(ChatLink.officer_id) == officer_id)
    found = {
        one.officer_id: one
        for channel, chat_id in session.execute(chats.order_by(col(ChatLink.id))).all()
        for one in list_offices(session, channel, chat_id)
    }
    return [found[one] for one in sorted(found)]


def speak_for(session: Session, channel: str, chat_id: str, officer_id: int, now: datetime) -> bool:
    """Let a chat speak for another of its person's agencies. False if it is none of theirs, or does already."""
    offices = list_offices(session, channel, chat_id)
    before = next((one for one in offices if one.speaking), None)
    wanted = next((one for one in offices if one.officer_id == officer_id), None)
    if wanted is None or wanted.speaking:
        return False
    set_speaking(session, channel, chat_id, officer_id)
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{officer_id}",
        action="officer.speak",
        subject=f"officer:{officer_id}",
        before={"officer_id": before.officer_id if before else None},
        after={"officer_id": officer_id},
    )
    return True


def add(
    session: Session,
    officer_id: int,
    *,
    agency_id: int,
    role: Role,
    last_day: date | None,
    channel: str,
    chat_id: str,
    now: datetime,
) -> int:
    """Let an officer be one of another agency as well, and speak for it in this chat; return the id there.

    All their chats are those of both; the hour of the digest and the order of the ways are the same.
    """
    me = session.get_one(Officer, officer_id)
    officer = Officer(
        agency_id=agency_id,
        name=me.name,
        role=role,
        created_at=now,
        same_as_id=me.same_as_id or me.id,
        last_day=last_day,
    )
    session.add(officer)
    session.flush()
    assert officer.id is not None  # noqa: S101 - a flushed row has its key
    links = session.execute(select(ChatLink).where(col(ChatLink.officer_id) == officer_id)).scalars().all()
    for link in links:
        share(session, link, [officer.id], now)
    set_speaking(session, channel, chat_id, officer.id)
    _copy_choices(session, officer_id, officer.id, now)
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{officer.id}",
        action="officer.add",
        subject=f"officer:{officer.id}",
        before={"officer_id": officer_id},
        after={"name": me.name, "role": role, "agency_id": agency_id, "officer_id": officer.id},
    )
    return officer.id


def share(session: Session, link: ChatLink, officer_ids: Sequence[int], now: datetime) -> None:
    """Let a chat be that of these officers too, for whom it does not speak."""
    known = select(col(ChatLink.officer_id)).where(
        col(ChatLink.channel) == link.channel, col(ChatLink.chat_id) == link.chat_id
    )
    for one in set(officer_ids) - set(session.execute(known).scalars()):
        session.add(
            ChatLink(
                officer_id=one,
                channel=link.channel,
                chat_id=link.chat_id,
                linked_at=now,
                unreachable_since=link.unreachable_since,
                heard_at=link.heard_at,
                speaking=False,
            )
        )
    session.flush()


def hand_over_speech(session: Session, officer_id: int) -> None:
    """Let the chats of an officer who has left speak for who else their person is."""
    links = session.execute(select(ChatLink).where(col(ChatLink.officer_id) == officer_id)).scalars().all()
    for link in links:
        offices = list_offices(session, link.channel, link.chat_id)
        if link.speaking and offices:
            set_speaking(session, link.channel, link.chat_id, offices[0].officer_id)


def set_speaking(session: Session, channel: str, chat_id: str, officer_id: int) -> None:
    """Let a chat speak for this officer, who is one of its own."""
    query = select(ChatLink).where(col(ChatLink.channel) == channel, col(ChatLink.chat_id) == chat_id)
    for link in session.execute(query).scalars():
        link.speaking = link.officer_id == officer_id
    session.flush()


def _copy_choices(session: Session, from_id: int, to_id: int, now: datetime) -> None:
    hour = preferences.get(session, from_id).hour
    if hour != NO_CHOICE.hour:
        preferences.save(session, to_id, replace(NO_CHOICE, hour=hour), now=now)
    if order := session.get(PushOrder, from_id):
        session.add(PushOrder(officer_id=to_id, ways=list(order.ways)))
