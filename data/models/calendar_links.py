"""Addresses under which an agency's calendar can be subscribed to."""

from datetime import datetime

from sqlmodel import Field

from data.models.base import Table


class CalendarLink(Table, table=True):
    """An officer's own address of their agency's calendar; a new one replaces the old one.

    Only the hash of its secret part is kept: who reads the registry cannot read a calendar with what is there.
    """

    __tablename__ = "calendar_link"

    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    created_at: datetime
