"""The journal of several processes on one PostgreSQL registry: what each answers, hands on, and takes over.

The updates of a chat are answered by one process as long as any is open, so that answers come in the order of the
questions: whoever receives another one hands it on. What a process held that has no mark any more (`data.database.
processes`) is taken over by one that has.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Row, bindparam, case, false, func, literal, select, true, update
from sqlmodel import Session

from data.database.process_signals import notify
from data.database.processes import CHAT_CLASS, chat_key, replace_if_dead, wait_for_chat, wait_for_chats
from data.enums import UpdateState
from data.models import JournalEntry
from data.registry.conversations import journal
from data.registry.conversations.journal import NOT_STORED, OPEN, UPDATE_COLUMNS, Claim, OpenUpdate, RawUpdate
from data.registry.sql.rows import fetch_rows, insert_selected_if_new, list_parameter, table_of

NOTICE = "journal"
"""The kind of the notices of what is handed on; they are about the process that is to answer."""

_journal = table_of(JournalEntry)
_of_channel = _journal.c.channel == bindparam("its_channel")
_is_open = _of_channel & _journal.c.state.in_(OPEN)
_of_chat = _is_open & (_journal.c.chat_id == bindparam("its_chat"))
_last = (
    select(_journal.c.holder, _journal.c.handed_on, _journal.c.update_id)
    .where(_of_chat)
    .order_by(_journal.c.id.desc())
    .limit(1)
    .cte()
)
_is_yet_to_take_up = _last.c.handed_on | _last.c.update_id.in_(list_parameter("in_doubt"))
_is_behind = _last.c.holder.is_not(None) & ((_last.c.holder != bindparam("own")) | _is_yet_to_take_up)
_can_wait = bindparam("can_wait", type_=Boolean)
_TAKEN = {
    "channel": bindparam("its_channel", type_=_journal.c.channel.type),
    "update_id": bindparam("its_id", type_=_journal.c.update_id.type),
    "chat_id": bindparam("its_chat", type_=_journal.c.chat_id.type),
    "received_at": bindparam("at", type_=_journal.c.received_at.type),
    "state": literal(UpdateState.RECEIVED, _journal.c.state.type),
    "attempts": literal(0),
    "raw": bindparam("its_raw", type_=_journal.c.raw.type),
    "holder": case((_can_wait & _is_behind, _last.c.holder), else_=bindparam("own", type_=_journal.c.holder.type)),
    "handed_on": _can_wait & func.coalesce(_is_behind, false()),
}
_row = select(*(value.label(name) for name, value in _TAKEN.items()))
_ROW = _row.select_from(select(literal(1)).subquery().outerjoin(_last, true()))
_EARLIER = (
    select(_journal.c.id)
    .where(_of_chat, _journal.c.holder != bindparam("own"), _journal.c.id < bindparam("its_row"))
    .limit(1)
)
_ROW_ID = select(_journal.c.id).where(_of_channel, _journal.c.update_id == bindparam("its_id"))
_OWN = select(_journal.c.id).where(
    _is_open,
    _journal.c.update_id == bindparam("its_id"),
    _journal.c.holder == bindparam("own"),
    _journal.c.handed_on.is_(False),
)
_DOUBTFUL = select(_journal.c.id, *UPDATE_COLUMNS).where(
    _is_open,
    _journal.c.update_id.in_(list_parameter("in_doubt")),
    _journal.c.holder == bindparam("own"),
    _journal.c.handed_on.is_(False),
)
_entry = select(func.pg_advisory_xact_lock(bindparam("lock_class"), bindparam("lock_key")).label("made")).subquery()
_CLAIM = (
    select(_journal.c.state, _journal.c.holder, _entry.c.made)
    .select_from(_journal.join(_entry, true()))
    .where(_of_channel, _journal.c.update_id == bindparam("its_id"))
    .with_for_update(of=_journal)
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


def record(
    session: Session,
    channel: str,
    updates: Sequence[RawUpdate],
    wall: datetime,
    own: str,
    in_doubt: Collection[str] = (),
) -> Recorded:
    """Save updates as `journal.record` does; return those new ones that `own`, this process, answers.

    Those `in_doubt` it has tried to save, or to take, without an answer: they are new to it, if they are there as its
    own, and what comes into their chats waits behind them until they are taken up (`take_up`).

    The others wait behind what this or another process has still to answer in their chats, and are handed on to it.
    What is not stored cannot be: whoever it was handed on to would not know what it is. It stays here, waits for what
    others have before it (`has_earlier_elsewhere`), and what follows it comes here as well.
    """
    wait_for_chats(session, channel, {one.chat_id for one in updates}, "record")
    new, others, behind_own = set(), set(), False
    for one in updates:
        row = _insert(session, channel, one, wall, own, in_doubt)
        if row is None:
            if one.update_id in in_doubt and _is_own(session, channel, one.update_id, own):
                new.add(one.update_id)
            continue
        if not row.handed_on:
            new.add(one.update_id)
        elif row.holder == own:
            behind_own = True
        else:
            others.add(row.holder)
    for holder in sorted(others):
        notify(session, NOTICE, holder)
    return Recorded(new, behind_own)


def _is_own(session: Session, channel: str, update_id: str, own: str) -> bool:
    return fetch_rows(session, _OWN, its_channel=channel, its_id=update_id, own=own).first() is not None


def _insert(
    session: Session, channel: str, one: RawUpdate, wall: datetime, own: str, in_doubt: Collection[str]
) -> Row[*tuple[Any, ...]] | None:
    return insert_selected_if_new(
        session,
        JournalEntry,
        _ROW,
        ("holder", "handed_on"),
        its_channel=channel,
        its_id=one.update_id,
        its_chat=one.chat_id[: journal.CHAT_LETTERS],
        at=wall,
        its_raw=one.raw,
        own=own,
        in_doubt=list(in_doubt),
        can_wait=bool(one.chat_id) and one.raw != NOT_STORED,
    )


def has_earlier_elsewhere(session: Session, channel: str, update_id: str, chat_id: str, own: str) -> bool:
    """Return whether another process than `own` has still to answer something that came into the chat before."""
    row = fetch_rows(session, _ROW_ID, its_channel=channel, its_id=update_id).scalar()
    earlier = row and fetch_rows(session, _EARLIER, its_channel=channel, its_chat=chat_id, own=own, its_row=row)
    return bool(earlier and earlier.first())


def claim(session: Session, channel: str, chat_id: str, update_id: str, wall: datetime, own: str) -> Claim:
    """Return how an update stands (`journal.claim`), once no other process is at a turn of its chat.

    Others are kept out of it until this transaction ends. What they have done to the update while this waited is
    seen: a row that is locked is read as it is then, whatever the statement saw when it began.
    """
    key = chat_key(channel, chat_id, "turn")
    found = fetch_rows(session, _CLAIM, lock_class=CHAT_CLASS, lock_key=key, its_channel=channel, its_id=update_id)
    row = found.first()
    if row is not None:
        return journal.judge(row[0], row[1], own)
    wait_for_chat(session, channel, chat_id, "turn")  # where no row was found, the lock need not have been taken
    return journal.claim(session, channel, update_id, wall, own)


def take_up(session: Session, channel: str, own: str, in_doubt: Collection[str] = ()) -> list[OpenUpdate]:
    """Return what was handed on to `own`, in the order in which it came; nobody is given it again.

    With it comes what it holds of those `in_doubt`: stored, or taken, by a unit of work that nobody answered.
    """
    rows: list[Row[*tuple[Any, ...]]] = []
    if in_doubt:
        rows += fetch_rows(session, _DOUBTFUL, its_channel=channel, own=own, in_doubt=list(in_doubt)).all()
    if ids := fetch_rows(session, _HELD, its_channel=channel, own=own).scalars().all():
        rows += fetch_rows(session, _TAKE_UP, ids=ids, own=own).all()
    return _in_order(rows)


def list_holders(session: Session, channel: str, own: str) -> set[str]:
    """Return the other processes than `own` that have something to answer."""
    return set(fetch_rows(session, _HOLDERS, its_channel=channel, own=own).scalars().all())


def take_over(session: Session, channel: str, holder: str, own: str) -> list[OpenUpdate]:
    """Give `own` what `holder` has left open, if that has no mark; return it, in the order in which it came."""
    if holder and not replace_if_dead(session, holder):
        return []
    return _in_order(fetch_rows(session, _TAKE_OVER, its_channel=channel, dead=holder, own=own).all())


def _in_order(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[OpenUpdate]:
    return journal.read_updates([row[1:] for row in sorted(rows, key=itemgetter(0))])
