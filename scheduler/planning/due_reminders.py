"""Reminders of the agencies' own stages that are due on a day, for preview and planner alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from data.registry.duties import open_duties
from data.registry.duties.open_duties import OpenDuty
from data.rules.reminder_reasons import DutyFacts, Reason, candidate_due_dates, why_remind
from data.store import Session
from scheduler.context import Planning


@dataclass(frozen=True, slots=True)
class DueReminder:
    """An open duty and the reason to remind of it on `reason.send_on`."""

    duty: OpenDuty
    reason: Reason


def due_reminders_on(
    session: Session, day: date, planning: Planning, *, agency_id: int | None = None
) -> Iterator[DueReminder]:
    """Yield the duties with a stage that goes out on `day`, by agency and deadline. No others are read."""
    candidates = candidate_due_dates(day, planning.calendar, planning.policy)
    if not candidates.due_on and candidates.due_before is None:
        return
    # Thousands are due on the same day: each combination of facts is judged once.
    reason_of = cache(lambda facts: why_remind(facts, day, planning.calendar, planning.policy))
    for duty in open_duties.list_due(session, candidates.due_on, before=candidates.due_before, agency_id=agency_id):
        reason = reason_of(DutyFacts(duty.due_on, duty.issued_on, duty.state))
        if reason:
            yield DueReminder(duty, reason)


def preview_reminders(
    session: Session,
    first: date,
    last: date,
    planning: Planning,
    *,
    agency_id: int | None = None,
) -> Iterator[DueReminder]:
    """Yield the reminders that would go out between two inclusive days, if nothing were done meanwhile.

    Of all agencies or of one; by day, then by agency and deadline. It does not ask who could be reached, nor what
    officers chose for themselves.
    """
    for n in range((last - first).days + 1):
        yield from due_reminders_on(session, first + timedelta(days=n), planning, agency_id=agency_id)
