"""Officers, the chats they can be reached on, and chats that went from one to another."""

from datetime import date, datetime

from sqlalchemy import Index, text, true
from sqlmodel import Field, UniqueConstraint

from data.enums import NAME_LETTERS, Role
from data.models.base import Table, one_of


class Officer(Table, table=True):
    """A person of an agency, in one role.

    `affirmed_at` is when they last said that they are still in office; None: not since they joined. `same_as_id` is
    the first officer whom the same person was, by the same chat or by an invitation that replaces another; None for
    the first. `last_day` (Viet Nam) is that of a deputy, whose office ends with it; None for no end.
    """

    __tablename__ = "officer"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    name: str = Field(max_length=NAME_LETTERS)
    role: Role = Field(sa_type=one_of(Role, "role"))
    active: bool = True
    created_at: datetime
    affirmed_at: datetime | None = None
    same_as_id: int | None = Field(default=None, foreign_key="officer.id", index=True)
    last_day: date | None = None


class ChatLink(Table, table=True):
    """An officer's chat on one channel. A chat speaks for one officer at a time, the one whose row is `speaking`.

    Whoever serves several agencies is an officer in each, with a row of the same chat: messages about all of them
    arrive there, and exactly one of them is spoken for.
    `heard_at` is the office's instant, to the day, at which it last wrote to us; None: not since it was linked.
    """

    __tablename__ = "chat_link"
    __table_args__ = (
        UniqueConstraint("channel", "chat_id", "officer_id"),
        Index(
            "uq_chat_link_speaking",
            "channel",
            "chat_id",
            unique=True,
            sqlite_where=text("speaking"),
            postgresql_where=text("speaking"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    channel: str = Field(max_length=32)
    chat_id: str = Field(max_length=128)
    linked_at: datetime
    unreachable_since: datetime | None = None
    heard_at: datetime | None = None
    speaking: bool = Field(default=True, sa_column_kwargs={"server_default": true()})


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
