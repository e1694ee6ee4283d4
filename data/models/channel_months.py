"""Messages of a month, of channels whose provider allows only so many."""

from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from data.enums import QuotaLevel
from data.models.base import Table, one_of


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
