"""The journal of what channels received, files that they hand out by links, and the places of a bot's messages."""

from datetime import datetime

from sqlalchemy import JSON, LargeBinary, Text, text
from sqlmodel import Field, Index, UniqueConstraint

from data.enums import UpdateState
from data.models.base import Table, one_of

_OPEN = text("state IN ('received', 'answered')")


class JournalEntry(Table, table=True):
    """An update of a channel: stored before the provider hears that it arrived, kept until its answer was sent.

    Entries are answered in the order of `id`. `raw` is the update as it came and `reply` its answer, both as JSON;
    neither is kept longer than it is needed, since people wrote them in confidence. `attempts` counts how often a
    new process took up an update that an earlier one had left unanswered. `note` is why an update was skipped.
    `received_at` is an instant of the world outside, not of a rehearsal: it is the channel that delivers again.
    `holder` is the process that answers it, of several on one registry ("": there is one). It is `handed_on` from the
    process that received it to another that still answers an earlier update of the chat, until that one takes it up.
    """

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("channel", "update_id"),
        # Partial in PostgreSQL as well, by its migration: named here, its dialect would always be loaded (3 MB).
        Index("ix_journal_open", "channel", "chat_id", sqlite_where=_OPEN),
    )

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
    holder: str = Field(default="", max_length=32)
    handed_on: bool = False


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


class PlacesOfPace(Table, table=True):
    """The last places that a bot, or one of its chats, has taken in its provider's limits, shared by all processes.

    `places` and `paused_until` are seconds of the database's clock (Unix time): several machines have one clock here.
    `used_at` tells what nobody uses any more.
    """

    __tablename__ = "pace"

    name: str = Field(primary_key=True, max_length=200)
    places: list[float] = Field(sa_type=JSON)
    paused_until: float = 0.0
    used_at: datetime = Field(index=True)
