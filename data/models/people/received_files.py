"""Files that officers sent today, counted for the quota."""

from datetime import date

from sqlmodel import Field, UniqueConstraint

from data.models.base import Table


class ReceivedFile(Table, table=True):
    """A content that was taken from an officer on a day (Viet Nam); rows of earlier days are deleted.

    `digest` is that of its proof, whether or not the file was attached to a duty in the end; `size` is in bytes.
    """

    __tablename__ = "received_file"
    __table_args__ = (UniqueConstraint("officer_id", "day", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id")
    day: date
    digest: str = Field(max_length=64)
    size: int
