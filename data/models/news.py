"""Who hears of a change: what nobody was told of yet, and which message tells whom."""

from sqlmodel import Field

from data.models.base import Table


class UntoldChange(Table, table=True):
    """A change that is still to be told, written in the unit of work that made it; gone once its news are written."""

    __tablename__ = "untold_change"

    entry_id: int = Field(foreign_key="progress_entry.id", primary_key=True)


class News(Table, table=True):
    """A change that an officer hears of, once, in one message."""

    __tablename__ = "news"

    entry_id: int = Field(foreign_key="progress_entry.id", primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
