"""Officers, the chats they can be reached on, and the invitations that link the two."""

from datetime import datetime

from sqlmodel import Field, Index, UniqueConstraint

from data.enums import ACCOUNT_LETTERS, NAME_LETTERS, Role
from data.models.base import Table, one_of


class Officer(Table, table=True):
    """A person of an agency, in one role.

    `affirmed_at` is when they last said that they are still in office; None: not since they joined. `same_as_id` is
    the first officer whom the same person was, by the same chat or by an invitation that replaces another; None for
    the first.
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


class ChatLink(Table, table=True):
    """An officer's chat on one channel. A chat speaks for one officer at a time.

    `heard_at` is the office's instant, to the day, at which it last wrote to us; None: not since it was linked.
    """

    __tablename__ = "chat_link"
    __table_args__ = (UniqueConstraint("channel", "chat_id"),)

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    channel: str = Field(max_length=32)
    chat_id: str = Field(max_length=128)
    linked_at: datetime
    unreachable_since: datetime | None = None
    heard_at: datetime | None = None


class Invitation(Table, table=True):
    """A one-time code for one person, and what became of it.

    Only its hash is kept: who reads the registry cannot join with what is there. `created_by_id` is None for one made
    at the shell by nobody in particular. `replaces_id` is the officer whose place the person takes, and whose
    identity ends with it: another telephone, another role. `needs_approval`: it works only once a second
    administrator has agreed. `account` is the account that used it, as its channel shows it, on `channel`;
    `vouched_by_id` said that it is the right one. `contested_at` is when another account, `contested_by`, first typed
    the used code.
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
    officer_id: int | None = Field(default=None, foreign_key="officer.id", index=True)
    created_by_id: int | None = Field(default=None, foreign_key="officer.id")
    replaces_id: int | None = Field(default=None, foreign_key="officer.id")
    revoked_at: datetime | None = None
    revoked_by_id: int | None = Field(default=None, foreign_key="officer.id")
    needs_approval: bool = False
    approved_at: datetime | None = None
    approved_by_id: int | None = Field(default=None, foreign_key="officer.id")
    account: str | None = Field(default=None, max_length=ACCOUNT_LETTERS)
    channel: str | None = Field(default=None, max_length=32)
    vouched_at: datetime | None = None
    vouched_by_id: int | None = Field(default=None, foreign_key="officer.id")
    contested_at: datetime | None = None
    contested_by: str | None = Field(default=None, max_length=ACCOUNT_LETTERS)


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
