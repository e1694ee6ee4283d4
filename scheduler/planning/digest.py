"""Contents of the daily digest, for a view to render."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.enums import Kind, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.outbox.digests import PlannedReminder
from data.rules.calendar import WorkingCalendar
from data.rules.digest_hours import digest_at
from data.rules.reminder_reasons import Reason
from data.rules.standing import last_day_on_time
from data.rules.viet_nam_time import VIET_NAM, viet_nam_date
from scheduler.escalation.lines import EscalationLine

PUNCTUAL = timedelta(hours=1)
"""Delay up to which a digest is not called late."""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A duty as it is now. `reason` is that of the day on which the reminder was due to go out.

    `version` is that of the duty, for a button that marks it. `on_time_until` is the last day (Viet Nam) on which
    handing in is not late: that of the deadline or, where that is a day off, the next working day. `yours`: it was
    handed to the officer who is told. `first_due_on` is the deadline as written, which may have been extended;
    `asked_until` the later date that was asked for and not decided on; `told_plan` names the plan where its code
    alone does not.
    """

    duty_id: int
    version: int
    code: str
    title: str
    label: str
    kind: Kind
    due_on: date
    reason: Reason
    on_time_until: date
    yours: bool = False
    first_due_on: date | None = None
    reopened_at: datetime | None = None
    asked_until: date | None = None
    state: State = State.NOT_STARTED
    told_plan: str = ""


def make_line(
    duty: PlannedReminder | DutyLine,
    duty_id: int,
    reason: Reason,
    calendar: WorkingCalendar,
    *,
    yours: bool = False,
    reopened_at: datetime | None = None,
) -> DigestLine:
    """Return the line of a duty as it is now; `yours` and `reopened_at` as in `DigestLine`."""
    return DigestLine(
        duty_id=duty_id,
        version=duty.version,
        code=duty.code,
        title=duty.title,
        label=duty.label,
        kind=duty.kind,
        due_on=reason.due_on,
        reason=reason,
        on_time_until=last_day_on_time(reason.due_on, calendar),
        yours=yours,
        first_due_on=duty.first_due_on,
        reopened_at=reopened_at,
        asked_until=duty.asked_until,
        state=duty.state,
        told_plan=duty.told_plan,
    )


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """Digest of one officer and slot: `lines` of the agency's own stages, by deadline, and `escalations`.

    `at` is the office's instant (UTC) at which it goes out, `due_at` that at which it should have. `day` is today
    (Viet Nam); days are counted from it.
    """

    delivery_id: int
    officer_name: str
    agency_id: int
    agency_short_name: str
    due_at: datetime
    at: datetime
    lines: tuple[DigestLine, ...]
    escalations: tuple[EscalationLine, ...] = ()

    @property
    def day(self) -> date:
        return viet_nam_date(self.at)

    @property
    def late_since(self) -> date | None:
        """Return the oldest day on which a line was to go out and was owed already; None if that is today."""
        hour = self.due_at.astimezone(VIET_NAM).hour
        owed = [
            *((line.reason.send_on, line.reopened_at) for line in self.lines),
            *((one.send_on, one.reopened_at) for one in self.escalations),
        ]
        missed = (day for day, reopened in owed if reopened is None or reopened <= digest_at(day, hour))
        return min((day for day in missed if day < self.day), default=None)

    @property
    def is_late(self) -> bool:
        """Return True if it goes out so long after its hour that the officer should be told."""
        return self.at - self.due_at > PUNCTUAL
