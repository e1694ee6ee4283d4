"""Read a plan back from the registry: `plan show` prints it, and a second reading is compared with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import Part
from data.models import Agency, Deadline, Deliverable, Participation, Plan, Section, Task
from data.plans.draft import DeadlineDraft, SectionDraft, Source, TaskDraft
from data.registry.plans import plans

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan of the registry, with the same names as the draft it came from."""

    number: str
    title: str
    issuer: str
    issued_on: date
    year: int
    sections: tuple[SectionDraft, ...]
    tasks: tuple[TaskDraft[str], ...]
    warnings: tuple[str, ...]


def read_stored_plan(session: Session, number: str | None = None) -> StoredPlan:
    """Return the plan with this number, or the latest. Raises NotFound with the numbers that there are."""
    found = plans.find(session, number)
    row = session.get(Plan, found.id)
    return StoredPlan(
        number=found.number,
        title=found.title,
        issuer=found.issuer,
        issued_on=found.issued_on,
        year=found.year,
        sections=read_stored_sections(session, found.number),
        tasks=read_stored_tasks(session, found.number),
        warnings=tuple(row.warnings) if row else (),
    )


def read_stored_sections(session: Session, number: str) -> tuple[SectionDraft, ...]:
    """Return the plan's sections in order."""
    rows = session.execute(
        select(col(Section.code), col(Section.title))
        .join(Plan, col(Section.plan_id) == col(Plan.id))
        .where(col(Plan.number) == number)
        .order_by(col(Section.position))
    )
    return tuple(SectionDraft(*row) for row in rows)


def read_stored_tasks(session: Session, number: str) -> tuple[TaskDraft[str], ...]:
    """Return the plan's tasks in order, without the withdrawn ones; none if the registry has no such plan."""
    rows = session.execute(
        select(Task, col(Section.code))
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .outerjoin(Section, col(Task.section_id) == col(Section.id))
        .where(col(Plan.number) == number, col(Task.withdrawn).is_(False))
        .order_by(col(Task.position))
    ).all()
    keys = [task.id for task, _section in rows if task.id is not None]
    deliverables, deadlines = _deliverables(session, keys), _deadlines(session, keys)
    lead, coordinating = (_agencies(session, keys, part) for part in (Part.LEAD, Part.COORDINATING))
    return tuple(
        TaskDraft(
            code=task.code,
            section=section,
            printed_number=task.printed_number,
            title=task.title,
            deliverables=tuple(deliverables[task.id]),
            lead=tuple(task.lead_words),
            coordinating=tuple(task.coordinating_words),
            lead_agencies=tuple(lead[task.id]),
            coordinating_agencies=tuple(coordinating[task.id]),
            timeframe=task.timeframe,
            kind=task.kind,
            certain=task.certain,
            deadlines=tuple(deadlines[task.id]),
            source=Source(task.source_place, task.source_line),
            inferred=tuple(task.inferred),
            warnings=tuple(task.warnings),
            judged_by=task.judged_by,
        )
        for task, section in rows
    )


def _deliverables(session: Session, tasks: Sequence[int]) -> dict[int, list[str]]:
    rows = session.execute(
        select(col(Deliverable.task_id), col(Deliverable.words))
        .where(col(Deliverable.task_id).in_(tasks))
        .order_by(col(Deliverable.position))
    )
    return _grouped((row.task_id, row.words) for row in rows)


def _deadlines(session: Session, tasks: Sequence[int]) -> dict[int, list[DeadlineDraft]]:
    """Return the dates that the plan itself gives."""
    rows = session.execute(
        select(Deadline)
        .where(
            col(Deadline.task_id).in_(tasks),
            col(Deadline.withdrawn).is_(False),
            col(Deadline.due_on).is_not(None),
            col(Deadline.dated_by).is_(None),
        )
        .order_by(col(Deadline.position))
    ).scalars()
    return _grouped(
        (row.task_id, DeadlineDraft(row.due_on, row.label, row.deliverable)) for row in rows if row.due_on
    )


def _agencies(session: Session, tasks: Sequence[int], part: Part) -> dict[int, list[str]]:
    rows = session.execute(
        select(col(Participation.task_id), col(Agency.code))
        .join(Agency, col(Participation.agency_id) == col(Agency.id))
        .where(col(Participation.task_id).in_(tasks), col(Participation.part) == part)
        .order_by(col(Agency.id))
    )
    return _grouped((row.task_id, row.code) for row in rows)


def _grouped(pairs: Iterable[tuple[int, Item]]) -> dict[int, list[Item]]:
    groups: defaultdict[int, list[Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return groups
