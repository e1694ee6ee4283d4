"""Correct the reading of a task: by a person with a document, or by the file beside the plan.

A correction is kept beside the plan's own words and put into every later reading (`corrected_tasks`). The duties that
follow from it change at once, so reminders that have not gone out go by it. The history of each duty that it touches
tells of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import CONSOLE, Change, CorrectedField, JudgedBy
from data.errors import NotAllowed, NotFound
from data.models import Correction, Deadline, Duty, Plan, Task
from data.plans.draft import CorrectionNote, TaskDraft
from data.plans.storing.corrected_tasks import correct_task, is_covered, judged_as, kind_value, lead_value
from data.plans.storing.stored_plan import read_stored_tasks
from data.plans.storing.task_rows import list_agency_keys, list_stored_deadlines, write_obligations
from data.registry.duties.progress_entries import Actor, lock_progress, write_entry
from data.registry.office import audit
from data.registry.plans import corrections as registry
from data.registry.plans.corrections import CorrectionFacts
from data.registry.plans.earlier_terms import keep_earlier_terms
from data.text import fold


@dataclass(frozen=True, slots=True)
class NewValue:
    """The corrected value of a field: a date as YYYY-MM-DD for `deadline_id`, agencies by their codes with commas, a
    kind, a title, the code of the task that covers this one, the day by which it is on time.
    """

    field: CorrectedField
    after: str
    deadline_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a reading is corrected, by which document, when; `actor` is None for the file beside the plan."""

    reason: str
    document_number: str
    now: datetime
    actor: Actor | None


def correct(session: Session, task_id: int, values: Sequence[NewValue], ground: Ground, words: str) -> int:
    """Correct a task; `words` say it in the histories of the duties that it touches. Returns the correction's id.

    Raises NotAllowed for a task that the plan has no more or a value that it has already, and NotFound for a task
    that cannot cover it.
    """
    row = session.get_one(Task, task_id)
    with keep_earlier_terms(session, ground.now, row.plan_id, task_id):
        return _correct(session, row, values, ground, words)


def _correct(session: Session, row: Task, values: Sequence[NewValue], ground: Ground, words: str) -> int:
    if row.withdrawn:
        raise NotAllowed("correction.withdrawn")
    draft = _stored_draft(session, row)
    made = [_save(session, row, draft, value, ground) for value in values]
    facts = [one for one in registry.list_in_force(session, row.id or 0) if one.id in made]
    _rewrite(session, row, draft, facts, ground, words)
    return made[0]


def undo(session: Session, correction_id: int, actor: Actor, now: datetime, words: str) -> int:
    """Take back a correction of the actor's own within 15 minutes, with those made at once with it; return the task.

    Raises NotAllowed.
    """
    made = registry.list_undoable(session, correction_id, actor.officer_id, now)
    row = session.get_one(Task, made[0].task_id)
    if row.withdrawn:
        raise NotAllowed("correction.withdrawn")
    registry.mark_undone(session, [one.id for one in made], now)
    back = [replace(one, before=one.after, after=one.before) for one in made]
    ground = Ground(made[0].reason, made[0].document_number, now, actor)
    with keep_earlier_terms(session, now, row.plan_id, row.id):
        _rewrite(session, row, _stored_draft(session, row), back, ground, words)
    return made[0].task_id


def apply_notes(session: Session, plan: Plan, notes: Sequence[CorrectionNote], now: datetime) -> None:
    """Make the corrections of the file beside a plan that are not in force yet. Raises NotFound for a code."""
    for note in notes:
        task_id = registry.find_task_id(session, plan.id or 0, note.code)
        known = {(one.field, one.deadline_id, one.after) for one in _list_of_file(session, task_id)}
        wanted = _values_of(session, task_id, note)
        row = session.get_one(Task, task_id)
        fresh = [one for one in wanted if (one.field, one.deadline_id, one.after) not in known]
        changing = [one for one in fresh if _before(session, row, _stored_draft(session, row), one) != one.after]
        if changing:
            _correct(session, row, changing, Ground(note.reason, note.document, now, None), "")


def retire_notes(session: Session, plan: Plan, notes: Sequence[CorrectionNote], now: datetime) -> None:
    """Take back the corrections of the file beside a plan that it does not contain any more."""
    tasks = session.execute(select(Task).where(col(Task.plan_id) == plan.id)).scalars().all()
    by_code = {note.code: note for note in notes}
    for task in tasks:
        note = by_code.get(task.code)
        wanted = _values_of(session, task.id or 0, note) if note else []
        kept = {(one.field, one.deadline_id, one.after) for one in wanted}
        gone = [
            one for one in _list_of_file(session, task.id or 0) if (one.field, one.deadline_id, one.after) not in kept
        ]
        if gone:
            registry.mark_undone(session, [one.id for one in gone], now)


def _values_of(session: Session, task_id: int, note: CorrectionNote) -> list[NewValue]:
    rows = [row for row in list_stored_deadlines(session, task_id) if row.due_on or len(note.due_on) == 1]
    values = [
        NewValue(CorrectedField.DUE_ON, due_on.isoformat(), row.id)
        for row, due_on in zip(rows, note.due_on, strict=False)
    ]
    if note.lead:
        values.append(NewValue(CorrectedField.LEAD, ",".join(note.lead)))
    for field, value in (
        (CorrectedField.KIND, note.kind),
        (CorrectedField.TITLE, note.title),
        (CorrectedField.COVERED_BY, note.covered_by),
        (CorrectedField.JUDGED_BY, note.judged_by.value if note.judged_by else ""),
    ):
        values += [NewValue(field, value)] if value else []
    return values


