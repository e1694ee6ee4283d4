"""What a chat was last asked and offered; kept as a row, so that any process can go on with it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from data.models import Dialogue
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, fetch_rows, insert_if_new, table_of


@dataclass(frozen=True, slots=True)
class Question:
    """The bot's last question: `step` names who reads the answer, `about` what it concerns."""

    step: str
    asked_at: datetime
    about: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the last message offered on a channel without buttons: (text, button value) in order."""

    offered_at: datetime
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RememberedTopic:
    """What a sentence of `officer_id` was answered about, at an instant (UTC)."""

    officer_id: int
    spoken_at: datetime
    topic: dict[str, Any]


_DIALOGUE = table_of(Dialogue).c
_OF_CHAT = (_DIALOGUE.channel == bindparam("of_channel"), _DIALOGUE.chat_id == bindparam("of_chat"))
_QUESTION = select_lines(Question, _DIALOGUE).where(*_OF_CHAT, _DIALOGUE.step.is_not(None))
_UPDATE = update(table_of(Dialogue)).where(*_OF_CHAT)
_LEAVE = _UPDATE.where(_DIALOGUE.step.is_not(None)).values(step=None, about={}, asked_at=None)
_CHOICES = select(_DIALOGUE.offered_at, _DIALOGUE.choices).where(*_OF_CHAT, _DIALOGUE.offered_at.is_not(None))

_TOPIC = select(_DIALOGUE.spoken_at, _DIALOGUE.topic).where(*_OF_CHAT, _DIALOGUE.spoken_at.is_not(None))


def get_question(session: Session, channel: str, chat_id: str) -> Question | None:
    """The question this chat has not answered yet."""
    return fetch_first(session, _QUESTION, of_channel=channel, of_chat=chat_id)


def open_question(session: Session, channel: str, chat_id: str, asked: Question) -> None:
    """Puts a question in place of the one before."""
    _put(session, channel, chat_id, step=asked.step, about=asked.about, asked_at=asked.asked_at)


def close_question(session: Session, channel: str, chat_id: str) -> bool:
    """Drops the open question; says whether there was one."""
    return execute_count(session, _LEAVE, of_channel=channel, of_chat=chat_id) == 1


def get_choices(session: Session, channel: str, chat_id: str) -> Choices | None:
    """What was offered last, however long ago."""
    row = fetch_rows(session, _CHOICES, of_channel=channel, of_chat=chat_id).first()
    if row is None or not row.choices:
        return None
    return Choices(row.offered_at, tuple((text, value) for text, value in row.choices))


def save_choices(session: Session, channel: str, chat_id: str, offered: Choices) -> None:
    """Puts new choices in place of the ones before."""
    _put(
        session, channel, chat_id, choices=[list(option) for option in offered.options], offered_at=offered.offered_at
    )


def get_topic(session: Session, channel: str, chat_id: str) -> RememberedTopic | None:
    """What this chat was told last in answer to a sentence, however long ago."""
    row = fetch_rows(session, _TOPIC, of_channel=channel, of_chat=chat_id).first()
    return RememberedTopic(row.topic["officer"], row.spoken_at, row.topic) if row and row.topic else None


def save_topic(session: Session, channel: str, chat_id: str, told: RememberedTopic) -> None:
    """Puts what was told now in place of what was told before."""
    kept = {**told.topic, "officer": told.officer_id}
    _put(session, channel, chat_id, topic=kept, spoken_at=told.spoken_at)


def _put(session: Session, channel: str, chat_id: str, **values: Any) -> None:
    if not insert_if_new(
        session, Dialogue, channel=channel, chat_id=chat_id, **{"about": {}, "choices": []} | values
    ):
        execute_count(session, _UPDATE.values(**values), of_channel=channel, of_chat=chat_id)
