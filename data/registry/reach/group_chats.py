"""Group chats that get an agency's digest: asked for, begun by a code that is typed in the group, ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from data.models import Agency, GroupChat, Officer
from data.registry.office import audit
from data.registry.people.joining import invitation_codes
from data.registry.sql.lines import LineQuery, fetch, fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of
from data.rules.limits.terms import GROUP_CODE_TERM


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group that gets the digest of an agency since `began_at` (UTC); `asked_by` is the officer's name."""

    id: int
    agency_id: int
    agency_name: str
    agency_short_name: str
    asked_by_id: int
    asked_by: str
    channel: str
    chat_id: str
    began_at: datetime


_GROUP, _AGENCY, _OFFICER = (table_of(model).c for model in (GroupChat, Agency, Officer))
_OPEN: LineQuery[GroupLine] = (
    select_lines(
        GroupLine,
        _GROUP,
        agency_name=_AGENCY.name,
        agency_short_name=_AGENCY.short_name,
        asked_by=_OFFICER.name,
    )
    .join(table_of(Agency), _GROUP.agency_id == _AGENCY.id)
    .join(table_of(Officer), _GROUP.asked_by_id == _OFFICER.id)
    .where(_GROUP.began_at.is_not(None), _GROUP.ended_at.is_(None))
    .order_by(_GROUP.id)
)


def ask(session: Session, agency_id: int, officer_id: int, now: datetime) -> str:
    """Let an officer ask for a group of their agency; return the code, shown only here.

    What the same officer asked for and nobody typed is taken back: one code of theirs waits.
    """
    unused = delete(GroupChat).where(col(GroupChat.asked_by_id) == officer_id, col(GroupChat.began_at).is_(None))
    execute_count(session, unused)
    code = invitation_codes.new_code()
    session.add(
        GroupChat(
            agency_id=agency_id,
            asked_by_id=officer_id,
            code_hash=invitation_codes.get_hash(code),
            asked_at=now,
            expires_at=now + GROUP_CODE_TERM,
        )
    )
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{officer_id}",
        action="group.ask",
        subject=f"agency:{agency_id}",
        before={"expires_at": None},
        after={"expires_at": now + GROUP_CODE_TERM},
    )
    return code


def begin(session: Session, code: str, *, channel: str, chat_id: str, now: datetime) -> GroupLine | None:
    """Let the group in which this code was typed get the digest; None for a code that does not wait.

    It must be of an officer who is still in office in that agency. What the group got before ends with it.
    """
    query = (
        select(GroupChat, Officer)
        .join(Officer, col(GroupChat.asked_by_id) == col(Officer.id))
        .where(
            col(GroupChat.code_hash) == invitation_codes.get_hash(code),
            col(GroupChat.began_at).is_(None),
            col(GroupChat.expires_at) > now,
            col(Officer.active),
            col(Officer.agency_id) == col(GroupChat.agency_id),
        )
        .with_for_update()
    )
    found = session.execute(query).first()
    if found is None:
        return None
    group: GroupChat = found[0]
    actor = f"officer:{group.asked_by_id}"
    end_chat(session, channel, chat_id, now=now, actor=actor)
    group.channel, group.chat_id, group.began_at = channel, chat_id, now
    session.flush()
    assert group.id is not None  # noqa: S101 - a stored row has its key
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="group.begin",
        subject=f"group:{group.id} agency:{group.agency_id}",
        before={"digest": False},
        after={"digest": True, "channel": channel},
    )
    return find_open(session, group.id)


def list_open(session: Session, agency_id: int | None = None) -> list[GroupLine]:
    """Return the groups that get a digest, of all agencies or of one."""
    query = _OPEN if agency_id is None else _OPEN.where(_GROUP.agency_id == agency_id)
    return fetch(session, query)


def find_open(session: Session, group_id: int) -> GroupLine | None:
    """Return a group that gets a digest; None for one that does not, or not any more."""
    return fetch_first(session, _OPEN.where(_GROUP.id == group_id))


def list_by_ids(session: Session, ids: Collection[int]) -> dict[int, GroupLine]:
    """Return those of these groups that still get a digest."""
    return {one.id: one for one in fetch(session, _OPEN.where(_GROUP.id.in_(ids)))} if ids else {}


def end(session: Session, group: GroupLine, *, now: datetime, actor: str) -> bool:
    """End the digest of a group. False if it has ended."""
    this = update(GroupChat).where(col(GroupChat.id) == group.id, col(GroupChat.ended_at).is_(None))
    if execute_count(session, this.values(ended_at=now)) != 1:
        return False
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="group.end",
        subject=f"group:{group.id} agency:{group.agency_id}",
        before={"digest": True, "channel": group.channel},
        after={"digest": False},
    )
    return True


def end_chat(session: Session, channel: str, chat_id: str, *, now: datetime, actor: str) -> bool:
    """End the digest of a chat that the bot has left, or that gets another; return whether it got one."""
    found = fetch(session, _OPEN.where(_GROUP.channel == channel, _GROUP.chat_id == chat_id))
    ended = [one for one in found if end(session, one, now=now, actor=actor)]
    return bool(ended)


def move(session: Session, channel: str, old: str, new: str) -> None:
    """Save the new id that the channel gave a group."""
    moved = update(GroupChat).where(col(GroupChat.channel) == channel, col(GroupChat.chat_id) == old)
    execute_count(session, moved.values(chat_id=new))
