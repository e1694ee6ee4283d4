"""Open duties that others than the agency's focal officers are told of, and those that are asked about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.models import Agency, Deadline, Duty, Plan, Task
from data.registry.due_dates import DUE_ON, open_and_due
from data.words import OPEN, Kind


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """`due_on` is the date it goes by (Viet Nam), None without one; `imported_at` when the plan was read (UTC).

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


_OPEN = (
    select(
        col(Duty.id),
        col(Duty.agency_id),
        col(Agency.code),
        col(Task.code),
        col(Task.title),
        col(Task.kind),
        DUE_ON,
        col(Plan.issued_on),
        col(Plan.imported_at),
        col(Plan.standing_agency_id),
    )
    .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
    .join(Task, col(Deadline.task_id) == col(Task.id))
    .join(Plan, col(Task.plan_id) == col(Plan.id))
    .join(Agency, col(Duty.agency_id) == col(Agency.id))
    .where(col(Duty.state).in_(OPEN), col(Duty.withdrawn).is_(False))
    .order_by(col(Agency.code), DUE_ON, col(Task.position), col(Duty.id))
)


def due(session: Session, on: Collection[date], agency_id: int | None = None) -> list[OpenDuty]:
    """Those due on one of the days `on`; of all agencies or of one."""
    query = _OPEN if agency_id is None else _OPEN.where(col(Duty.agency_id) == agency_id)
    parts = open_and_due(query, lambda due_on: due_on.in_(on))
    return [OpenDuty(*row) for part in parts for row in session.execute(part)]


def external(session: Session, agency_id: int | None = None) -> list[OpenDuty]:
    """Those that wait for somebody else's document to have a date; of all agencies or of one."""
    query = _OPEN.where(col(Task.kind) == Kind.EXTERNAL, col(Deadline.due_on).is_(None))
    if agency_id is not None:
        query = query.where(col(Duty.agency_id) == agency_id)
    return [OpenDuty(*row) for row in session.execute(query)]


def continuous(
    session: Session, reports_due_on: Collection[date], agency_id: int | None = None
) -> list[tuple[OpenDuty, date]]:
    """Those without a date whose agency owes a periodic report by the same plan on one of the days, with the day.

    A periodic report is a recurring duty from the body of a plan; its day is the plan's, extended or not.
    """
    if not reports_due_on:
        return []
    report, report_deadline, report_task = aliased(Duty), aliased(Deadline), aliased(Task)
    query = (
        _OPEN.add_columns(col(report_deadline.due_on))
        .join(report, col(report.agency_id) == col(Duty.agency_id))
        .join(report_deadline, col(report.deadline_id) == col(report_deadline.id))
        .join(report_task, col(report_deadline.task_id) == col(report_task.id))
        .where(
            col(Task.kind) == Kind.CONTINUOUS,
            col(report.withdrawn).is_(False),
            col(report_deadline.due_on).in_(reports_due_on),
            col(report_task.plan_id) == col(Task.plan_id),
            col(report_task.kind) == Kind.RECURRING,
            col(report_task.section_id).is_(None),
        )
        .order_by(col(report_deadline.due_on).desc())
    )
    if agency_id is not None:
        query = query.where(col(Duty.agency_id) == agency_id)
    earliest = {row[0]: row for row in session.execute(query)}  # of two reports that meet on one day
    return [(OpenDuty(*row[:-1]), row[-1]) for row in earliest.values()]
