"""Write a draft into the registry; a plan that is read again updates it without losing progress.

Nothing is deleted: what a second reading no longer has is withdrawn, kept with its history, owed by nobody.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import CorrectedField
from data.models import Plan, Section, Task
from data.plans.draft import PlanDraft, TaskDraft
from data.plans.owners import refuse_draft, refuse_without_owner
from data.plans.storing.column_lengths import refuse_too_long
from data.plans.storing.corrected_tasks import correct_task, is_covered, judged_as
from data.plans.storing.corrections import apply_notes, retire_notes
from data.plans.storing.deadline_changes import audit_date_changes, read_dates
from data.plans.storing.directory import with_stored_codes, write_directory
from data.plans.storing.duties import flushed_key, withdraw_task
from data.plans.storing.new_tasks import write_new_tasks
from data.plans.storing.stored_plan import read_stored_tasks
from data.plans.storing.task_changes import audit_task_changes, read_facts
from data.plans.storing.task_rows import (
    list_stored_deadlines,
    put_in_place,
    write_deliverables,
    write_obligations,
    write_task,
)
from data.registry.office import audit
from data.registry.office.succession.mergers import find_owner
from data.registry.plans import corrections, plans
from data.registry.plans.corrections import CorrectionFacts
from data.registry.plans.earlier_terms import keep_earlier_terms
from data.text.plan_numbers import clean_plan_number


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of tasks, by what becomes of them."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class ChangedTasks:
    """Codes of tasks, by what becomes of them, in the order of the plan."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def count(self) -> Changes:
        """Return the numbers."""
        return Changes(len(self.added), len(self.changed), len(self.removed), len(self.kept))


def preview_changes(session: Session, draft: PlanDraft[str]) -> Changes:
    """Count what `apply` would do to the registry as it is. Raises PlanUnreadable("too_long")."""
    return list_changes(session, draft).count()


def list_changes(session: Session, draft: PlanDraft[str]) -> ChangedTasks:
    """Return what `apply` would do to the tasks of the registry as it is. Raises PlanUnreadable("too_long")."""
    draft = _under_stored_names(session, draft)
    refuse_too_long(draft)
    before = {task.code: _unordered(task) for task in read_stored_tasks(session, draft.number)}
    rows, made = _stored_rows(session, draft.number), corrections.list_in_plan(session, draft.number)
    after = {}
    for task in draft.tasks:
        row = rows.get(task.code)
        after[task.code] = _unordered(_corrected(session, row, task, _of(made, row)))
    return ChangedTasks(
        added=tuple(code for code in after if code not in before),
        changed=tuple(code for code, task in after.items() if code in before and before[code] != task),
        removed=tuple(code for code in before if code not in after),
        kept=tuple(code for code, task in after.items() if before.get(code) == task),
    )


def apply(session: Session, draft: PlanDraft[str], *, now: datetime, actor: str) -> Changes:
    """Write the plan, its directory and every duty that follows from them; return what became of the tasks.

    Raises PlanUnreadable before anything is written: "too_long", "no_number" or "no_date" for a draft that has none
    yet, "no_owner" where nobody owes a task.
    """
    refuse_draft(draft)
    draft = _under_stored_names(session, draft)
    changes = list_changes(session, draft)
    done = changes.count()
    refuse_without_owner(draft, _tasks_with_owner(session, draft))
    before, facts_before = read_dates(session, draft.number), read_facts(session, draft.number)
    agencies = write_directory(session, draft.directory, now=now, actor=actor).keys
    plan = _write_plan(session, draft, agencies, now)
    with keep_earlier_terms(session, now, flushed_key(plan.id)):
        _write_tasks(session, plan, draft, agencies, set(changes.kept), now)
    session.flush()
    facts = read_facts(session, draft.number)
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="plan.apply",
        subject=draft.number,
        before=facts_before.rules,
        after=facts.rules | {"tasks": asdict(done)},
    )
    if before:  # of the first reading the plan itself is the trace
        audit_task_changes(session, draft.number, facts_before, facts, now=now, actor=actor)
        audit_date_changes(session, draft.number, before, read_dates(session, draft.number), now=now, actor=actor)
    return done


def _tasks_with_owner(session: Session, draft: PlanDraft[str]) -> set[str]:
    """Return the codes of tasks whose lead a person has corrected, in the file beside the plan or in the registry."""
    noted = {note.code for note in draft.corrections if note.lead or note.covered_by}
    rows = _stored_rows(session, draft.number)
    made = corrections.list_in_plan(session, draft.number)
    of_rows = {code: _of(made, row) for code, row in rows.items()}
    return noted | {code for code, facts in of_rows.items() if is_covered(facts) or _has_lead(facts)}


