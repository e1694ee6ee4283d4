"""Office tables: decided days off, the audit trail, heartbeats, messages of channels by month."""

from datetime import date, datetime

from sqlmodel import Field, Index, UniqueConstraint

from data.enums import DayKind, QuotaLevel
from data.models.base import Table, one_of


class DayOff(Table, table=True):
    """An officially decided day off, or worked day, with its document. Overrides the calculated calendar."""

    __tablename__ = "day_off"

    day: date = Field(primary_key=True)
    kind: DayKind = Field(sa_type=one_of(DayKind, "kind"))
    name: str = Field(max_length=200)
    document: str = Field(max_length=200)


class AuditEntry(Table, table=True):
    """One act in the audit trail. `actor` is an officer's id or the name of a command at the shell."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_action_id", "action", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    actor: str = Field(max_length=64)
    action: str = Field(max_length=64)
    subject: str = Field(max_length=200)


class Pulse(Table, table=True):
    """The last heartbeat of a part of the process, with its trouble if there was one."""

    __tablename__ = "pulse"

    name: str = Field(primary_key=True, max_length=64)
    at: datetime
    trouble: str | None = None


class ChannelMonth(Table, table=True):
    """The messages of one channel in a month (Viet Nam, of the world outside), whose first day is `month`.

    `spent_at` is the real instant at which the provider said that they are spent.
    """

    __tablename__ = "channel_month"

    channel: str = Field(primary_key=True, max_length=32)
    month: date = Field(primary_key=True)
    sent: int = 0
    received: int = 0
    spent_at: datetime | None = None


class QuotaWarning(Table, table=True):
    """A level that a channel's month has reached, so that administrators are told of it once.

    `announced_at` is the office's instant at which their messages were planned, None until then.
    """

    __tablename__ = "quota_warning"
    __table_args__ = (UniqueConstraint("channel", "month", "level"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=32)
    month: date
    level: QuotaLevel = Field(sa_type=one_of(QuotaLevel, "level"))
    sent: int
    allowed: int
    announced_at: datetime | None = Field(default=None, index=True)
