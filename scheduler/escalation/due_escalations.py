"""Escalations and questions that are due on a day, for preview and planner alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.enums import Cause
from data.registry.duties import escalation_duties, results
from data.registry.duties.escalation_duties import EscalationDuty
from data.registry.outbox.reminders import Key
from data.rules.escalation import (
    WORKING_DAYS_OVERDUE,
    Audience,
    asked_with_report,
    audience_of,
    due_dates_of_reports,
    due_dates_of_step,
    month_asked_on,
    stage_of,
)
from data.rules.stages import Stage
from data.store import Session
from scheduler.context import Planning


@dataclass(frozen=True, slots=True)
class Escalation:
    """An open duty that the audience `told` hears of on `send_on`; `falls_on` is the day before days off moved it."""

    duty: EscalationDuty
    cause: Cause
    told: Audience
    falls_on: date
    send_on: date

    @property
    def stage(self) -> Stage:
        """Return the stage under which it is stored and printed."""
        return stage_of(self.cause)

    def key(self, officer_id: int) -> Key:
        """Return the unique key of the reminder to this officer."""
        return (self.duty.id, self.stage.value, self.falls_on, officer_id)


def escalations_on(
    session: Session, day: date, planning: Planning, *, agency_id: int | None = None
) -> Iterator[Escalation]:
    """Yield the escalations that go out on `day`, about the duties of all agencies or of one.

    None on a day off, nor of a plan before it was issued. Other duties are not read.
    """
    if not planning.calendar.is_working(day):
        return
    for cause in WORKING_DAYS_OVERDUE:
        for duty in escalation_duties.list_due(session, due_dates_of_step(day, cause, planning.calendar), agency_id):
            yield from _escalations_of(duty, cause, day, day)
    for duty, report in escalation_duties.list_continuous(
        session, due_dates_of_reports(day, planning.calendar), agency_id
    ):
        if results.has_result(session, duty.id, report):
            continue
        yield from _escalations_of(duty, Cause.REPORT, asked_with_report(report, planning.calendar), day)
    if first := month_asked_on(day, planning.calendar):
        for duty in escalation_duties.list_external(session, agency_id):
            yield from _escalations_of(duty, Cause.DATE, first, day)


def preview_escalations(
    session: Session,
    first: date,
    last: date,
    planning: Planning,
    *,
    agency_id: int | None = None,
) -> Iterator[Escalation]:
    """Yield the escalations that would go out between two inclusive days if nothing were done meanwhile, by day.

    `agency_id` names who owes, not who is told. It does not ask who could be reached.
    """
    for n in range((last - first).days + 1):
        yield from escalations_on(session, first + timedelta(days=n), planning, agency_id=agency_id)


def _escalations_of(duty: EscalationDuty, cause: Cause, falls_on: date, day: date) -> Iterator[Escalation]:
    told = audience_of(cause, duty.agency_id, duty.standing_agency_id)
    if told and day >= duty.issued_on:
        yield Escalation(duty, cause, told, falls_on, day)
