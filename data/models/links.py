"""Secrets that open something without a chat: calendars, sign-in to the page, the page's sessions, mail addresses.

Only hashes are kept: who reads the registry can open nothing with what is there.
"""

from datetime import date, datetime

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


class MailCode(Table, table=True):
    """The code that was sent to an address which an officer gave, and is to be typed before anything else goes there.

    `wrong` counts what was typed instead, `asked` the codes that were sent on `day` (Viet Nam, of the world outside).
    `expires_at` is an instant of the world outside; `code_hash` is "" once the code was used.
    """

    __tablename__ = "mail_code"

    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    address: str = Field(max_length=128)
    code_hash: str = Field(max_length=64)
    expires_at: datetime = Field(index=True)
    wrong: int = 0
    day: date
    asked: int = 0


class PushSubscription(Table, table=True):
    """A browser that is told of messages while its page is closed, until its session ends or was not seen for long.

    `endpoint` is where its maker's push service takes notices for it, of which a secret part stands in the address;
    `public_key` and `secret` are what they are encrypted for (https://www.rfc-editor.org/rfc/rfc8291), in base64.
    `officer_id` is whose page it was: nobody else's messages go there. `created_at` is of the world outside.
    """

    __tablename__ = "push_subscription"

    id: int | None = Field(default=None, primary_key=True)
    endpoint_hash: str = Field(unique=True, max_length=64)
    session_id: int = Field(foreign_key="page_session.id", ondelete="CASCADE", index=True)
    chat_id: str = Field(max_length=128, index=True)
    officer_id: int = Field(foreign_key="officer.id")
    endpoint: str = Field(max_length=1024)
    public_key: str = Field(max_length=128)
    secret: str = Field(max_length=64)
    created_at: datetime