def _list_of_file(session: Session, task_id: int) -> list[CorrectionFacts]:
    return [one for one in registry.list_in_force(session, task_id) if one.officer_id is None]


def _stored_draft(session: Session, row: Task) -> TaskDraft[str]:
    plan = session.get_one(Plan, row.plan_id)
    return next(task for task in read_stored_tasks(session, plan.number) if task.code == row.code)


def _save(session: Session, row: Task, draft: TaskDraft[str], value: NewValue, ground: Ground) -> int:
    before = _before(session, row, draft, value)
    after = lead_value(draft, value.after.split(","))[1] if value.field is CorrectedField.LEAD else value.after
    if before == after:
        raise NotAllowed("correction.same")
    actor = ground.actor
    saved = Correction(
        task_id=row.id or 0,
        deadline_id=value.deadline_id,
        field=value.field,
        before=before,
        after=after,
        reason=ground.reason,
        document_number=ground.document_number,
        at=ground.now,
        officer_id=actor.officer_id if actor else None,
        channel=actor.channel if actor else CONSOLE,
    )
    session.add(saved)
    session.flush()
    assert saved.id is not None  # noqa: S101 - a flushed row has its key
    return saved.id


def _before(session: Session, row: Task, draft: TaskDraft[str], value: NewValue) -> str:
    match value.field:
        case CorrectedField.DUE_ON:
            due_on = session.get_one(Deadline, value.deadline_id).due_on
            return due_on.isoformat() if due_on else ""
        case CorrectedField.LEAD:
            return lead_value(draft, value.after.split(","))[0]
        case CorrectedField.KIND:
            return draft.kind.value if draft.kind.value == value.after else kind_value(draft)
        case CorrectedField.TITLE:
            return row.title
        case CorrectedField.COVERED_BY:
            covering = session.get(Task, row.covered_by_id) if row.covered_by_id else None
            return covering.code if covering else ""
        case CorrectedField.JUDGED_BY:
            differs = judged_as(registry.list_in_force(session, row.id or 0))
            return _judged_by(session.get_one(Plan, row.plan_id), row, differs).value


def _rewrite(
    session: Session,
    row: Task,
    draft: TaskDraft[str],
    changes: Sequence[CorrectionFacts],
    ground: Ground,
    words: str,
) -> None:
    """Write the task anew with `changes`, and tell the duties that they touch."""
    before = _owed_duties(session, row)
    task = correct_task(draft, changes, list_stored_deadlines(session, row.id))
    covered_by_id = row.covered_by_id
    if any(one.field is CorrectedField.COVERED_BY for one in changes):
        covered_by_id = _find_covering(session, row, is_covered(changes))
    row.title, row.folded_title, row.kind = task.title, fold(task.title), task.kind
    judged_by = judged_as(registry.list_in_force(session, row.id or 0))
    write_obligations(session, row, task, list_agency_keys(session), covered_by_id, judged_by)
    session.flush()
    dated = {one.deadline_id for one in changes}
    touched = before.keys() | _owed_duties(session, row).keys()
    if None not in dated:
        touched = {one for one in touched if session.get_one(Duty, one).deadline_id in dated}
    plan = session.get_one(Plan, row.plan_id)
    is_judged_anew = any(one.field is CorrectedField.JUDGED_BY for one in changes)
    judged = _judged_by(plan, row, judged_by) if is_judged_anew else None
    _tell_duties(session, touched, ground, words, judged)
    by = f"officer:{ground.actor.officer_id}" if ground.actor else "file"
    subject = f"{plan.number} {row.code} {ground.document_number}"
    audit.record_action(session, now=ground.now, actor=by, action="plan.correct", subject=subject)


def _find_covering(session: Session, row: Task, code: str) -> int | None:
    """Return the task that covers `row`. Raises NotFound for itself, and for one that is covered by another."""
    if not code:
        return None
    found = session.get_one(Task, registry.find_task_id(session, row.plan_id, code))
    if found.id == row.id or found.covered_by_id is not None:
        raise NotFound("task", code)
    return found.id


def _owed_duties(session: Session, row: Task) -> dict[int, Duty]:
    query = (
        select(Duty)
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .where(col(Deadline.task_id) == row.id, col(Duty.withdrawn).is_(False))
    )
    return {duty.id: duty for duty in session.execute(query).scalars() if duty.id is not None}


def _judged_by(plan: Plan, row: Task, differs: JudgedBy | None) -> JudgedBy:
    """Return how the duties of a task are judged now; `differs` is how a correction says they are."""
    return differs or row.judged_by or plan.judged_by or JudgedBy.DOCUMENT


def _tell_duties(
    session: Session, duty_ids: Collection[int], ground: Ground, words: str, judged_by: JudgedBy | None
) -> None:
    """Write the correction into the histories of duties; what is done is `judged_by` that day, if set."""
    if ground.actor is None:
        return
    for duty_id in sorted(duty_ids):
        version, became = lock_progress(session, duty_id)
        if judged_by and became.completed_on:
            issued_on = became.document_date if judged_by is JudgedBy.DOCUMENT else None
            became = replace(became, completed_on=issued_on or became.received_on or became.completed_on)
        write_entry(session, duty_id, version, Change.CORRECTED, became, ground.actor, ground.now, words)
