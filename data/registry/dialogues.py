"""What a chat was last asked and offered; kept as a row, so that any process can go on with it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from data.models import Dialogue


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


def question(session: Session, channel: str, chat_id: str) -> Question | None:
    """The question this chat has not answered yet."""
    row = session.get(Dialogue, (channel, chat_id))
    if row is None or row.step is None or row.asked_at is None:
        return None
    return Question(row.step, row.asked_at, row.about)


def ask(session: Session, channel: str, chat_id: str, asked: Question) -> None:
    """Puts a question in place of the one before."""
    row = _row(session, channel, chat_id)
    row.step, row.about, row.asked_at = asked.step, asked.about, asked.asked_at


def leave(session: Session, channel: str, chat_id: str) -> bool:
    """Drops the open question; says whether there was one."""
    row = session.get(Dialogue, (channel, chat_id))
    if row is None or row.step is None:
        return False
    row.step, row.about, row.asked_at = None, {}, None
    return True


def choices(session: Session, channel: str, chat_id: str) -> Choices | None:
    """What was offered last, however long ago."""
    row = session.get(Dialogue, (channel, chat_id))
    if row is None or not row.choices or row.offered_at is None:
        return None
    return Choices(row.offered_at, tuple((text, value) for text, value in row.choices))


def offer(session: Session, channel: str, chat_id: str, offered: Choices) -> None:
    """Puts new choices in place of the ones before."""
    row = _row(session, channel, chat_id)
    row.choices, row.offered_at = [list(option) for option in offered.options], offered.offered_at


def _row(session: Session, channel: str, chat_id: str) -> Dialogue:
    row = session.get(Dialogue, (channel, chat_id)) or Dialogue(channel=channel, chat_id=chat_id)
    session.add(row)
    return row
