"""The journal of what channels received, and files that they hand out by links."""

from datetime import datetime

from sqlalchemy import LargeBinary, Text
from sqlmodel import Field, UniqueConstraint

from data.enums import UpdateState
from data.models.base import Table, one_of


class JournalEntry(Table, table=True):
    """An update of a channel: stored before the provider hears that it arrived, kept until its answer was sent.

    Entries are answered in the order of `id`. `raw` is the update as it came and `reply` its answer, both as JSON;
    neither is kept longer than it is needed, since people wrote them in confidence. `attempts` counts how often a
    new process took up an update that an earlier one had left unanswered. `note` is why an update was skipped.
    `received_at` is an instant of the world outside, not of a rehearsal: it is the channel that delivers again.
    """

    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("channel", "update_id"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=32)
    update_id: str = Field(max_length=128)
    chat_id: str = Field(default="", max_length=128)
    received_at: datetime = Field(index=True)
    state: UpdateState = Field(default=UpdateState.RECEIVED, sa_type=one_of(UpdateState, "state"))
    attempts: int = 0
    raw: str | None = Field(default=None, sa_type=Text)
    reply: str | None = Field(default=None, sa_type=Text)
    note: str | None = Field(default=None, max_length=64)


class Download(Table, table=True):
    """A file for the chat that it was made for, under a secret of which only the hash is kept.

    It is deleted once it was fetched, unless it is a picture, which a provider may fetch more than once; and when it
    expires. `expires_at` is a real instant.
    """

    __tablename__ = "download"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    channel: str = Field(max_length=32)
    chat_id: str = Field(max_length=128)
    name: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    content: bytes = Field(sa_type=LargeBinary)
    is_picture: bool
    expires_at: datetime = Field(index=True)
