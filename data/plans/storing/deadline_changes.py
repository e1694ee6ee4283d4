"""Record in the audit trail what a later reading of a plan does to known dates: no first date is ever lost."""

from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.models import Deadline, Plan, Task
from data.registry.office import audit

Dates = dict[int, tuple[str, date | None]]
"""Task code and date of the deadlines of a plan that are owed, by their keys."""


def read_dates(session: Session, number: str) -> Dates:
    """Return the dates that the registry has now; none for a plan that it does not hold."""
    rows = session.execute(
        select(col(Deadline.id), col(Task.code), col(Deadline.due_on))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .where(col(Plan.number) == number, col(Deadline.withdrawn).is_(False), col(Task.withdrawn).is_(False))
    )
    return {key: (code, due_on) for key, code, due_on in rows if key is not None}


def audit_date_changes(
    session: Session, number: str, before: Dates, after: Dates, *, now: datetime, actor: str
) -> None:
    """Write a line for each deadline that was moved (with both dates), added or withdrawn."""

    def note(action: str, code: str, *dates: date | None) -> None:
        shown = " → ".join(due_on.isoformat() if due_on else "undated" for due_on in dates)
        audit.record_action(
            session,
            now=now,
            actor=actor,
            action=f"deadline.{action}",
            subject=f"{number} {code} {shown}",
            before=None if action == "add" else {"due_on": dates[0]},
            after=None if action == "withdraw" else {"due_on": dates[-1]},
        )

    for key in sorted(before.keys() & after.keys()):
        if before[key] != after[key]:
            note("move", after[key][0], before[key][1], after[key][1])
    for key in sorted(after.keys() - before.keys()):
        note("add", *after[key])
    for key in sorted(before.keys() - after.keys()):
        note("withdraw", *before[key])
