"""Escalation lines of a digest: duties that somebody besides the agency's own officers is told of, or asked about."""

from dataclasses import dataclass
from datetime import date, datetime

from data.enums import Cause, Kind
from data.registry.outbox.digests import PlannedReminder
from data.rules.escalation import WORKING_DAYS_OVERDUE, step_day
from scheduler.context import Planning


@dataclass(frozen=True, slots=True)
class EscalationLine:
    """A duty as it is now, and the cause for which the officer is told of it.

    `version` is for a button that notes progress. `falls_on` is the day, by count, of the step or the question;
    `due_on` is None exactly for a question. `reopened_at` is the instant (UTC) since which the duty is owed again,
    None if it always was.
    """

    duty_id: int
    version: int
    agency_id: int
    agency_short_name: str
    deadline_id: int
    code: str
    title: str
    label: str
    kind: Kind
    due_on: date | None
    cause: Cause
    falls_on: date
    send_on: date
    reopened_at: datetime | None = None
    told_plan: str = ""


def is_still_due(row: PlannedReminder, cause: Cause, planning: Planning) -> bool:
    """Return True if an escalation still falls on the day it was planned for."""
    # A step by the deadline as it is now; a question as long as the duty has no date.
    if cause not in WORKING_DAYS_OVERDUE:
        return row.due_on is None
    return row.due_on is not None and step_day(row.due_on, cause, planning.calendar) == row.falls_on


def escalation_line(row: PlannedReminder, cause: Cause) -> EscalationLine:
    """Return the line of a planned escalation."""
    return EscalationLine(
        duty_id=row.duty_id,
        version=row.version,
        agency_id=row.agency_id,
        agency_short_name=row.agency_short_name,
        deadline_id=row.deadline_id,
        code=row.code,
        title=row.title,
        label=row.label,
        kind=row.kind,
        due_on=row.due_on,
        cause=cause,
        falls_on=row.falls_on,
        send_on=row.send_on,
        reopened_at=row.reopened_at,
        told_plan=row.told_plan,
    )
