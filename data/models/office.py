"""Office tables: decided days off, the heartbeats of the process."""

from datetime import date, datetime

from sqlmodel import Field

from data.enums import DayKind
from data.models.base import Table, one_of


class DayOff(Table, table=True):
    """An officially decided day off, or worked day, with its document. Overrides the calculated calendar."""

    __tablename__ = "day_off"

    day: date = Field(primary_key=True)
    kind: DayKind = Field(sa_type=one_of(DayKind, "kind"))
    name: str = Field(max_length=200)
    document: str = Field(max_length=200)


class Pulse(Table, table=True):
    """The last heartbeat of a part of the process, with its trouble if there was one."""

    __tablename__ = "pulse"

    name: str = Field(primary_key=True, max_length=64)
    at: datetime
    trouble: str | None = None
