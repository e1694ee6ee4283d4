"""Requests of people without a code to be let in."""

from datetime import datetime

from sqlmodel import Field, Index

from data.enums import ACCOUNT_LETTERS, NAME_LETTERS, RequestOutcome, Role
from data.models.base import Table, one_of


class JoinRequest(Table, table=True):
    """A chat that is linked to nobody asks to be an agency's officer. Instants are the office's.

    `account` is the account as its channel shows it. It waits until `decided_at`; `officer_id` is who they are since
    they were let in.
    """

    __tablename__ = "join_request"
    __table_args__ = (Index("ix_join_request_channel_chat_id", "channel", "chat_id"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=32)
    chat_id: str = Field(max_length=128)
    name: str = Field(max_length=NAME_LETTERS)
    account: str = Field(max_length=ACCOUNT_LETTERS)
    agency_id: int = Field(foreign_key="agency.id")
    role: Role = Field(sa_type=one_of(Role, "role"))
    asked_at: datetime = Field(index=True)
    decided_at: datetime | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="officer.id")
    outcome: RequestOutcome | None = Field(default=None, sa_type=one_of(RequestOutcome, "outcome"))
    officer_id: int | None = Field(default=None, foreign_key="officer.id", index=True)