def _has_lead(made: list[CorrectionFacts]) -> bool:
    return any(one.field is CorrectedField.LEAD for one in made)


def _write_tasks(
    session: Session, plan: Plan, draft: PlanDraft[str], agencies: dict[str, int], kept: set[str], now: datetime
) -> None:
    """Write the tasks of a draft with what is owed, with the corrections that people made and the file has.

    Those that are `kept` as they are, and nobody corrected, are only put in their places: a long plan is amended in
    seconds.
    """
    sections = _write_sections(session, plan, draft)
    corrected_before = corrections.list_in_plan(session, draft.number)
    retire_notes(session, plan, draft.corrections, now)
    made_now = corrections.list_in_plan(session, draft.number)
    tasks = _stored_rows(session, draft.number)
    placed = list(enumerate(draft.tasks))
    write_new_tasks(session, plan, sections, [one for one in placed if one[1].code not in tasks], agencies)
    same = []
    for position, task in placed:
        stored = tasks.get(task.code)
        if stored is None:
            continue
        if task.code in kept and not stored.withdrawn and stored.id not in corrected_before:
            same.append((stored, task, position))
            continue
        made = _of(made_now, stored)
        corrected = _corrected(session, stored, task, made)
        row = write_task(session, plan, sections, corrected, position, stored)
        write_deliverables(session, row, corrected)
        covered_by_id = row.covered_by_id if is_covered(made) else None
        write_obligations(session, row, corrected, agencies, covered_by_id, judged_as(made))
    put_in_place(session, same)
    gone = tasks.keys() - {task.code for task in draft.tasks}
    for code in gone:
        withdraw_task(session, tasks[code])
    session.flush()
    apply_notes(session, plan, draft.corrections, now)


def _under_stored_names(session: Session, draft: PlanDraft[str]) -> PlanDraft[str]:
    """Return the draft under the number that the registry has of its plan, with the codes that it has of agencies."""
    known = plans.find_same_number(session, draft.number)
    return replace(
        with_stored_codes(session, draft), number=known.number if known else clean_plan_number(draft.number)
    )


def _stored_rows(session: Session, number: str) -> dict[str, Task]:
    query = select(Task).join(Plan, col(Task.plan_id) == col(Plan.id)).where(col(Plan.number) == number)
    return {row.code: row for row in session.execute(query).scalars()}


def _of(made: Mapping[int, list[CorrectionFacts]], row: Task | None) -> list[CorrectionFacts]:
    return made.get(row.id, []) if row and row.id else []


def _corrected(
    session: Session, row: Task | None, task: TaskDraft[str], made: list[CorrectionFacts]
) -> TaskDraft[str]:
    """Return a task as it was read, with the corrections that people `made` of it: those win."""
    return correct_task(task, made, list_stored_deadlines(session, row.id)) if row and made else task


def _unordered(task: TaskDraft[str]) -> TaskDraft[str]:
    # The registry keeps which agencies take part, not in which order they were named, nor what nobody needs later;
    # a task is the same on another line.
    return replace(
        task,
        source=replace(task.source, line=0),
        lead_agencies=tuple(sorted(task.lead_agencies)),
        coordinating_agencies=tuple(sorted(task.coordinating_agencies)),
        start="",
        notes=(),
        original="",
    )


def _write_plan(session: Session, draft: PlanDraft[str], agencies: dict[str, int], now: datetime) -> Plan:
    issued_on = draft.issued_on
    assert issued_on is not None  # noqa: S101 - a draft without a date was refused
    row: Plan | None = session.execute(select(Plan).where(col(Plan.number) == draft.number)).scalar_one_or_none()
    if row is None:
        row = Plan(number=draft.number, title="", issuer="", issued_on=issued_on, year=0, imported_at=now)
    row.title, row.issuer, row.issued_on, row.year = draft.title, draft.issuer, issued_on, draft.year
    row.confirmation, row.warnings = draft.confirmation, list(draft.warnings)
    row.self_confirmation = draft.self_confirmation
    row.report_closes, row.judged_by = draft.report_closes, draft.judged_by
    row.standing_agency_id = find_owner(session, agencies[draft.standing_body]) if draft.standing_body else None
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
