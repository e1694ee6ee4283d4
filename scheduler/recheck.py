"""The last look before a message goes out: what was planned, as it is at this moment."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from data.registry import deliveries, digests, reminders
from data.registry.deliveries import Claimed
from data.registry.digests import Addressee, Carried
from data.registry.reminders import Skipped
from data.store import Session
from data.words import FINISHED, DeliveryState
from scheduler.calendar import WorkingCalendar
from scheduler.digest import DigestFacts, DigestLine
from scheduler.reasons import DutyFacts, Reason, why_remind
from scheduler.slots import LOOK_BACK
from scheduler.stages import Policy

NOTHING_LEFT = "nothing left to say"


def recheck(
    session: Session, batch: Sequence[Claimed], today: date, calendar: WorkingCalendar, policy: Policy
) -> list[tuple[Claimed, DigestFacts]]:
    """The digests as they are on `today` (Viet Nam); a delivery of which nothing holds is skipped and left out.

    A line holds while the duty is open and owed by the officer's agency, its deadline has not moved, no later
    stage has been planned, and the officer is active and reachable. One that does not is skipped with the reason.
    """
    ids = [claimed.id for claimed in batch]
    to, rows = digests.addressees(session, ids), digests.carried(session, ids)
    held = []
    for claimed in batch:
        addressee = to[claimed.id]
        lines = tuple(_lines(session, rows[claimed.id], addressee, today, calendar, policy))
        if lines:
            facts = DigestFacts(
                addressee.officer_name, addressee.agency_id, addressee.agency_short_name, today, lines
            )
            held.append((claimed, facts))
        else:
            deliveries.close(session, claimed, DeliveryState.SKIPPED, NOTHING_LEFT)
    return held


def _lines(
    session: Session, rows: Iterable[Carried], to: Addressee, today: date, calendar: WorkingCalendar, policy: Policy
) -> Iterator[DigestLine]:
    for row in rows:
        found = _reason(row, to, today, calendar, policy)
        if isinstance(found, Skipped):
            reminders.skip(session, row.reminder_id, found)
        else:
            yield _line(row, found)


def _reason(row: Carried, to: Addressee, today: date, calendar: WorkingCalendar, policy: Policy) -> Reason | Skipped:
    if not to.reachable:
        return Skipped.UNREACHABLE
    if row.withdrawn or row.agency_id != to.agency_id:
        return Skipped.NOT_THEIRS
    if row.state in FINISHED:
        return Skipped.FINISHED
    if row.overtaken:
        return Skipped.OVERTAKEN
    if row.send_on < today - LOOK_BACK:
        return Skipped.EXPIRED
    reason = why_remind(DutyFacts(row.due_on, row.issued_on, row.state), row.send_on, calendar, policy)
    if reason is None or (reason.stage, reason.falls_on) != (row.stage, row.falls_on):
        return Skipped.MOVED
    return reason


def _line(row: Carried, reason: Reason) -> DigestLine:
    return DigestLine(
        duty_id=row.duty_id,
        version=row.version,
        code=row.code,
        title=row.title,
        label=row.label,
        kind=row.kind,
        due_on=reason.due_on,
        reason=reason,
    )
