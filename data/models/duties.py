"""Duties, their history and the files that prove them."""

from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Field, Index, UniqueConstraint

from data.enums import Change, JudgedBy, State
from data.models.base import Table, one_of

_OPEN = text("state NOT IN ('done', 'reported', 'not_applicable') AND NOT withdrawn")
"""Rows that planning reads (`data.registry.duties.open_duties`): of finished duties none."""

_EXTENDED = text("extended_to IS NOT NULL")
_EXEMPTION_ASKED = text("exemption_asked IS NOT NULL")


class Duty(Table, table=True):
    """One deadline owed by one agency: the unit that is reminded of and reported on.

    `version` counts its entries: a change is made only on the version it was based on.
    `withdrawn`: a later reading of the plan no longer asks it of this agency; kept with its history, owed by nobody.
    `completed_on` is the day that counts for "on time": the document's date, or the day of the report, as the duty is
    judged. `received_on` is the day of the report (Viet Nam). `judged_by` is set where the duty is judged otherwise
    than its task.
    `extended_to` is the last date that was agreed on after the deadline, which stays; `extensions` how many were.
    `asked_until` is the date of a request that nobody has decided on, `exemption_asked` the reason of a proposed
    exemption that nobody has decided on. `responsible_id` is the officer of the agency
    whom it was handed to.
    """

    __tablename__ = "duty"
    __table_args__ = (
        UniqueConstraint("deadline_id", "agency_id"),
        Index("ix_duty_agency_id_state", "agency_id", "state"),
        # Partial in PostgreSQL as well, by their migrations: named here, its dialect would always be loaded (3 MB).
        Index("ix_duty_open", "deadline_id", sqlite_where=_OPEN),
        Index(
            "ix_duty_counted",
            "withdrawn",  # first: planning is to read `ix_duty_open`, where finished duties are not
            "deadline_id",
            "state",
            "completed_on",
            "extended_to",
            "asked_until",
            "agency_id",
        ),
        Index("ix_duty_extended_to", "extended_to", sqlite_where=_EXTENDED),
        # Of the key: the reason itself may be too long for an index.
        Index("ix_duty_exemption_asked", "id", sqlite_where=_EXEMPTION_ASKED),
    )

    id: int | None = Field(default=None, primary_key=True)
    deadline_id: int = Field(foreign_key="deadline.id")
    agency_id: int = Field(foreign_key="agency.id")
    state: State = Field(default=State.NOT_STARTED, sa_type=one_of(State, "state"))
    percent: int = Field(default=0, ge=0, le=100)
    version: int = 0
    document_number: str | None = Field(default=None, max_length=100)
    document_date: date | None = None
    no_document_reason: str | None = None
    received_on: date | None = None
    completed_on: date | None = None
    extended_to: date | None = None
    asked_until: date | None = None
    extensions: int = 0
    exemption_asked: str | None = None
    responsible_id: int | None = Field(default=None, foreign_key="officer.id")
    judged_by: JudgedBy | None = Field(default=None, sa_type=one_of(JudgedBy, "judged_by"))
    withdrawn: bool = False


class ProgressEntry(Table, table=True):
    """One change of a duty: never edited, never deleted, one for each version.

    It repeats what the duty became, so that undoing is the entry before it written again.
    `reason` are the author's own words beside it: why it was sent back, what a note says, what the result of a
    continuous duty was. `report_period` is the period that such a result is for: its year and kind ("2024-q1").
    """

    __tablename__ = "progress_entry"
    __table_args__ = (
        UniqueConstraint("duty_id", "version"),
        Index("ix_progress_entry_at_duty_id_version", "at", "duty_id", "version"),
    )

    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="duty.id")
    version: int
    at: datetime
    officer_id: int = Field(foreign_key="officer.id")
    channel: str = Field(max_length=32)
    change: Change = Field(sa_type=one_of(Change, "change"))
    state: State = Field(sa_type=one_of(State, "state"))
    percent: int
    document_number: str | None = Field(default=None, max_length=100)
    document_date: date | None = None
    no_document_reason: str | None = None
    received_on: date | None = None
    completed_on: date | None = None
    extended_to: date | None = None
    asked_until: date | None = None
    extensions: int = 0
    exemption_asked: str | None = None
    responsible_id: int | None = Field(default=None, foreign_key="officer.id")
    reason: str | None = None
    report_period: str | None = Field(default=None, max_length=16)


class Proof(Table, table=True):
    """A file that came with a change of a duty, or as one. Its content lies in the files folder under `digest`.

    `digest` is SHA-256 in hexadecimal digits; `size` is in bytes; `media_type` is what the content is, whatever the
    name says. The content is kept no longer since `expired_at` (UTC).
    """

    __tablename__ = "proof"

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="progress_entry.id", index=True)
    digest: str = Field(max_length=64, index=True)
    name: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    size: int
    expired_at: datetime | None = None


class DutySuccession(Table, table=True):
    """A duty that passed to another agency at an instant (UTC): `successor_id` is the duty that goes on from it.

    Both keep their histories. Several duties can go on in one: where their agencies owed the same deadline.
    """

    __tablename__ = "duty_succession"

    duty_id: int = Field(foreign_key="duty.id", primary_key=True)
    successor_id: int = Field(foreign_key="duty.id", index=True)
    at: datetime
