"""What was ever done to a duty, and what of it still counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from data.enums import ADDITIONS, Change, State
from data.models import Duty, Officer, ProgressEntry


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One change of a duty, as told; but for the change itself and `reason`, what the duty became by it."""

    version: int
    at: datetime
    officer_id: int
    officer_name: str
    change: Change
    state: State
    percent: int
    document_number: str | None
    document_date: date | None
    no_document_reason: str | None
    reason: str | None
    extended_to: date | None = None
    asked_until: date | None = None


def list_entries(session: Session, duty_id: int) -> list[EntryFacts]:
    """All entries of a duty, the latest first."""
    query = (
        select(
            col(ProgressEntry.version),
            col(ProgressEntry.at),
            col(ProgressEntry.officer_id),
            col(Officer.name),
            col(ProgressEntry.change),
            col(ProgressEntry.state),
            col(ProgressEntry.percent),
            col(ProgressEntry.document_number),
            col(ProgressEntry.document_date),
            col(ProgressEntry.no_document_reason),
            col(ProgressEntry.reason),
            col(ProgressEntry.extended_to),
            col(ProgressEntry.asked_until),
        )
        .join(Officer, col(ProgressEntry.officer_id) == col(Officer.id))
        .where(col(ProgressEntry.duty_id) == duty_id)
        .order_by(col(ProgressEntry.version).desc())
    )
    return [EntryFacts(*row) for row in session.execute(query)]


def entries_in_force(entries: Sequence[EntryFacts]) -> list[EntryFacts]:
    """Those of a duty's `entries` (the latest first, as are these) that still count: each undoing takes back the
    last that did."""
    counting: list[EntryFacts] = []
    for entry in reversed(entries):
        if entry.change is not Change.UNDONE:
            counting.append(entry)
        elif counting:
            counting.pop()
    return counting[::-1]


def last_state_change(entries: Sequence[EntryFacts]) -> EntryFacts | None:
    """The one of a duty's `entries` (the latest first) that made its state what it is; None if none did."""
    return next((entry for entry in entries_in_force(entries) if entry.change not in ADDITIONS), None)


def entries_before(entries: Sequence[EntryFacts], change: Change) -> list[EntryFacts]:
    """Those of a duty's `entries` (the latest first, as are these) that count and precede its last `change`."""
    counting = entries_in_force(entries)
    return next((counting[at + 1 :] for at, entry in enumerate(counting) if entry.change is change), [])


def list_last_changed(session: Session, agency_id: int, officer_id: int, at_most: int) -> list[int]:
    """The duties of an agency that an officer changed last, the latest first."""
    query = (
        select(col(Duty.id))
        .join(ProgressEntry, col(ProgressEntry.duty_id) == col(Duty.id))
        .where(col(Duty.agency_id) == agency_id, col(ProgressEntry.officer_id) == officer_id)
        .group_by(col(Duty.id))
        .order_by(func.max(col(ProgressEntry.id)).desc())
        .limit(at_most)
    )
    return [duty_id for duty_id in session.execute(query).scalars() if duty_id is not None]


def get_reporter(entries: Sequence[EntryFacts]) -> int | None:
    """Who reported the duty last, whatever was confirmed, returned and undone since."""
    return next((entry.officer_id for entry in entries if entry.change is Change.REPORTED), None)
