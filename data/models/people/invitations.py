"""Codes by which officers join, and wrong ones."""

from datetime import date, datetime

from sqlmodel import Field, Index

from data.enums import ACCOUNT_LETTERS, NAME_LETTERS, Role
from data.models.base import Table, one_of


class Invitation(Table, table=True):
    """A one-time code for one person, and what became of it.

    Only its hash is kept: who reads the registry cannot join with what is there. `created_by_id` is None for one made
    at the shell by nobody in particular. `replaces_id` is the officer whose place the person takes, and whose
    identity ends with it: another telephone, another role. `needs_approval`: it works only once a second
    administrator has agreed. `channel` is the one that it names, where there are several, and once used that on
    which it was used; `moves_officer_id` is the officer who goes there with it, None for an invitation of somebody
    new. `account` is the account that used it, as its channel shows it; `vouched_by_id` said that it is the right
    one. `contested_at` is when another account, `contested_by`, first typed the used code.
    `last_day` is that of the office of a deputy, None for no end.
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
    moves_officer_id: int | None = Field(default=None, foreign_key="officer.id")
    last_day: date | None = None
    vouched_at: datetime | None = None
    vouched_by_id: int | None = Field(default=None, foreign_key="officer.id")
    contested_at: datetime | None = None
    contested_by: str | None = Field(default=None, max_length=ACCOUNT_LETTERS)


class JoinAttempt(Table, table=True):
    """A wrong code typed into a chat, to stop guessing."""

    __tablename__ = "join_attempt"
    __table_args__ = (Index("ix_join_attempt_channel_chat_id_at", "channel", "chat_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=32)
    chat_id: str = Field(max_length=128)
    at: datetime
