"""Messages and files of the page: what a chat shows after a reload, on another device, in a new process."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Select, bindparam, delete, literal, or_, select, update
from sqlmodel import Session, col

from data.enums import OVERSEEING
from data.models import ChatLink, Officer, PageFile, PageMessage
from data.registry.people.page_sessions import CHANNEL
from data.registry.sql.batches import BATCH_SIZE, in_batches
from data.registry.sql.rows import execute_count, fetch_rows, insert_all, insert_selected_if_new, table_of

Content = dict[str, Any]

STANDS_IN = "stands_in"
"""The field of the content of what was said in place of an answer that nobody had: the answer itself may take its
place.
"""
_ANY_PLACE = 2**31 - 1
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Stored:
    """A message: its number, the number of its first version, and what it shows."""

    number: int
    place: int
    content: Content


@dataclass(frozen=True, slots=True)
class Added:
    """A message of the bot as it stands. Not `is_new`: it is the answer that the post had before."""

    number: int
    place: int
    content: Content
    is_new: bool


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A file that was handed out in a chat, with the hash of its content."""

    key: str
    name: str
    media_type: str
    digest: str
    size: int


_messages, _files = table_of(PageMessage), table_of(PageFile)
_M, _F, _LINK, _OFFICER = (table_of(one).c for one in (PageMessage, PageFile, ChatLink, Officer))
_READERS = (
    select(_LINK.officer_id)
    .join(table_of(Officer), _OFFICER.id == _LINK.officer_id)
    .where(_LINK.channel == CHANNEL, _LINK.chat_id == bindparam("its_chat"), _OFFICER.active)
)
_SPEAKER = _READERS.where(_LINK.speaking)
_IS_OF_ONE_AGENCY = _OFFICER.role.not_in(OVERSEEING)
# A session of who sees all agencies ends sooner: what they were shown is not for an older session of their other
# agencies, whomever the chat speaks for while it is read.
_SHOWN_TO = _READERS.where(or_(bindparam("may_oversee", type_=Boolean), _IS_OF_ONE_AGENCY))
_CHANGED_BY = _READERS.where(or_(_LINK.speaking, _IS_OF_ONE_AGENCY))
_STANDING: Select[*tuple[Any, ...]] = select(_M.number, _M.place, _M.content).where(
    _M.chat_id == bindparam("its_chat"), _M.place > 0
)
_SHOWN = _STANDING.where(or_(_M.officer_id.is_(None), _M.officer_id.in_(_SHOWN_TO)))
_AFTER = _SHOWN.where(_M.number > bindparam("seen")).order_by(_M.number)
_LATEST = _SHOWN.where(_M.place < bindparam("before")).order_by(_M.place.desc()).limit(bindparam("at_most"))
_ANSWER = select(_M.number, _M.place, _M.content).where(
    _M.chat_id == bindparam("its_chat"), _M.answers == bindparam("update_id")
)
_BY_NUMBER = _SHOWN.where(_M.number == bindparam("its_number"))
_BY_PLACE = _STANDING.where(
    _M.place == bindparam("its_place"), or_(_M.officer_id.is_(None), _M.officer_id.in_(_CHANGED_BY))
)
_READER_OF = select(_M.officer_id).where(_M.chat_id == bindparam("its_chat"), _M.place == bindparam("its_place"))
_POST: Select[*tuple[Any, ...]] = select(
    bindparam("its_chat", type_=_M.chat_id.type).label("chat_id"),
    literal(0).label("place"),
    _SPEAKER.scalar_subquery().label("officer_id"),
    bindparam("its_update", type_=_M.update_id.type).label("update_id"),
    bindparam("its_content", type_=_M.content.type).label("content"),
    bindparam("its_instant", type_=_M.stored_at.type).label("stored_at"),
)
_MESSAGE: Select[*tuple[Any, ...]] = select(
    bindparam("its_chat", type_=_M.chat_id.type).label("chat_id"),
    bindparam("its_place", type_=_M.place.type).label("place"),
    bindparam("reader", type_=_M.officer_id.type).label("officer_id"),
    bindparam("its_post", type_=_M.answers.type).label("answers"),
    bindparam("its_content", type_=_M.content.type).label("content"),
    bindparam("its_instant", type_=_M.stored_at.type).label("stored_at"),
)
_PUT_LAST = update(_messages).where(_M.number == bindparam("its_number")).values(place=_M.number)
_GIVE_WAY = update(_messages).where(_M.number == bindparam("its_number")).values(answers=None)
# An earlier version stays, out of sight, for what it answered: posted again, that is still the same post.
_PUT_AWAY = update(_messages).where(_M.number == bindparam("its_number")).values(place=-_M.number)
_FILE = select(_F.name, _F.media_type, _F.digest, _F.size).where(
    _F.key == bindparam("its_key"),
    _F.chat_id == bindparam("its_chat"),
    or_(_F.officer_id.is_(None), _F.officer_id.in_(_SHOWN_TO)),
)
_ANSWERED = (
    update(_messages)
    .where(_M.chat_id == bindparam("its_chat"), _M.update_id == bindparam("its_update"))
    .values(officer_id=bindparam("reader"))
)


