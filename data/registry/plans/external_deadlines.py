"""Dates of external tasks, entered later with the document that sets them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session, col

from data.enums import Kind
from data.errors import NotFound
from data.models import Deadline
from data.registry.duties.duty_query import DEADLINE, TASK, select_deadlines
from data.registry.office import audit
from data.registry.plans.earlier_terms import save_earlier_date
from data.registry.sql.lines import fetch_first
from data.registry.sql.rows import execute_count


@dataclass(frozen=True, slots=True)
class WaitingDeadline:
    """A deadline of an external task. `due_on` and `dated_by` are None until somebody has entered them.

    `words` are those of the plan; `standing_agency_id` is the body that follows it.
    """

    deadline_id: int
    code: str
    title: str
    words: str
    due_on: date | None
    dated_by: str | None
    plan_number: str
    plan_year: int
    issued_on: date
    standing_agency_id: int | None
    told_plan: str

    @property
    def year_end(self) -> date:
        """Return the last day of the plan's year, the latest date that can be entered."""
        return max(date(self.plan_year, 12, 31), self.issued_on)


_WAITING = select_deadlines(WaitingDeadline, words=DEADLINE.label).where(
    DEADLINE.id == bindparam("deadline_id"),
    TASK.kind == Kind.EXTERNAL,
    DEADLINE.withdrawn.is_(False),
    TASK.withdrawn.is_(False),
)


def find(session: Session, deadline_id: int) -> WaitingDeadline:
    """Return the deadline of an external task. Raises NotFound, also for a deadline dated by the plan."""
    waiting = fetch_first(session, _WAITING, deadline_id=deadline_id)
    if waiting is None:
        raise NotFound("deadline", str(deadline_id))
    return waiting


def set_date(
    session: Session, seen: WaitingDeadline, due_on: date, document: str, *, officer_id: int, now: datetime
) -> bool:
    """Set the deadline to `due_on` by `document`, for every agency that owes it.

    Returns False, and changes nothing, if the deadline is no longer as `seen`. The audit trail keeps earlier dates.
    """
    was = col(Deadline.due_on) == seen.due_on if seen.due_on else col(Deadline.due_on).is_(None)
    as_seen = update(Deadline).where(col(Deadline.id) == seen.deadline_id, was)
    if execute_count(session, as_seen.values(due_on=due_on, dated_by=document)) != 1:
        return False
    save_earlier_date(session, seen.deadline_id, seen.due_on, now)
    subject = f"{seen.plan_number} {seen.code} {due_on.isoformat()} {document}"
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{officer_id}",
        action="deadline.date",
        subject=subject,
        before={"due_on": seen.due_on, "document": seen.dated_by},
        after={"due_on": due_on, "document": document},
    )
    return True
