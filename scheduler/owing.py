"""What is to be reminded of on a day: the one answer that preview and engine share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from data.registry import owed
from data.registry.owed import OwedDuty
from data.store import Session
from scheduler.calendar import WorkingCalendar
from scheduler.reasons import DutyFacts, Reason, candidate_due_dates, why_remind
from scheduler.stages import Policy


@dataclass(frozen=True, slots=True)
class Owing:
    """An open duty and the reason to remind of it on `reason.send_on`."""

    duty: OwedDuty
    reason: Reason


def owing_on(
    session: Session, day: date, calendar: WorkingCalendar, policy: Policy, *, agency_id: int | None = None
) -> Iterator[Owing]:
    """The duties with a stage that goes out on `day`, by agency and deadline. Reads no others."""
    candidates = candidate_due_dates(day, calendar, policy)
    if not candidates.due_on and candidates.due_before is None:
        return
    reason_of = cache(lambda facts: why_remind(facts, day, calendar, policy))  # thousands are due on the same day
    for duty in owed.due(session, candidates.due_on, before=candidates.due_before, agency_id=agency_id):
        reason = reason_of(DutyFacts(duty.due_on, duty.issued_on, duty.state))
        if reason:
            yield Owing(duty, reason)


def preview(
    session: Session,
    first: date,
    last: date,
    calendar: WorkingCalendar,
    policy: Policy,
    *,
    agency_id: int | None = None,
) -> Iterator[Owing]:
    """What would go out between two inclusive days, of all agencies or of one, if nothing were done meanwhile.

    By day, then by agency and deadline. It does not ask who could be reached, nor what officers chose for themselves.
    """
    for n in range((last - first).days + 1):
        yield from owing_on(session, first + timedelta(days=n), calendar, policy, agency_id=agency_id)