def add_post(session: Session, chat_id: str, update_id: str, content: Content, wall: datetime) -> bool:
    """Save a message of the officer, once for each `update_id`; return whether it was not there before."""
    saved = insert_selected_if_new(
        session,
        PageMessage,
        _POST,
        (_M.number.name,),
        its_chat=chat_id,
        its_update=update_id,
        its_content=content,
        its_instant=wall,
    )
    if saved:
        execute_count(session, _PUT_LAST, its_number=saved[0])
    return saved is not None


def add_message(
    session: Session,
    chat_id: str,
    content: Content,
    wall: datetime,
    *,
    answers: str | None,
    edits: int | None,
    reader: int | None = None,
) -> Added:
    """Save a message of the bot, and return it: in the place of that which it `edits`, if that is the bot's.

    A post has one answer: that which it has already is returned, and nothing is saved, unless what it has stands in
    for one (`STANDS_IN`). Then this takes its place, if it is none such itself.

    It is shown to `reader`, an officer, and with it what it answers; where that is nobody, to the one for whom the
    chat speaks, and what it answers stays with whom it was posted for.
    """
    session.flush()
    had = _find_answer(session, chat_id, answers)
    if had and (STANDS_IN in content or STANDS_IN not in had.content):
        return Added(had.number, had.place, had.content, is_new=False)
    if had:
        execute_count(session, _GIVE_WAY, its_number=had.number)
    edited = _find_edited(session, chat_id, edits) or had
    saved = insert_selected_if_new(
        session,
        PageMessage,
        _MESSAGE,
        (_M.number.name,),
        its_chat=chat_id,
        its_place=edited.place if edited else 0,
        reader=reader if reader is not None else _get_speaker(session, chat_id),
        its_post=answers,
        its_content=content,
        its_instant=wall,
    )
    if saved is None:  # another process was quicker, and has not waited for this one (`processes.wait_for_chat`)
        had = _find_answer(session, chat_id, answers)
        assert had is not None  # noqa: S101 - the database has just said so
        return Added(had.number, had.place, had.content, is_new=False)
    if answers is not None and reader is not None:
        execute_count(session, _ANSWERED, its_chat=chat_id, its_update=answers, reader=reader)
    for replaced in {one.number for one in (had, edited) if one}:
        execute_count(session, _PUT_AWAY, its_number=replaced)
    if edited:
        return Added(saved[0], edited.place, content, is_new=True)
    execute_count(session, _PUT_LAST, its_number=saved[0])
    return Added(saved[0], saved[0], content, is_new=True)


def find_answer(session: Session, chat_id: str, update_id: str) -> Content | None:
    """Return the answer to a post, None while there is none."""
    found = _find_answer(session, chat_id, update_id)
    return dict(found.content) if found else None


def find_reader(session: Session, chat_id: str, message_id: str) -> int | None:
    """Return the officer whom a message of the page ("m17", by its place) was for; None for an unknown one."""
    digits = message_id.removeprefix("m")
    if not (digits.isascii() and digits.isdigit() and len(digits) < _MOST_DIGITS):
        return None
    reader: int | None = fetch_rows(session, _READER_OF, its_chat=chat_id, its_place=int(digits)).scalar()
    return reader


