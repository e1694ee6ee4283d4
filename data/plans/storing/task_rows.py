"""Write a task as it was read or corrected: its row, what it makes, who takes part, what is owed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from data.enums import JudgedBy, Part
from data.models import Agency, Deadline, Deliverable, Participation, Plan, Section, Task
from data.plans.draft import TaskDraft
from data.plans.storing.corrected_tasks import StoredDeadline
from data.plans.storing.duties import delete_of_task, flushed_key, write_duties
from data.registry.sql.rows import execute_count, insert_all, table_of
from data.text import fold

_DELETE_DELIVERABLES = delete_of_task(Deliverable)
_DELETE_PARTICIPATIONS = delete_of_task(Participation)
_PUT_IN_PLACE = (
    update(table_of(Task))
    .where(table_of(Task).c.id == bindparam("moved"))
    .values(position=bindparam("position"), source_line=bindparam("source_line"))
)


def write_task(
    session: Session,
    plan: Plan,
    sections: dict[str, Section],
    draft: TaskDraft[str],
    position: int,
    row: Task | None,
) -> Task:
    """Write the row of a task, and return it."""
    values = task_values(plan, sections, draft, position)
    row = row or Task(**values)
    row.sqlmodel_update(values)
    session.add(row)
    session.flush()
    return row


def put_in_place(session: Session, tasks: Sequence[tuple[Task, TaskDraft[str], int]]) -> None:
    """Keep where tasks that did not change stand by now: their place in the plan and the line of its file."""
    moved = [
        {"moved": row.id, "position": position, "source_line": draft.source.line}
        for row, draft, position in tasks
        if (row.position, row.source_line) != (position, draft.source.line)
    ]
    if moved:
        session.flush()
        session.connection().execute(_PUT_IN_PLACE, moved)
        session.expire_all()


def task_values(plan: Plan, sections: dict[str, Section], draft: TaskDraft[str], position: int) -> dict[str, Any]:
    """Return the columns of a task that a reading fills."""
    return {
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


def write_deliverables(session: Session, task: Task, draft: TaskDraft[str]) -> None:
    """Write the results that a task must bring."""
    session.flush()
    execute_count(session, _DELETE_DELIVERABLES, task_id=task.id)
    session.add_all(
        Deliverable(task_id=flushed_key(task.id), position=position, words=words)
        for position, words in enumerate(draft.deliverables)
    )


def write_obligations(
    session: Session,
    task: Task,
    draft: TaskDraft[str],
    agencies: dict[str, int],
    covered_by_id: int | None,
    judged_by: JudgedBy | None,
) -> None:
    """Write who takes part in a task and what is owed: by nobody where another task covers it.

    `judged_by` is how its duties are judged, where they differ from what the plan and its words say.
    """
    execute_count(session, _DELETE_PARTICIPATIONS, task_id=task.id)
    insert_all(session, Participation, list_parts(flushed_key(task.id), draft, agencies))
    task.covered_by_id = covered_by_id
    write_duties(session, task, draft, agencies, owed=covered_by_id is None, judged_by=judged_by)


def list_parts(task_id: int, draft: TaskDraft[str], agencies: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the rows of who leads a task and who takes part."""
    parts = dict.fromkeys(draft.coordinating_agencies, Part.COORDINATING) | dict.fromkeys(
        draft.lead_agencies, Part.LEAD
    )
    return [{"task_id": task_id, "agency_id": agencies[code], "part": part} for code, part in parts.items()]


def list_stored_deadlines(session: Session, task_id: int | None) -> list[StoredDeadline]:
    """Return all deadlines of a task, withdrawn ones too, in the order of their places."""
    query = select(Deadline).where(col(Deadline.task_id) == task_id).order_by(col(Deadline.position))
    return [
        StoredDeadline(flushed_key(row.id), row.due_on, row.label, row.deliverable)
        for row in session.execute(query).scalars()
    ]


def list_agency_keys(session: Session) -> dict[str, int]:
    """Return the keys of all agencies by their codes."""
    return {code: key for code, key in session.execute(select(col(Agency.code), col(Agency.id))) if key is not None}
