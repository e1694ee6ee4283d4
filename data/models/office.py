"""Office tables: days off, the audit trail with its seals, heartbeats, messages of channels by month."""

from datetime import date, datetime

from sqlmodel import Field, Index, UniqueConstraint

from data.enums import AuditSource, DayKind, QuotaLevel
from data.models.base import Table, one_of


class DayOff(Table, table=True):
    """An officially decided day off, or worked day, with its document. Overrides the calculated calendar."""

    __tablename__ = "day_off"

    day: date = Field(primary_key=True)
    kind: DayKind = Field(sa_type=one_of(DayKind, "kind"))
    name: str = Field(max_length=200)
    document: str = Field(max_length=200)


class AuditEntry(Table, table=True):
    """One act in the audit trail: never edited, never deleted.

    `actor` is "officer:12", "chat:…" for a chat that is linked to nobody, or the name of a command; then `person` is
    who gave it at the shell. `before` and `after` are JSON objects of what the act changed.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_action_id", "action", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    actor: str = Field(max_length=64)
    action: str = Field(max_length=64)
    subject: str = Field(max_length=200)
    person: str | None = Field(default=None, max_length=200)
    channel: str | None = Field(default=None, max_length=32)
    before: str | None = None
    after: str | None = None


class AuditSeal(Table, table=True):
    """One link of the chain over progress and audit entries, in the order in which they were sealed.

    `content_hash` is the hash of the row, `chain_hash` that of this link with the one before it (SHA-256 in
    hexadecimal digits). `sealed_at` is the office's instant (UTC), None where an upgrade sealed what was there.
    """

    __tablename__ = "audit_seal"
    __table_args__ = (UniqueConstraint("source", "row_id"),)

    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    source: AuditSource = Field(sa_type=one_of(AuditSource, "source"))
    row_id: int
    content_hash: str = Field(max_length=64)
    chain_hash: str = Field(max_length=64)
    sealed_at: datetime | None = None


class RefusedAct(Table, table=True):
    """How often a chat was refused the same within an hour; the first is in the audit trail at once.

    `hour` is the beginning of the hour (UTC). When it is over the others get one entry, and the row is deleted.
    """

    __tablename__ = "refused_act"
    __table_args__ = (UniqueConstraint("hour", "action", "channel", "chat_id"),)

    id: int | None = Field(default=None, primary_key=True)
    hour: datetime
    action: str = Field(max_length=64)
    channel: str = Field(max_length=32)
    chat_id: str = Field(max_length=128)
    actor: str = Field(max_length=64)
    times: int = 1


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
