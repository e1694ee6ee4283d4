"""Write a draft into the registry; a plan that is read again updates it without losing progress.

Nothing is deleted: what a second reading no longer has is withdrawn, kept with its history, owed by nobody.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session, col

from data.enums import Part
from data.models import Deliverable, Participation, Plan, Section, Task
from data.plans.draft import PlanDraft, TaskDraft
from data.plans.storing.column_lengths import refuse_too_long
from data.plans.storing.deadline_changes import audit_date_changes, read_dates
from data.plans.storing.directory import write_directory
from data.plans.storing.duties import flushed_key, withdraw_task, write_duties
from data.plans.storing.stored_plan import read_stored_tasks
from data.registry.office import audit
from data.registry.sql.rows import insert_all
from data.text import fold


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of tasks, by what becomes of them."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0


def preview_changes(session: Session, draft: PlanDraft[str]) -> Changes:
    """Count what `apply` would do to the registry as it is. Raises PlanUnreadable("too_long")."""
    refuse_too_long(draft)
    before = {task.code: _unordered(task) for task in read_stored_tasks(session, draft.number)}
    after = {task.code: _unordered(task) for task in draft.tasks}
    kept = sum(before.get(code) == task for code, task in after.items())
    added = len(after.keys() - before.keys())
    return Changes(
        added=added,
        changed=len(after) - added - kept,
        removed=len(before.keys() - after.keys()),
        kept=kept,
    )


def apply(session: Session, draft: PlanDraft[str], *, now: datetime, actor: str) -> Changes:
    """Write the plan, its directory and every duty that follows from them; return what became of the tasks.

    Raises PlanUnreadable("too_long") before anything is written.
    """
    done = preview_changes(session, draft)
    before = read_dates(session, draft.number)
    agencies = write_directory(session, draft.directory)
    plan = _write_plan(session, draft, agencies, now)
    sections = _write_sections(session, plan, draft)
    tasks = {row.code: row for row in session.execute(select(Task).where(col(Task.plan_id) == plan.id)).scalars()}
    for position, task in enumerate(draft.tasks):
        row = _write_task(session, plan, sections, task, position, tasks.get(task.code))
        _write_deliverables(session, row, task)
        _write_participations(session, row, task, agencies)
        write_duties(session, row, task, agencies)
    gone = tasks.keys() - {task.code for task in draft.tasks}
    for code in gone:
        withdraw_task(session, tasks[code])
    audit.record_action(session, now=now, actor=actor, action="plan.apply", subject=draft.number)
    session.flush()
    if before:  # of the first reading the plan itself is the trace
        audit_date_changes(session, draft.number, before, read_dates(session, draft.number), now=now, actor=actor)
    return done


def _unordered(task: TaskDraft[str]) -> TaskDraft[str]:
    # The registry keeps which agencies take part, not in which order they were named.
    return replace(
        task,
        lead_agencies=tuple(sorted(task.lead_agencies)),
        coordinating_agencies=tuple(sorted(task.coordinating_agencies)),
    )


def _write_plan(session: Session, draft: PlanDraft[str], agencies: dict[str, int], now: datetime) -> Plan:
    row: Plan | None = session.execute(select(Plan).where(col(Plan.number) == draft.number)).scalar_one_or_none()
    if row is None:
        row = Plan(number=draft.number, title="", issuer="", issued_on=draft.issued_on, year=0, imported_at=now)
    row.title, row.issuer, row.issued_on, row.year = draft.title, draft.issuer, draft.issued_on, draft.year
    row.confirmation, row.warnings = draft.confirmation, list(draft.warnings)
    row.self_confirmation = draft.self_confirmation
    row.report_closes, row.judged_by = draft.report_closes, draft.judged_by
    row.standing_agency_id = agencies[draft.standing_body] if draft.standing_body else None
    session.add(row)
    session.flush()
    return row


def _write_sections(session: Session, plan: Plan, draft: PlanDraft[str]) -> dict[str, Section]:
    rows = {
        row.code: row for row in session.execute(select(Section).where(col(Section.plan_id) == plan.id)).scalars()
    }
    for position, section in enumerate(draft.sections):
        row = rows.setdefault(
            section.code, Section(plan_id=flushed_key(plan.id), code=section.code, title="", position=0)
        )
        row.title, row.position = section.title, position
        session.add(row)
    session.flush()
    return rows


def _write_task(
    session: Session, plan: Plan, sections: dict[str, Section], draft: TaskDraft[str], position: int, row: Task | None
) -> Task:
    values: dict[str, Any] = {
        "plan_id": plan.id,
        "section_id": sections[draft.section].id if draft.section else None,
        "code": draft.code,
        "position": position,
        "printed_number": draft.printed_number,
        "title": draft.title,
        "folded_title": fold(draft.title),
        "lead_words": list(draft.lead),
        "coordinating_words": list(draft.coordinating),
        "timeframe": draft.timeframe,
        "kind": draft.kind,
        "certain": draft.certain,
        "source_place": draft.source.place,
        "source_line": draft.source.line,
        "inferred": list(draft.inferred),
        "judged_by": draft.judged_by,
        "warnings": list(draft.warnings),
        "withdrawn": False,
    }
    row = row or Task(**values)
    row.sqlmodel_update(values)
    session.add(row)
    session.flush()
    return row


def _write_deliverables(session: Session, task: Task, draft: TaskDraft[str]) -> None:
    session.execute(delete(Deliverable).where(col(Deliverable.task_id) == task.id))
    session.add_all(
        Deliverable(task_id=flushed_key(task.id), position=position, words=words)
        for position, words in enumerate(draft.deliverables)
    )


def _write_participations(session: Session, task: Task, draft: TaskDraft[str], agencies: dict[str, int]) -> None:
    session.execute(delete(Participation).where(col(Participation.task_id) == task.id))
    parts = dict.fromkeys(draft.coordinating_agencies, Part.COORDINATING) | dict.fromkeys(
        draft.lead_agencies, Part.LEAD
    )
    rows = [{"task_id": task.id, "agency_id": agencies[code], "part": part} for code, part in parts.items()]
    insert_all(session, Participation, rows)
