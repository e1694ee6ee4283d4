"""The journal: updates that a channel received, answered once each, whatever happens to the process."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlmodel import Session, col

from data.enums import UpdateState
from data.models import JournalEntry
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.rows import (
    execute_count,
    fetch_rows,
    insert_if_new,
    list_parameter,
    max_length,
    table_of,
)

CHAT_LETTERS = max_length(JournalEntry, "chat_id")
_NOTE_LETTERS = max_length(JournalEntry, "note")
NOT_STORED = "null"
"""What stands for an update that may not or cannot be stored: only the process that received it knows it."""
OPEN = (UpdateState.RECEIVED, UpdateState.ANSWERED)


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as it came: its number on its channel, its chat ("" if that cannot be read), itself as JSON."""

    update_id: str
    chat_id: str
    raw: str


@dataclass(frozen=True, slots=True)
class OpenUpdate:
    """An update that has no answer yet, or of whose answer (`reply`, as JSON) nobody knows that it was sent.

    `attempts` is how many new processes have taken it up before.
    """

    update_id: str
    chat_id: str
    raw: str
    is_answered: bool
    reply: str | None
    attempts: int


class Claim(Enum):
    """The standing of an update in the journal when its turn begins."""

    SEEN = auto()
    """The update was answered before."""
    OPEN = auto()
    """It was received and is not answered: the answer belongs into the journal."""
    NEW = auto()
    """It was not in the journal: its channel keeps none. Now it is, as done."""


_journal = table_of(JournalEntry)
UPDATE_COLUMNS = (
    _journal.c.update_id,
    _journal.c.chat_id,
    _journal.c.raw,
    _journal.c.state == UpdateState.ANSWERED,
    _journal.c.reply,
    _journal.c.attempts,
)
_is_this = (_journal.c.channel == bindparam("its_channel")) & (_journal.c.update_id == bindparam("its_id"))
_STATE = select(_journal.c.state, _journal.c.holder).where(_is_this).with_for_update()
_SAVE_REPLY = (
    update(_journal)
    .where(_is_this, _journal.c.state == UpdateState.RECEIVED)
    .values(state=UpdateState.ANSWERED, reply=bindparam("its_reply"))
)
_COUNT_ATTEMPT = (
    update(_journal)
    .where(_is_this, _journal.c.state == UpdateState.RECEIVED)
    .values(attempts=_journal.c.attempts + bindparam("more"))
)
_done = update(_journal).values(state=UpdateState.DONE, raw=None, reply=None)
_FINISH = _done.where(_is_this)
_FINISH_SOME = _done.where(
    _journal.c.channel == bindparam("its_channel"), _journal.c.update_id.in_(list_parameter("ids"))
)
_SKIP = (
    update(_journal)
    .where(_is_this)
    .values(state=UpdateState.SKIPPED, raw=None, reply=None, note=bindparam("its_note"))
)
_is_open = (_journal.c.channel == bindparam("its_channel")) & _journal.c.state.in_(OPEN)
_OPEN = select(*UPDATE_COLUMNS, _journal.c.holder).where(_is_this, _journal.c.state.in_(OPEN))
_LIST_OPEN = select(*UPDATE_COLUMNS).where(_is_open).order_by(_journal.c.id)

_HANGING = select(func.count(_journal.c.id)).where(
    _journal.c.received_at.between(bindparam("since"), bindparam("before")),
    _journal.c.state == UpdateState.RECEIVED,
    _journal.c.channel.in_(list_parameter("channels")),
)


def record(
    session: Session, channel: str, updates: Sequence[RawUpdate], wall: datetime, holder: str = ""
) -> set[str]:
    """Save updates received at the real instant `wall`, to be answered by `holder`; return the numbers of those that
    were not there before.
    """
    return {
        one.update_id
        for one in updates
        if insert_if_new(
            session,
            JournalEntry,
            channel=channel,
            update_id=one.update_id,
            chat_id=one.chat_id[:CHAT_LETTERS],
            received_at=wall,
            state=UpdateState.RECEIVED,
            attempts=0,
            raw=one.raw,
            holder=holder,
            handed_on=False,
        )
    }


