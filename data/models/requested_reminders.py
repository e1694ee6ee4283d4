"""Reminders that supervisors asked for, and the duties that each is about."""

from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from data.models.base import Table


class RequestedReminder(Table, table=True):
    """A reminder of an agency that a supervisor asked for: at most one a day, whoever asks.

    `day` is the date (Viet Nam) on which it was asked for, `requested_at` the office's instant (UTC). `planned`: its
    messages are in the outbox; their `number` is the id of this row.
    """

    __tablename__ = "requested_reminder"
    __table_args__ = (UniqueConstraint("agency_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    day: date
    officer_id: int = Field(foreign_key="officer.id")
    requested_at: datetime
    planned: bool = Field(default=False, index=True)


class RequestedDuty(Table, table=True):
    """A duty that a requested reminder is about."""

    __tablename__ = "requested_duty"

    request_id: int = Field(foreign_key="requested_reminder.id", primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", primary_key=True)
