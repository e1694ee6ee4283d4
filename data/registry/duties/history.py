"""History of a duty, with and without undone entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.enums import ADDITIONS, Change, State
from data.models import Agency, Duty, DutySuccession, Officer, ProgressEntry
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import table_of


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """A change of a duty. Except `change` and `reason`, its fields are those of the duty after it."""

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
    report_period: str | None = None


_ENTRY, _OFFICER = table_of(ProgressEntry).c, table_of(Officer).c
_ENTRIES = (
    select_lines(EntryFacts, _ENTRY, officer_name=_OFFICER.name)
    .join(table_of(Officer), _ENTRY.officer_id == _OFFICER.id)
    .where(_ENTRY.duty_id == bindparam("duty_id"))
    .order_by(_ENTRY.version.desc())
)


def list_entries(session: Session, duty_id: int) -> list[EntryFacts]:
    """Return all entries of a duty, the latest first."""
    return fetch(session, _ENTRIES, duty_id=duty_id)


@dataclass(frozen=True, slots=True)
class EarlierHistory:
    """What a duty went through at an agency (its short name) from which it passed on; the latest first."""

    agency: str
    entries: tuple[EntryFacts, ...]


def list_earlier_histories(session: Session, duty_id: int) -> list[EarlierHistory]:
    """Return the histories of the duties that go on in this one, each with those before it."""
    query = (
        select(col(Duty.id), col(Agency.short_name))
        .join(DutySuccession, col(DutySuccession.duty_id) == col(Duty.id))
        .join(Agency, col(Duty.agency_id) == col(Agency.id))
        .where(col(DutySuccession.successor_id) == duty_id)
        .order_by(col(DutySuccession.at).desc(), col(Duty.id))
    )
    found: list[EarlierHistory] = []
    for before, agency in session.execute(query).all():
        found.append(EarlierHistory(agency, tuple(list_entries(session, before or 0))))
        found += list_earlier_histories(session, before or 0)
    return found


class Made(Protocol):
    """An entry, as far as its kind."""

    @property
    def change(self) -> Change: ...


Entry = TypeVar("Entry", bound=Made)


def entries_in_force(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that were not undone, the latest first, as `entries` are.

    Each undoing takes back the last entry that was in force.
    """
    in_force: list[Entry] = []
    for entry in reversed(entries):
        if entry.change is not Change.UNDONE:
            in_force.append(entry)
        elif in_force:
            in_force.pop()
    return in_force[::-1]


def last_state_change(entries: Sequence[EntryFacts]) -> EntryFacts | None:
    """Return the entry that set the present state; None if nothing did. `entries` are the latest first."""
    return next((entry for entry in entries_in_force(entries) if entry.change not in ADDITIONS), None)


def entries_before(entries: Sequence[EntryFacts], change: Change) -> list[EntryFacts]:
    """Return the entries in force that precede the last `change`, the latest first, as `entries` are."""
    in_force = entries_in_force(entries)
    return next((in_force[at + 1 :] for at, entry in enumerate(in_force) if entry.change is change), [])


def list_last_changed(session: Session, agency_id: int, officer_id: int, at_most: int) -> list[int]:
    """Return the duties of an agency that an officer changed last, the latest first."""
    query = (
        select(col(Duty.id))
        .join(ProgressEntry, col(ProgressEntry.duty_id) == col(Duty.id))
        .where(col(Duty.agency_id) == agency_id, col(ProgressEntry.officer_id) == officer_id)
        .group_by(col(Duty.id))
        .order_by(func.max(col(ProgressEntry.id)).desc())
        .limit(at_most)
    )
    return [duty_id for duty_id in session.execute(query).scalars() if duty_id is not None]


def list_made_together(session: Session, duty_id: int, version: int) -> list[tuple[int, int]]:
    """Return the changes that an officer made by one act with the change of a duty to `version`, it among them: ids
    of duties, each with the version that it made.
    """
    made = aliased(ProgressEntry)
    alike = and_(*(getattr(made, name) == getattr(ProgressEntry, name) for name in ("officer_id", "at", "change")))
    query = (
        select(col(ProgressEntry.duty_id), col(ProgressEntry.version))
        .join(made, alike)
        .where(col(made.duty_id) == duty_id, col(made.version) == version)
        .order_by(col(ProgressEntry.id))
    )
    return [(other, as_seen) for other, as_seen in session.execute(query)]


def get_reporter(entries: Sequence[EntryFacts]) -> int | None:
    """Return the officer who reported the duty last, even if that was confirmed, returned or undone since."""
    return next((entry.officer_id for entry in entries if entry.change is Change.REPORTED), None)
