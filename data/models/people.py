"""Officers, the chats they can be reached on, and the invitations that link the two."""

from datetime import datetime

from sqlmodel import Field, Index, UniqueConstraint

from data.enums import NAME_LETTERS, Role
from data.models.base import Table, one_of


class Officer(Table, table=True):
    """A person of an agency."""

    __tablename__ = "officer"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    name: str = Field(max_length=NAME_LETTERS)
    role: Role = Field(sa_type=one_of(Role, "role"))
    active: bool = True
    created_at: datetime


class ChatLink(Table, table=True):
    """An officer's chat on one channel. A chat speaks for one officer at a time."""

    __tablename__ = "chat_link"
    __table_args__ = (UniqueConstraint("channel", "chat_id"),)

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    channel: str = Field(max_length=32)
    chat_id: str = Field(max_length=128)
    linked_at: datetime
    unreachable_since: datetime | None = None


class Invitation(Table, table=True):
    """A one-time code. Only its hash is kept: who reads the registry cannot join with what is there.

    `channel` is the one that it names, where there are several. `moves_officer_id` is the officer who goes there with
    it, None for an invitation of somebody new.
    """

    __tablename__ = "invitation"

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True, max_length=64)
    agency_id: int = Field(foreign_key="agency.id")
    role: Role = Field(sa_type=one_of(Role, "role"))
    name: str = Field(max_length=NAME_LETTERS)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    channel: str | None = Field(default=None, max_length=32)
    moves_officer_id: int | None = Field(default=None, foreign_key="officer.id")


class Relinking(Table, table=True):
    """A chat that went from one officer to another, by a second invitation.

    `announced_at` is the office's instant at which the administrators' messages were planned, None until then.
    """

    __tablename__ = "relinking"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    channel: str = Field(max_length=32)
    left_id: int = Field(foreign_key="officer.id")
    joined_id: int = Field(foreign_key="officer.id")
    announced_at: datetime | None = Field(default=None, index=True)


class JoinAttempt(Table, table=True):
    """A wrong code typed into a chat, to stop guessing."""

    __tablename__ = "join_attempt"
    __table_args__ = (Index("ix_join_attempt_channel_chat_id_at", "channel", "chat_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=32)
    chat_id: str = Field(max_length=128)
    at: datetime
