"""Officers who are one person at the same time: somebody who serves several agencies from the same chats.

Each agency has an officer of its own, with rows of the same chats (`ChatLink`), so that reminders, figures and the
audit trail need know nothing of it. A chat speaks for one of them. Changes of a person lock them first: two taps, or
two codes at once, are one after the other.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from data.enums import OVERSEEING, Role
from data.errors import NotAllowed
from data.models import Agency as AgencyRow
from data.models import ChatLink, Officer, PushOrder
from data.registry.conversations import dialogues
from data.registry.office import audit
from data.registry.people import preferences
from data.registry.people.preferences import NO_CHOICE
from data.registry.people.succession.same_person import is_person_of, person_of
from data.registry.sql.lines import LineQuery, fetch, select_lines
from data.registry.sql.rows import execute_count, fetch_rows, table_of


@dataclass(frozen=True, slots=True)
class Office:
    """An officer in office whom a person is; `speaking`: the chat that is asked about speaks for this one."""

    officer_id: int
    role: Role
    agency_id: int
    agency_name: str
    agency_short_name: str
    speaking: bool


LEFT = "left-"
"""The beginning of the id of a chat that is none any more; its row's number follows."""
_OFFICER, _AGENCY, _LINK = (table_of(model).c for model in (Officer, AgencyRow, ChatLink))


def _select(speaking: object) -> LineQuery[Office]:
    return (
        select_lines(
            Office,
            _OFFICER,
            officer_id=_OFFICER.id,
            agency_name=_AGENCY.name,
            agency_short_name=_AGENCY.short_name,
            speaking=speaking,
        )
        .join(table_of(AgencyRow), _OFFICER.agency_id == _AGENCY.id)
        .where(_OFFICER.active)
        .order_by(_OFFICER.id)
    )


_OF_CHAT = (
    _select(_LINK.speaking)
    .join(table_of(ChatLink), _LINK.officer_id == _OFFICER.id)
    .where(_LINK.channel == bindparam("of_channel"), _LINK.chat_id == bindparam("of_chat"))
)
_OF_PERSON = _select(_OFFICER.id == bindparam("of_officer")).where(is_person_of(_OFFICER, bindparam("of_officer")))
_THIS_CHAT = (_LINK.channel == bindparam("of_channel"), _LINK.chat_id == bindparam("of_chat"))
_ITS = table_of(ChatLink).alias("its").c
LINKS_OF_CHAT = (
    select(_ITS.id)
    .where(_ITS.channel == bindparam("of_channel"), _ITS.chat_id == bindparam("of_chat"))
    .order_by(_ITS.id)
    .with_for_update()
)
"""The links of a chat, locked in their order: who changes several in any other waits for who waits for them."""
_SILENCE = (
    update(table_of(ChatLink))
    .where(_LINK.id.in_(LINKS_OF_CHAT), _LINK.officer_id != bindparam("of_officer"), _LINK.speaking)
    .values(speaking=False)
)
_SPEAK = (
    update(table_of(ChatLink))
    .where(*_THIS_CHAT, _LINK.officer_id == bindparam("of_officer"), ~_LINK.speaking)
    .values(speaking=True)
)


def list_of_chat(session: Session, channel: str, chat_id: str) -> list[Office]:
    """Return whom the person of a chat is in it, in the order in which they became them."""
    return fetch(session, _OF_CHAT, of_channel=channel, of_chat=chat_id)


def list_of_person(session: Session, officer_id: int) -> list[Office]:
    """Return whom the person of an officer is, this one too while in office, in the order in which they were made."""
    return fetch(session, _OF_PERSON, of_officer=officer_id)


def list_ids(session: Session, officer_id: int) -> list[int]:
    """Return the ids of `list_of_person`, and that of the officer, first."""
    return list(dict.fromkeys([officer_id, *(one.officer_id for one in list_of_person(session, officer_id))]))


def lock_person(session: Session, officer_id: int) -> None:
    """Let nobody else change whom this person is, or speaks for, until the unit of work ends."""
    session.flush()
    first = select(person_of(_OFFICER)).where(_OFFICER.id == officer_id).scalar_subquery()
    fetch_rows(session, select(_OFFICER.id).where(_OFFICER.id == first).with_for_update(key_share=True)).all()


def speak_for(session: Session, channel: str, chat_id: str, officer_id: int, now: datetime) -> bool:
    """Let a chat speak for another officer whom its person is, and end what was asked of the one before.

    False if that is none, or is spoken for already.
    """
    lock_person(session, officer_id)
    offices = list_of_chat(session, channel, chat_id)
    wanted = next((one for one in offices if one.officer_id == officer_id), None)
    if wanted is None or wanted.speaking:
        return False
    before = next((one.officer_id for one in offices if one.speaking), None)
    dialogues.close_question(session, channel, chat_id)
    set_speaking(session, channel, chat_id, officer_id)
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{officer_id}",
        action="officer.speak",
        subject=f"officer:{officer_id}",
        before={"officer_id": before},
        after={"officer_id": officer_id},
    )
    return True


def add(
    session: Session, officer_id: int, *, agency_id: int, role: Role, last_day: date | None, now: datetime
) -> int:
    """Let the person of an officer be one of another agency as well; return the id there.

    All chats are those of both, and speak for whom they spoke for; the hour of the digest and the order of ways begin
    alike. Raises NotAllowed as `refuse_twins`.
    """
    lock_person(session, officer_id)
    me = session.get_one(Officer, officer_id, populate_existing=True)
    if not me.active:  # closed in the meantime
        raise NotAllowed("stranger")
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
    refuse_twins(session, officer.id)
    share_chats(session, officer_id, officer.id, now)
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


