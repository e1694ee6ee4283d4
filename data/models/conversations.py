"""State of a conversation between two messages, stored so that any process can go on with it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, UniqueConstraint

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
    """A message of the bot with buttons, and whom it was for; a reply to one about a duty or a task needs no name.

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


class PageMessage(Table, table=True):
    """A message shown on the page, with which a reload, another device and a new process show the same chat.

    Messages are numbered over all chats, in the order in which they were stored; one that was edited has a new number
    and stands at its old `place`, the number of its first version. `officer_id` is whom it was for: nobody
    else is shown it. The officer's own message has an `update_id`, the page's number of what was posted; the answer
    to a post `answers` that number. `stored_at` is an instant of the world outside.
    """

    __tablename__ = "page_message"
    __table_args__ = (
        UniqueConstraint("chat_id", "update_id"),
        UniqueConstraint("chat_id", "answers"),
        Index("ix_page_message_chat_id_place", "chat_id", "place"),
    )

    number: int | None = Field(default=None, primary_key=True)
    chat_id: str = Field(max_length=128)
    place: int
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    update_id: str | None = Field(default=None, max_length=64)
    answers: str | None = Field(default=None, max_length=64)
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    stored_at: datetime = Field(index=True)


class PageFile(Table, table=True):
    """A file that was handed out in a chat of the page; its content lies under its hash (`data.files`)."""

    __tablename__ = "page_file"

    key: str = Field(primary_key=True, max_length=32)
    chat_id: str = Field(max_length=128)
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    name: str = Field(max_length=255)
    media_type: str = Field(max_length=128)
    digest: str = Field(max_length=64, index=True)
    size: int
    stored_at: datetime = Field(index=True)
