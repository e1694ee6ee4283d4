"""Last check of change notices before they go out, against the duties as they are at this moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.enums import Change, Role, State
from data.registry.duties import duty_lines, extensions, history
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.extensions import Extension
from data.registry.duties.history import EntryFacts
from data.registry.outbox import change_notices, digests
from data.registry.outbox.claims import Claimed
from data.registry.outbox.digests import Addressee
from data.registry.plans import exemptions
from data.registry.plans.exemptions import ExemptionRequest
from data.rules.calendar import WorkingCalendar
from data.store import Session

OF_THE_AGENCY = frozenset({Role.OFFICER, Role.HEAD})
"""Roles that are told of changes of their agency's duties."""


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change that somebody else made to a duty of the officer's agency. `today` is a date in Viet Nam.

    `withdrawn`: by this change the agency owes the duty no more.
    """

    duty: DutyLine
    entry: EntryFacts
    today: date
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """Duties that wait for a supervisor since the last such message: reports, requests for a later date, proposed
    exemptions.
    """

    reported: tuple[DutyLine, ...]
    asked: tuple[tuple[DutyLine, Extension], ...]
    exemptions: tuple[tuple[DutyLine, ExemptionRequest], ...]
    today: date
    calendar: WorkingCalendar


def recheck_changes(
    session: Session, batch: Sequence[Claimed], today: date, calendar: WorkingCalendar
) -> Iterator[tuple[Claimed, ChangeFacts | ReviewFacts | None]]:
    """Return the messages as of `today` (Viet Nam), None for one that has nothing to say or nobody to say it to.

    An agency's officer is not told of what was taken back before they heard of it, nor of the taking back; a
    supervisor not of what has been decided on.
    """
    ids = [claimed.id for claimed in batch]
    to, told = digests.get_addressees(session, ids), change_notices.list_carried(session, ids)
    known = _Known(session, sorted({duty_id for rows in told.values() for duty_id, _ in rows}))
    for claimed in batch:
        yield claimed, _facts(known, claimed, to[claimed.id], told[claimed.id], today, calendar)


class _Known:
    """Duties that a batch is about, each read once."""

    def __init__(self, session: Session, duty_ids: Sequence[int]) -> None:
        self.session = session
        self.lines = {line.id: line for line in duty_lines.list_by_ids(session, duty_ids)}
        self._withdrawn = {
            line.id: line
            for line in duty_lines.list_by_ids(session, duty_ids, withdrawn=True)
            if line.id not in self.lines
        }
        self._entries: dict[int, list[EntryFacts]] = {}

    def entries(self, duty_id: int) -> list[EntryFacts]:
        """Return the history of a duty, the latest first."""
        if duty_id not in self._entries:
            self._entries[duty_id] = history.list_entries(self.session, duty_id)
        return self._entries[duty_id]

    def find_line(self, duty_id: int, version: int) -> DutyLine | None:
        """Return a duty; one that is withdrawn only for the correction by which it went to another agency."""
        line = self._withdrawn.get(duty_id)
        if (
            line
            and self.entries(duty_id)[0].version == version
            and self.entries(duty_id)[0].change is Change.CORRECTED
        ):
            return line
        return self.lines.get(duty_id)

    def is_in_force(self, duty_id: int, version: int) -> bool:
        """Return True unless the change that made it this version was taken back."""
        return any(entry.version == version for entry in history.entries_in_force(self.entries(duty_id)))


def _facts(
    known: _Known,
    claimed: Claimed,
    to: Addressee,
    told: Sequence[tuple[int, int]],
    today: date,
    calendar: WorkingCalendar,
) -> ChangeFacts | ReviewFacts | None:
    found = [(known.find_line(duty_id, version), version) for duty_id, version in told]
    rows = [(line, version) for line, version in found if line]
    if not to.reachable or not rows:
        return None
    if to.role is Role.SUPERVISOR:
        return _review(known, rows, today, calendar)
    duty, version = rows[0]
    if to.role not in OF_THE_AGENCY or duty.agency_id != to.agency_id:
        return None
    return _change(known, claimed.officer_id, duty, version, today)


def _change(known: _Known, officer_id: int, duty: DutyLine, version: int, today: date) -> ChangeFacts | None:
    entry, *before = (one for one in known.entries(duty.id) if one.version <= version)
    if entry.change is Change.UNDONE:
        undid = history.entries_in_force(before)[0]
        worth = change_notices.was_notified(known.session, officer_id, duty.id, undid.version)
    else:
        worth = known.is_in_force(duty.id, version)
    return ChangeFacts(duty, entry, today, withdrawn=duty.id not in known.lines) if worth else None


def _review(
    known: _Known, rows: Sequence[tuple[DutyLine, int]], today: date, calendar: WorkingCalendar
) -> ReviewFacts | None:
    still = {duty.id: duty for duty, version in rows if known.is_in_force(duty.id, version)}
    reported = tuple(duty for duty in still.values() if duty.state is State.REPORTED)
    asked = ((duty, extensions.get_extension(known.session, duty.id)) for duty in still.values())
    waiting = tuple((duty, extension) for duty, extension in asked if extension.asked_until)
    proposed = ((duty, exemptions.get_request(known.session, duty.id)) for duty in still.values())
    undecided = tuple((duty, request) for duty, request in proposed if request)
    if not (reported or waiting or undecided):
        return None
    return ReviewFacts(reported, waiting, undecided, today, calendar)
