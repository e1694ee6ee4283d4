"""The journal of several processes on one PostgreSQL registry: what each answers, hands on, and takes over.

The updates of a chat are answered by one process as long as any is open, so that answers come in the order of the
questions: whoever receives another one hands it on. What a process held that has no mark any more (`data.database.
processes`) is taken over by one that has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import Session

from data.database.notices import notify
from data.database.processes import replace_if_dead, wait_for_chat
from data.models import JournalEntry
from data.registry.conversations import journal
from data.registry.conversations.journal import NOT_STORED, OPEN, UPDATE_COLUMNS, OpenUpdate, RawUpdate
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

NOTICE = "journal"
"""The kind of the notices of what is handed on; they are about the process that is to answer."""

_journal = table_of(JournalEntry)
_of_channel = _journal.c.channel == bindparam("its_channel")
_is_open = _of_channel & _journal.c.state.in_(OPEN)
_LAST_OF_CHAT = (
    select(_journal.c.holder, _journal.c.handed_on)
    .where(_is_open, _journal.c.chat_id == bindparam("its_chat"), _journal.c.update_id.not_in(list_parameter("new")))
    .order_by(_journal.c.id.desc())
    .limit(1)
)
_HAND_ON = (
    update(_journal)
    .where(_of_channel, _journal.c.update_id.in_(list_parameter("ids")))
    .values(holder=bindparam("to"), handed_on=True)
)
_HELD = select(_journal.c.id).where(_is_open, _journal.c.handed_on, _journal.c.holder == bindparam("own"))
_TAKE_UP = (
    update(_journal)
    .where(_journal.c.id.in_(list_parameter("ids")), _journal.c.handed_on, _journal.c.holder == bindparam("own"))
    .values(handed_on=False)
    .returning(_journal.c.id, *UPDATE_COLUMNS)
)
_HOLDERS = select(_journal.c.holder).where(_is_open, _journal.c.holder != bindparam("own")).distinct()
_TAKE_OVER = (
    update(_journal)
    .where(_is_open, _journal.c.holder == bindparam("dead"))
    .values(holder=bindparam("own"), handed_on=False)
    .returning(_journal.c.id, *UPDATE_COLUMNS)
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """New updates: those that this process answers `at_once`; `behind_own`: others wait for it to take them up."""

    at_once: set[str]
    behind_own: bool


def record(session: Session, channel: str, updates: Sequence[RawUpdate], wall: datetime, own: str) -> Recorded:
    """Save updates as `journal.record` does; return those new ones that `own`, this process, answers.

    The others wait behind what this or another process has still to answer in their chats, and are handed on to it.
    What is not stored is answered at once: whoever it was handed on to would not know what it is.
    """
    chats = sorted({one.chat_id for one in updates})  # no two wait for each other
    for chat_id in chats:
        wait_for_chat(session, channel, chat_id, "record")
    new, behind_own = journal.record(session, channel, updates, wall, own), False
    unstored = {one.update_id for one in updates if one.raw == NOT_STORED}
    for chat_id in filter(None, chats):
        of_chat = [one.update_id for one in updates if one.chat_id == chat_id and one.update_id in new]
        last = (
            of_chat and fetch_rows(session, _LAST_OF_CHAT, its_channel=channel, its_chat=chat_id, new=of_chat).first()
        )
        handed_on = [update_id for update_id in of_chat if update_id not in unstored]
        if handed_on and last and (last[0] != own or last[1]):
            execute_count(session, _HAND_ON, its_channel=channel, ids=handed_on, to=last[0])
            behind_own = behind_own or last[0] == own
            if last[0] != own:
                notify(session, NOTICE, last[0])
            new -= set(handed_on)
    return Recorded(new, behind_own)


def enter_chat(session: Session, channel: str, chat_id: str) -> None:
    """Wait until no other process is at a turn of this chat, and keep others out until this transaction ends."""
    wait_for_chat(session, channel, chat_id, "turn")


def take_up(session: Session, channel: str, own: str) -> list[OpenUpdate]:
    """Return what was handed on to `own`, in the order in which it came; nobody is given it again."""
    ids = fetch_rows(session, _HELD, its_channel=channel, own=own).scalars().all()
    return _in_order(fetch_rows(session, _TAKE_UP, ids=ids, own=own).all()) if ids else []


def list_holders(session: Session, channel: str, own: str) -> set[str]:
    """Return the other processes than `own` that have something to answer."""
    return set(fetch_rows(session, _HOLDERS, its_channel=channel, own=own).scalars().all())


def is_there(session: Session, holder: str) -> bool:
    """Return whether a process still has its mark."""
    return bool(holder) and not replace_if_dead(session, holder)


def take_over(session: Session, channel: str, holder: str, own: str) -> list[OpenUpdate]:
    """Give `own` what `holder` has left open, if that has no mark; return it, in the order in which it came."""
    if holder and not replace_if_dead(session, holder):
        return []
    return _in_order(fetch_rows(session, _TAKE_OVER, its_channel=channel, dead=holder, own=own).all())


def _in_order(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[OpenUpdate]:
    return journal.read_updates([row[1:] for row in sorted(rows, key=itemgetter(0))])
