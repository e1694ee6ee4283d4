"""Group chats that get an agency's digest."""

from datetime import datetime

from sqlmodel import Field, Index

from data.models.base import Table


class GroupChat(Table, table=True):
    """A group chat for which an officer asked for the digest of their agency. Instants are the office's.

    It waits for its code to be typed in the group, `began_at`, until `expires_at`; only the hash of the code is kept.
    `channel` and `chat_id` are those of the group since then. It gets nothing after `ended_at`.
    """

    __tablename__ = "group_chat"
    __table_args__ = (Index("ix_group_chat_channel_chat_id", "channel", "chat_id"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    asked_by_id: int = Field(foreign_key="officer.id")
    code_hash: str = Field(unique=True, max_length=64)
    asked_at: datetime
    expires_at: datetime
    channel: str | None = Field(default=None, max_length=32)
    chat_id: str | None = Field(default=None, max_length=128)
    began_at: datetime | None = None
    ended_at: datetime | None = None