def list_after(session: Session, chat_id: str, number: int, *, may_oversee: bool) -> list[Stored]:
    """Return the messages of a chat after a number, as they were stored; only what its officers were shown.

    `may_oversee`: whoever looks may be shown what its person was told in a role that sees all agencies.
    """
    rows = fetch_rows(session, _AFTER, its_chat=chat_id, seen=number, may_oversee=may_oversee)
    return [Stored(*row) for row in rows]


def list_latest(
    session: Session, chat_id: str, before: int | None, at_most: int, *, may_oversee: bool
) -> list[Stored]:
    """Return the last messages of a chat in the order in which they stand; only what its officers of today were
    shown.

    With `before`, the last of those that stand before that place. `may_oversee` as in `list_after`.
    """
    place = _ANY_PLACE if before is None else before
    rows = fetch_rows(session, _LATEST, its_chat=chat_id, before=place, at_most=at_most, may_oversee=may_oversee)
    return [Stored(*row) for row in rows][::-1]


def is_shown(session: Session, chat_id: str, number: int, *, may_oversee: bool) -> bool:
    """Return whether the message of a number stands in the chat and is shown there; `may_oversee` as in
    `list_after`.
    """
    found = fetch_rows(session, _BY_NUMBER, its_chat=chat_id, its_number=number, may_oversee=may_oversee).first()
    return found is not None


def add_files(
    session: Session, chat_id: str, files: Sequence[HandedOut], wall: datetime, reader: int | None = None
) -> None:
    """Save which files were handed out in a chat; `reader` as in `add_message`."""
    if not files:
        return
    officer_id = reader if reader is not None else _get_speaker(session, chat_id)
    shared = {"chat_id": chat_id, "officer_id": officer_id, "stored_at": wall}
    insert_all(session, PageFile, [asdict(file) | shared for file in files])


def find_file(session: Session, chat_id: str, key: str, *, may_oversee: bool) -> HandedOut | None:
    """Return a file that was handed out in this chat to one of its officers of today; else None.

    `may_oversee` as in `list_after`.
    """
    row = fetch_rows(session, _FILE, its_chat=chat_id, its_key=key, may_oversee=may_oversee).first()
    return HandedOut(key, *row) if row else None


def select_unused(session: Session, contents: Iterable[str]) -> list[str]:
    """Return the `contents` (digests) that no message of the page hands out."""
    wanted = list(contents)
    used = {
        digest
        for batch in in_batches(wanted)
        for digest in session.execute(select(col(PageFile.digest)).where(col(PageFile.digest).in_(batch))).scalars()
    }
    return [digest for digest in wanted if digest not in used]


def delete_before(session: Session, instant: datetime) -> int:
    """Delete a batch of messages and of files that were stored before the real `instant`; return how many at most."""
    messages = select(col(PageMessage.number)).where(col(PageMessage.stored_at) < instant).limit(BATCH_SIZE)
    files = select(col(PageFile.key)).where(col(PageFile.stored_at) < instant).limit(BATCH_SIZE)
    return max(
        execute_count(session, delete(PageMessage).where(col(PageMessage.number).in_(messages))),
        execute_count(session, delete(PageFile).where(col(PageFile.key).in_(files))),
    )


def _get_speaker(session: Session, chat_id: str) -> int | None:
    speaker: int | None = fetch_rows(session, _SPEAKER, its_chat=chat_id).scalar()
    return speaker


def _find_answer(session: Session, chat_id: str, update_id: str | None) -> Stored | None:
    """Return the answer to a post; None where there is none, and where nothing was posted."""
    row = (
        fetch_rows(session, _ANSWER, its_chat=chat_id, update_id=update_id).first() if update_id is not None else None
    )
    return Stored(*row) if row else None


def _find_edited(session: Session, chat_id: str, place: int | None) -> Stored | None:
    """Return the bot's message at a place of a chat; None for the officer's own, and for none."""
    if place is None:
        return None
    row = fetch_rows(session, _BY_PLACE, its_chat=chat_id, its_place=place).first()
    return Stored(*row) if row and row[2]["from"] == "bot" else None
