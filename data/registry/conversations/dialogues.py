"""State of each chat: open question, numbered choices, last topic; stored, so that any process can continue."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, tuple_, update
from sqlmodel import Session

from data.models import Dialogue
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, fetch_rows, table_of, upsert

BOARD = "board"
"""The channel of the conversations on the board: an officer's own, whose chat is their id and no `ChatLink`."""


@dataclass(frozen=True, slots=True)
class Question:
    """The open question of a chat: `step` names the handler of the answer, `about` its subject."""

    step: str
    asked_at: datetime
    about: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """A choice on a channel without buttons. `number` is what stood before it in its message, 0 for nothing.

    `pushed`: the message came unasked, so that it may be answered later than one that was asked for. `reader` is the
    officer whom its message was for; None where that is not known.
    """

    text: str
    value: str
    number: int
    offered_at: datetime
    pushed: bool = False
    reader: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a chat's last messages; those of the last one are of `offered_at`."""

    offered_at: datetime
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class RememberedTopic:
    """The topic of the last answer to a sentence of `officer_id`, at an instant (UTC)."""

    officer_id: int
    spoken_at: datetime
    topic: dict[str, Any]


_DIALOGUE = table_of(Dialogue).c
_OF_CHAT = (_DIALOGUE.channel == bindparam("of_channel"), _DIALOGUE.chat_id == bindparam("of_chat"))
_QUESTION = select_lines(Question, _DIALOGUE).where(*_OF_CHAT, _DIALOGUE.step.is_not(None))
_UPDATE = update(table_of(Dialogue)).where(*_OF_CHAT)
_CLOSE_QUESTION = _UPDATE.where(_DIALOGUE.step.is_not(None)).values(step=None, about={}, asked_at=None)
_DELETE = delete(table_of(Dialogue)).where(*_OF_CHAT)
_CHOICES = select(_DIALOGUE.offered_at, _DIALOGUE.choices).where(*_OF_CHAT, _DIALOGUE.offered_at.is_not(None))

_TOPIC = select(_DIALOGUE.spoken_at, _DIALOGUE.topic).where(*_OF_CHAT, _DIALOGUE.spoken_at.is_not(None))

_DELETE_OLD = delete(table_of(Dialogue)).where(
    tuple_(_DIALOGUE.channel, _DIALOGUE.chat_id).in_(
        select(_DIALOGUE.channel, _DIALOGUE.chat_id)
        .where(
            *(
                or_(at.is_(None), at < bindparam("before"))
                for at in (_DIALOGUE.asked_at, _DIALOGUE.offered_at, _DIALOGUE.spoken_at)
            )
        )
        .limit(BATCH_SIZE)
    )
)


def get_question(session: Session, channel: str, chat_id: str) -> Question | None:
    """Return the question this chat has not answered yet, or None."""
    return fetch_first(session, _QUESTION, of_channel=channel, of_chat=chat_id)


def open_question(session: Session, channel: str, chat_id: str, question: Question) -> None:
    """Save a question in place of the one before."""
    _save(session, channel, chat_id, step=question.step, about=question.about, asked_at=question.asked_at)


def close_question(session: Session, channel: str, chat_id: str) -> bool:
    """Delete the open question; return whether there was one."""
    return execute_count(session, _CLOSE_QUESTION, of_channel=channel, of_chat=chat_id) == 1


def delete_dialogue(session: Session, channel: str, chat_id: str) -> None:
    """Delete the open question, the choices and the topic of a chat that speaks for somebody else now."""
    execute_count(session, _DELETE, of_channel=channel, of_chat=chat_id)


def delete_on_board(session: Session, officer_id: int) -> None:
    """Delete what an officer was asked and typed at the board."""
    delete_dialogue(session, BOARD, str(officer_id))


def get_choices(session: Session, channel: str, chat_id: str) -> Choices | None:
    """Return the choices offered last, however long ago."""
    row = fetch_rows(session, _CHOICES, of_channel=channel, of_chat=chat_id).first()
    if row is None or not row.choices:
        return None
    options = (_read_option(place, stored, row.offered_at) for place, stored in enumerate(row.choices, 1))
    return Choices(row.offered_at, tuple(options))


def save_choices(session: Session, channel: str, chat_id: str, offered: Choices) -> None:
    """Save new choices in place of the ones before."""
    stored = [
        [option.text, option.value, option.number, option.offered_at.isoformat(), option.pushed, option.reader]
        for option in offered.options
    ]
    _save(session, channel, chat_id, choices=stored, offered_at=offered.offered_at)


def _read_option(place: int, stored: Sequence[Any], offered_at: datetime) -> Option:
    """Return an option as it was stored; before numbers were stored, it had that of its place, and then no reader."""
    text, value, *more = stored
    if not more:
        return Option(text, value, place, offered_at)
    number, at, pushed, *readers = more
    return Option(text, value, number, datetime.fromisoformat(at), pushed, next(iter(readers), None))


def get_topic(session: Session, channel: str, chat_id: str) -> RememberedTopic | None:
    """Return the topic of the last answer to a sentence in this chat, however long ago."""
    row = fetch_rows(session, _TOPIC, of_channel=channel, of_chat=chat_id).first()
    return RememberedTopic(row.topic["officer"], row.spoken_at, row.topic) if row and row.topic else None


def save_topic(session: Session, channel: str, chat_id: str, topic: RememberedTopic) -> None:
    """Save the topic of an answer in place of the one before."""
    kept = {**topic.topic, "officer": topic.officer_id}
    _save(session, channel, chat_id, topic=kept, spoken_at=topic.spoken_at)


def delete_before(session: Session, instant: datetime) -> int:
    """Delete a batch of states in which nothing was asked, offered or said since `instant` (UTC); return how many."""
    return execute_count(session, _DELETE_OLD, before=instant)


def _save(session: Session, channel: str, chat_id: str, **values: Any) -> None:
    at_first = {"about": {}, "choices": []} | values
    upsert(session, Dialogue, tuple(values), channel=channel, chat_id=chat_id, **at_first)
