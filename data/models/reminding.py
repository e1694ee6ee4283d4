"""Reminder settings of officers: for all duties, for one, and by which way they are told."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field

from data.models.base import Table


class Preference(Table, table=True):
    """The choices of an officer at /nhac; an officer without a row has chosen nothing.

    `hour` is that of the digest, on clocks in Viet Nam. `left_out` are the stages before a deadline that the
    officer can do without. `resumes_on` is the first day (Viet Nam) after a pause.
    """

    __tablename__ = "preference"
    __table_args__ = (CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),)

    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    hour: int
    left_out: list[str] = Field(default_factory=list, sa_type=JSON)
    resumes_on: date | None = None


class Snooze(Table, table=True):
    """A pause of one duty's reminders for one officer, from `since` until the day before `until` (Viet Nam)."""

    __tablename__ = "snooze"

    duty_id: int = Field(foreign_key="duty.id", primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", primary_key=True, index=True)
    since: date
    until: date = Field(index=True)


class PushOrder(Table, table=True):
    """The order in which an officer's ways are tried, by the names of their providers: ["zalo", "email"].

    An officer without a row has chosen none. A way that is not named comes after those that are.
    """

    __tablename__ = "push_order"

    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    ways: list[str] = Field(default_factory=list, sa_type=JSON)
