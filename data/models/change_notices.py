"""Notices of changes: those still to be announced, and the messages that announce them."""

from sqlmodel import Field

from data.models.base import Table


class UntoldChange(Table, table=True):
    """A change still to be announced, written together with it; deleted when its news are written."""

    __tablename__ = "untold_change"

    entry_id: int = Field(foreign_key="progress_entry.id", primary_key=True)


class News(Table, table=True):
    """A change that is announced to an officer, once, in one message."""

    __tablename__ = "news"

    entry_id: int = Field(foreign_key="progress_entry.id", primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
