"""The last look at what a digest carries besides the agency's own stages, as it is at this moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from data.enums import Kind
from data.registry.outbox import reminders
from data.registry.outbox.escalations import PlannedEscalation
from data.registry.outbox.reminders import Skipped
from data.rules.calendar import WorkingCalendar
from data.rules.escalation import WORKING_DAYS_OVERDUE, Cause, audience_of, cause_of, step_day
from data.rules.stages import Policy
from data.store import Session


@dataclass(frozen=True, slots=True)
class EscalationLine:
    """A duty as it is now, and why the officer hears of it. `version` is for a button that notes progress.

    `falls_on` is the day, by count, of the step or the question; `due_on` is None exactly for a question.
    `reopened_at` is the instant (UTC) since which the duty is owed again, None if it always was.
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


def recheck_escalations(
    session: Session,
    rows: Iterable[PlannedEscalation],
    today: date,
    calendar: WorkingCalendar,
    policy: Policy,
    *,
    reachable: bool,
) -> Iterator[EscalationLine]:
    """The lines that hold on `today` (Viet Nam); one that does not is skipped with the reason.

    A line holds while the duty is open, the officer is `reachable` and still one of those it is for, and its
    deadline, or that it has none, is what it was.
    """
    for row in rows:
        cause = cause_of(row.stage, row.kind, row.role)
        because = _why_not(row, cause, today, calendar, policy) if reachable else Skipped.UNREACHABLE
        if because:
            reminders.mark_skipped(session, row.reminder_id, because)
        else:
            yield _line(row, cause)


def _why_not(
    row: PlannedEscalation, cause: Cause, today: date, calendar: WorkingCalendar, policy: Policy
) -> Skipped | None:
    if not row.open:
        return Skipped.FINISHED
    told = audience_of(cause, row.agency_id, row.standing_agency_id)
    if told is None or told.agency_id != row.officer_agency_id or row.role not in told.roles:
        return Skipped.NOT_THEIRS
    if row.overtaken:
        return Skipped.OVERTAKEN
    if row.send_on < today - policy.look_back:
        return Skipped.EXPIRED
    return None if _still_due(row, cause, calendar, policy) else Skipped.MOVED


def _still_due(row: PlannedEscalation, cause: Cause, calendar: WorkingCalendar, policy: Policy) -> bool:
    if cause not in WORKING_DAYS_OVERDUE:
        return row.due_on is None
    return row.due_on is not None and step_day(row.due_on, cause, calendar, policy) == row.falls_on


def _line(row: PlannedEscalation, cause: Cause) -> EscalationLine:
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
    )
