"""Terms on which plans and duties were followed before: what they were until a change; only ever added.

What has no row here has not changed since the registry keeps them.
"""

from datetime import date, datetime

from sqlmodel import Field, Index

from data.models.base import Table


class EarlierDate(Table, table=True):
    """The date that a deadline had until an instant (UTC), when a reading, a correction or an officer moved it."""

    __tablename__ = "earlier_date"
    __table_args__ = (Index("ix_earlier_date_until_deadline_id", "until", "deadline_id"),)

    id: int | None = Field(default=None, primary_key=True)
    deadline_id: int = Field(foreign_key="deadline.id")
    until: datetime
    due_on: date | None = None


class EarlierDuty(Table, table=True):
    """The state of a duty, `withdrawn` or owed, until an instant (UTC) at which its plan asked for it or ceased to.

    One that was added to a plan by a later reading, or by another lead, was withdrawn until then.
    """

    __tablename__ = "earlier_duty"
    __table_args__ = (Index("ix_earlier_duty_until_duty_id", "until", "duty_id"),)

    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="duty.id")
    until: datetime
    withdrawn: bool


class EarlierClosing(Table, table=True):
    """A time in which a plan was closed, from `closed_at` until `until` (UTC), when it was reopened."""

    __tablename__ = "earlier_closing"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    closed_at: datetime
    until: datetime
