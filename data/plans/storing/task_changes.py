"""Record in the audit trail what a later reading of a plan changes besides dates: its rules, tasks, who owes them."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import Part
from data.models import Agency, Deadline, Duty, Participation, Plan, Task
from data.registry.office import audit

_RULES = ("title", "issuer", "issued_on", "year", "confirmation", "self_confirmation", "report_closes", "judged_by")


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan as it is stored: its rules by name, and facts of its tasks by code; empty for one that is not."""

    rules: dict[str, object] = field(default_factory=dict)
    tasks: dict[str, dict[str, object]] = field(default_factory=dict)


def read_facts(session: Session, number: str) -> PlanFacts:
    """Return what the registry has of a plan now."""
    plan = session.execute(select(Plan).where(col(Plan.number) == number)).scalar_one_or_none()
    if plan is None:
        return PlanFacts()
    body = session.get(Agency, plan.standing_agency_id) if plan.standing_agency_id else None
    rules: dict[str, object] = {name: getattr(plan, name) for name in _RULES}
    return PlanFacts(rules | {"standing_body": body.code if body else None}, _read_tasks(session, plan))


def audit_task_changes(
    session: Session, number: str, before: PlanFacts, after: PlanFacts, *, now: datetime, actor: str
) -> None:
    """Write a line for each task whose words, lead, or agencies that owe it were changed, with both."""
    for code in sorted(before.tasks.keys() | after.tasks.keys()):
        audit.record_change(
            session,
            now=now,
            actor=actor,
            action="task.change",
            subject=f"{number} {code}",
            before=before.tasks.get(code, {}),
            after=after.tasks.get(code, {}),
        )


def _read_tasks(session: Session, plan: Plan) -> dict[str, dict[str, object]]:
    rows = session.execute(select(Task).where(col(Task.plan_id) == plan.id)).scalars().all()
    codes = {row.id: row.code for row in rows}
    owing, leading, coordinating = (
        _read_agencies(session, plan, part) for part in (None, Part.LEAD, Part.COORDINATING)
    )
    return {
        row.code: {
            "title": row.title,
            "kind": str(row.kind),
            "timeframe": row.timeframe,
            "judged_by": row.judged_by,
            "covered_by": codes.get(row.covered_by_id),
            "withdrawn": row.withdrawn,
            "owing": owing.get(row.id, []),
            "lead": leading.get(row.id, []),
            "coordinating": coordinating.get(row.id, []),
        }
        for row in rows
    }


def _read_agencies(session: Session, plan: Plan, part: Part | None) -> dict[int | None, list[str]]:
    """Return the codes of the agencies that take this part in the tasks of a plan, by task; of those that owe them
    for None.
    """
    if part is None:
        query = (
            select(col(Deadline.task_id), col(Agency.code))
            .join(Duty, col(Duty.deadline_id) == col(Deadline.id))
            .where(col(Deadline.withdrawn).is_(False), col(Duty.withdrawn).is_(False))
            .join(Agency, col(Duty.agency_id) == col(Agency.id))
            .join(Task, col(Deadline.task_id) == col(Task.id))
        )
    else:
        query = (
            select(col(Participation.task_id), col(Agency.code))
            .where(col(Participation.part) == part)
            .join(Agency, col(Participation.agency_id) == col(Agency.id))
            .join(Task, col(Participation.task_id) == col(Task.id))
        )
    found: dict[int | None, set[str]] = {}
    for task_id, code in session.execute(query.where(col(Task.plan_id) == plan.id)):
        found.setdefault(task_id, set()).add(code)
    return {task_id: sorted(names) for task_id, names in found.items()}
