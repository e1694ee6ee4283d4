"""State of a conversation between two messages, stored so that any process can go on with it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from data.models.base import Table


class Dialogue(Table, table=True):
    """The state of one chat: its open question, the choices it was offered, and its last topic.

    `step` and `about` are the question that was last asked, `choices` what was offered with it; `topic` is the last
    answer to a sentence, for questions that follow it.
    """

    __tablename__ = "dialogue"

    channel: str = Field(primary_key=True, max_length=32)
    chat_id: str = Field(primary_key=True, max_length=128)
    step: str | None = Field(default=None, max_length=64)
    about: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    asked_at: datetime | None = None
    choices: list[list[str]] = Field(default_factory=list, sa_type=JSON)
    offered_at: datetime | None = None
    topic: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    spoken_at: datetime | None = None


class ShownMessage(Table, table=True):
    """A message of the bot that a duty or a task can be told from, so that a reply to it needs no name.

    `items` are the buttons that open them, in the order of the message: "card:17". `shown_at` is an instant of the
    world outside. What the outbox sent is found there.
    """

    __tablename__ = "shown_message"

    channel: str = Field(primary_key=True, max_length=32)
    chat_id: str = Field(primary_key=True, max_length=128)
    message_id: str = Field(primary_key=True, max_length=128)
    officer_id: int = Field(foreign_key="officer.id")
    items: list[str] = Field(default_factory=list, sa_type=JSON)
    shown_at: datetime = Field(index=True)