def count_hanging(session: Session, channels: Collection[str], *, since: datetime, before: datetime) -> int:
    """Return how many updates received on `channels` between `since` and `before` (real) have no answer yet."""
    found: int = fetch_rows(session, _HANGING, channels=list(channels), since=since, before=before).scalar_one()
    return found


def claim(session: Session, channel: str, update_id: str, wall: datetime, holder: str = "") -> Claim:
    """Return how an update stands, and keep other processes from answering it until this transaction ends.

    What another process than `holder` has taken over counts as answered before.
    """
    found = fetch_rows(session, _STATE, its_channel=channel, its_id=update_id).first()
    if found is not None:
        return judge(found[0], found[1], holder)
    is_new = insert_if_new(
        session,
        JournalEntry,
        channel=channel,
        update_id=update_id,
        chat_id="",
        received_at=wall,
        state=UpdateState.DONE,
        attempts=0,
        holder="",
        handed_on=False,
    )
    return Claim.NEW if is_new else Claim.SEEN


def judge(state: UpdateState, held_by: str, holder: str) -> Claim:
    """Return how an update stands for `holder` that is in the journal in this `state`."""
    return Claim.OPEN if state == UpdateState.RECEIVED and held_by == holder else Claim.SEEN


def save_reply(session: Session, channel: str, update_id: str, reply: str | None) -> None:
    """Save the answer (JSON; None if there is none) of an update that is open, and that it has been answered."""
    execute_count(session, _SAVE_REPLY, its_channel=channel, its_id=update_id, its_reply=reply)


def record_attempt(session: Session, channel: str, update_id: str) -> None:
    """Count that a process takes up an update that an earlier one left unanswered."""
    execute_count(session, _COUNT_ATTEMPT, its_channel=channel, its_id=update_id, more=1)


def take_back_attempt(session: Session, channel: str, update_id: str) -> None:
    """Count an attempt no more: the process ended before the end of the turn because it was told to."""
    execute_count(session, _COUNT_ATTEMPT, its_channel=channel, its_id=update_id, more=-1)


def finish(session: Session, channel: str, update_ids: Sequence[str]) -> None:
    """Mark updates as done, and forget what was written in them and in their answers: one statement."""
    if len(update_ids) == 1:  # mostly, and then it is the cheaper one
        execute_count(session, _FINISH, its_channel=channel, its_id=update_ids[0])
    elif update_ids:
        execute_count(session, _FINISH_SOME, its_channel=channel, ids=list(update_ids))


def skip(session: Session, channel: str, update_id: str, note: str) -> None:
    """Mark an update as one that gets no answer, and forget what was written in it; `note` says why."""
    execute_count(session, _SKIP, its_channel=channel, its_id=update_id, its_note=note[:_NOTE_LETTERS])


def list_open(session: Session, channel: str) -> list[OpenUpdate]:
    """Return the updates of a channel that earlier processes left open, in the order in which they came."""
    return read_updates(fetch_rows(session, _LIST_OPEN, its_channel=channel).all())


def find_open(session: Session, channel: str, update_id: str) -> tuple[OpenUpdate, str] | None:
    """Return an update that is open, and the process that is to answer it; None for one that is not."""
    row = fetch_rows(session, _OPEN, its_channel=channel, its_id=update_id).first()
    return (read_updates([row[:-1]])[0], row[-1]) if row else None


def read_updates(rows: Iterable[Sequence[Any]]) -> list[OpenUpdate]:
    """Return updates of rows of `UPDATE_COLUMNS`."""
    return [
        OpenUpdate(update_id, chat_id, raw or "", bool(is_answered), reply, attempts)
        for update_id, chat_id, raw, is_answered, reply, attempts in rows
    ]


def delete_before(session: Session, instant: datetime) -> int:
    """Delete a batch of updates too old to be delivered again; return how many."""
    old = select(col(JournalEntry.id)).where(col(JournalEntry.received_at) < instant)
    return execute_count(session, delete(JournalEntry).where(col(JournalEntry.id).in_(old.limit(BATCH_SIZE))))
