"""Officers who are away for a time."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field

from data.models.base import Table


class Absence(Table, table=True):
    """An officer is away until the end of `until` (Viet Nam); a deputy, if there is one, has what was theirs.

    `duties` are the ids of what went to the deputy, so that it can be given back. Instants are the office's.
    """

    __tablename__ = "absence"

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    deputy_id: int | None = Field(default=None, foreign_key="officer.id", index=True)
    until: date
    duties: list[int] = Field(default_factory=list, sa_type=JSON)
    began_at: datetime
    by_id: int = Field(foreign_key="officer.id")
    ended_at: datetime | None = Field(default=None, index=True)
