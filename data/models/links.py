"""Secrets that open something without a chat: calendars, sign-in to the page, and the page's sessions.

Only hashes are kept: who reads the registry can open nothing with what is there.
"""

from datetime import datetime

from sqlmodel import Field

from data.models.base import Table


class CalendarLink(Table, table=True):
    """An officer's own address of their agency's calendar; a new one replaces the old one."""

    __tablename__ = "calendar_link"

    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    created_at: datetime


class SignInLink(Table, table=True):
    """An address by which an officer opens the page once. All instants are of the world outside."""

    __tablename__ = "sign_in_link"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    created_at: datetime
    expires_at: datetime = Field(index=True)
    spent_at: datetime | None = None


class PageSession(Table, table=True):
    """A browser that opened the page of a chat. All instants are of the world outside.

    Whose chat it is, and in which role, is read from the chat's link at every request. `seen_at` is exact to an hour.
    """

    __tablename__ = "page_session"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    chat_id: str = Field(max_length=128, index=True)
    opened_at: datetime
    seen_at: datetime = Field(index=True)
    ended_at: datetime | None = None