def refuse_twins(session: Session, officer_id: int) -> None:
    """Raise NotAllowed("officer.twin") if the person of an officer is another one of the same agency."""
    offices = list_of_person(session, officer_id)
    mine = [one for one in offices if one.officer_id == officer_id]
    if any(one.agency_id == me.agency_id for me in mine for one in offices if one != me):
        raise NotAllowed("officer.twin")


def share_chats(session: Session, from_id: int, to_id: int, now: datetime) -> None:
    """Let the chats of an officer be those of who else their person is; whom they speak for stays."""
    chats = select(ChatLink).where(col(ChatLink.officer_id) == from_id, ~col(ChatLink.chat_id).startswith(LEFT))
    for link in session.execute(chats).scalars().all():
        share(session, link, [to_id], now)


def share(session: Session, link: ChatLink, officer_ids: Collection[int], now: datetime) -> None:
    """Let a chat be that of these officers too, without speaking for them."""
    known = select(col(ChatLink.officer_id)).where(
        col(ChatLink.channel) == link.channel, col(ChatLink.chat_id) == link.chat_id
    )
    for one in sorted(set(officer_ids) - set(session.execute(known).scalars())):
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


def follow(
    session: Session, officer_ids: Collection[int], to_id: int, channel: str, chat_id: str, now: datetime
) -> None:
    """Let these officers, who are one person, leave all their chats and share this one with `to_id`, who is that too.

    A role that sees all agencies is shared only with one that does, whose code waits for a second administrator: with
    another, its chats end all the same, and it is given by a code of its own.
    """
    taken = session.get_one(Officer, to_id)
    for officer_id in officer_ids:
        _leave_chats(session, officer_id, channel, chat_id, now)
    carried = [one for one in officer_ids if taken.role in OVERSEEING or _role_of(session, one) not in OVERSEEING]
    here = select(ChatLink).where(
        col(ChatLink.channel) == channel, col(ChatLink.chat_id) == chat_id, col(ChatLink.officer_id) == to_id
    )
    share(session, session.execute(here).scalar_one(), carried, now)


def _role_of(session: Session, officer_id: int) -> Role:
    return session.get_one(Officer, officer_id).role


def _leave_chats(session: Session, officer_id: int, channel: str, chat_id: str, now: datetime) -> None:
    """End an officer's chats but for one. Rows to which messages refer stay, closed, and name no chat any more."""
    links = select(ChatLink).where(col(ChatLink.officer_id) == officer_id).order_by(col(ChatLink.id))
    for link in session.execute(links.execution_options(populate_existing=True)).scalars().all():
        if (link.channel, link.chat_id) == (channel, chat_id):
            continue
        left, link.speaking = (link.channel, link.chat_id), False
        dialogues.delete_dialogue(session, *left)
        session.flush()
        link.chat_id, link.speaking = f"{LEFT}{link.id}", True
        link.unreachable_since = link.unreachable_since or now
        session.flush()
        _let_somebody_speak(session, *left)


def _let_somebody_speak(session: Session, channel: str, chat_id: str) -> None:
    """Let a chat speak for whom it was linked to last, in office or not, if it speaks for nobody."""
    links = select(ChatLink).where(col(ChatLink.channel) == channel, col(ChatLink.chat_id) == chat_id)
    rest = session.execute(links.order_by(col(ChatLink.id).desc())).scalars().all()
    if rest and not any(one.speaking for one in rest):
        rest[0].speaking = True
        session.flush()


def find_heir(session: Session, channel: str, chat_id: str, officer_id: int) -> int | None:
    """Return for whom a chat speaks once this officer has left; None for nobody."""
    offices = list_of_chat(session, channel, chat_id)
    return next((one.officer_id for one in offices if one.officer_id != officer_id), None)


def let_speak_instead(session: Session, from_id: int, to_id: int) -> None:
    """Let the chats that speak for an officer speak for who else their person is, where they are theirs too."""
    spoken = select(col(ChatLink.channel), col(ChatLink.chat_id)).where(
        col(ChatLink.officer_id) == from_id, col(ChatLink.speaking)
    )
    for channel, chat_id in session.execute(spoken.order_by(col(ChatLink.id))).all():
        if any(one.officer_id == to_id for one in list_of_chat(session, channel, chat_id)):
            dialogues.delete_dialogue(session, channel, chat_id)
            set_speaking(session, channel, chat_id, to_id)


def set_speaking(session: Session, channel: str, chat_id: str, officer_id: int) -> None:
    """Let a chat speak for this officer, who is one of its own: first for nobody, then for them."""
    session.flush()
    place = {"of_channel": channel, "of_chat": chat_id, "of_officer": officer_id}
    execute_count(session, _SILENCE, **place)
    execute_count(session, _SPEAK, **place)
    session.expire_all()


def _copy_choices(session: Session, from_id: int, to_id: int, now: datetime) -> None:
    hour = preferences.get(session, from_id).hour
    if hour != NO_CHOICE.hour:
        preferences.save(session, to_id, replace(NO_CHOICE, hour=hour), now=now)
    if order := session.get(PushOrder, from_id):
        session.add(PushOrder(officer_id=to_id, ways=list(order.ways)))
