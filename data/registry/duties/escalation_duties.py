"""Open duties of active plans for escalation beyond the focal officers, and duties whose state is asked about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from data.enums import OPEN, Kind
from data.models import Deadline, Duty, Task
from data.registry.duties.due_dates import DUE_ON, only_agency, only_open_and_due
from data.registry.duties.duty_query import (
    AGENCY,
    DEADLINE,
    DUTY,
    IN_THE_PLANS,
    OF_ACTIVE_PLANS,
    OWED,
    TASK,
    select_duties,
)
from data.registry.sql.lines import fetch, fetch_keyed
from data.registry.sql.rows import list_parameter, table_of


@dataclass(frozen=True, slots=True)
class EscalationDuty:
    """An open duty with the facts that decide about its escalation.

    `due_on` is the date it goes by (Viet Nam), None without one; `imported_at` is when the plan was read (UTC).
    `standing_agency_id` is the body that follows the plan.
    """

    id: int
    agency_id: int
    agency_code: str
    code: str
    title: str
    kind: Kind
    due_on: date | None
    issued_on: date
    imported_at: datetime
    standing_agency_id: int | None
    plan_number: str
    plan_id: int


_OPEN = (
    select_duties(EscalationDuty)
    .where(DUTY.state.in_(OPEN), OWED, OF_ACTIVE_PLANS)
    .order_by(AGENCY.code, DUE_ON, *IN_THE_PLANS, DUTY.id)
)
_ON = list_parameter("on")
_DUE = only_open_and_due(_OPEN, lambda due_on: due_on.in_(_ON))
_EXTERNAL = _OPEN.where(TASK.kind == Kind.EXTERNAL, DEADLINE.due_on.is_(None))

_REPORT, _REPORT_DEADLINE, _REPORT_TASK = (table_of(model).alias() for model in (Duty, Deadline, Task))
_CONTINUOUS = (
    _OPEN.keyed_by(_REPORT_DEADLINE.c.due_on)
    .join(_REPORT, _REPORT.c.agency_id == DUTY.agency_id)
    .join(_REPORT_DEADLINE, _REPORT.c.deadline_id == _REPORT_DEADLINE.c.id)
    .join(_REPORT_TASK, _REPORT_DEADLINE.c.task_id == _REPORT_TASK.c.id)
    .where(
        TASK.kind == Kind.CONTINUOUS,
        _REPORT.c.withdrawn.is_(False),
        _REPORT_DEADLINE.c.due_on.in_(_ON),
        _REPORT_TASK.c.plan_id == TASK.plan_id,
        _REPORT_TASK.c.kind == Kind.RECURRING,
        _REPORT_TASK.c.section_id.is_(None),
    )
    .order_by(_REPORT_DEADLINE.c.due_on.desc())
)


def list_due(session: Session, on: Collection[date], agency_id: int | None = None) -> list[EscalationDuty]:
    """Return the duties due on one of the days `on`, of all agencies or of one."""
    return [duty for part in _DUE for duty in fetch(session, only_agency(part, agency_id), on=list(on))]


def list_external(session: Session, agency_id: int | None = None) -> list[EscalationDuty]:
    """Return the undated duties waiting for another body's document, of all agencies or of one."""
    return fetch(session, only_agency(_EXTERNAL, agency_id))


def list_continuous(
    session: Session, reports_due_on: Collection[date], agency_id: int | None = None
) -> list[tuple[EscalationDuty, date]]:
    """Return the continuous duties whose agency owes a periodic report on one of the days, with the day.

    A periodic report is a recurring duty from the body of the same plan; its day is the plan's, extended or not.
    """
    if not reports_due_on:
        return []
    found = fetch_keyed(session, only_agency(_CONTINUOUS, agency_id), on=list(reports_due_on))
    earliest = {
        duty.id: (duty, report_due_on) for report_due_on, duty in found
    }  # of two reports that meet on one day
    return list(earliest.values())
