"""Put corrections into the reading of a task: they win over whatever the plan is read to say. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from data.enums import CorrectedField, JudgedBy, Kind
from data.plans.draft import DeadlineDraft, TaskDraft
from data.plans.storing.deadline_pairing import pair_dates
from data.registry.plans.corrections import DISPLACED, CorrectionFacts

UNDATED = frozenset({Kind.CONTINUOUS, Kind.EXTERNAL})
"""Kinds whose tasks have no date of their own."""

W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class StoredDeadline:
    """A deadline of a task as the registry has it."""

    id: int
    due_on: date | None
    label: str
    deliverable: str | None


def correct_task(
    task: TaskDraft[W], corrections: Iterable[CorrectionFacts], stored: Sequence[StoredDeadline]
) -> TaskDraft[W]:
    """Return `task` with its corrections; `stored` are the deadlines of the task, in the order of their places."""
    for one in corrections:
        match one.field:
            case CorrectedField.TITLE:
                task = replace(task, title=one.after)
            case CorrectedField.LEAD:
                task = _with_lead(task, one.after)
    dates = [one for one in corrections if one.field is CorrectedField.DUE_ON]
    if dates:
        task = _with_dates(task, dates, stored)
    for one in corrections:
        if one.field is CorrectedField.KIND:
            task = _with_kind(task, one.after, stored)
    return task


def is_covered(corrections: Iterable[CorrectionFacts]) -> str:
    """Return the code of the task that covers the corrected one; "" if none does."""
    return next((one.after for one in corrections if one.field is CorrectedField.COVERED_BY), "")


def judged_as(corrections: Iterable[CorrectionFacts]) -> JudgedBy | None:
    """Return how the duties of the corrected task are judged; None where nobody says that they differ."""
    said = [one.after for one in corrections if one.field is CorrectedField.JUDGED_BY]
    return JudgedBy(said[-1]) if said else None


def lead_value(task: TaskDraft[W], lead: Sequence[str]) -> tuple[str, str]:
    """Return the lead of a task before and after it becomes `lead`, as a correction keeps both."""
    displaced = [code for code in lead if code in task.coordinating_agencies]
    before = ",".join(task.lead_agencies) + (DISPLACED + ",".join(displaced) if displaced else "")
    return before, ",".join(lead)


def kind_value(task: TaskDraft[W]) -> str:
    """Return the kind of a task, with the dates that it loses if it becomes one without."""
    return " ".join([task.kind.value, *(one.due_on.isoformat() for one in task.deadlines)])


def _with_lead(task: TaskDraft[W], value: str) -> TaskDraft[W]:
    lead, _mark, displaced = value.partition(DISPLACED)
    codes = tuple(lead.split(","))
    others = (*task.coordinating_agencies, *filter(None, displaced.split(",")))
    coordinating = tuple(dict.fromkeys(code for code in others if code not in codes))
    return replace(task, lead_agencies=codes, coordinating_agencies=coordinating)


def _with_dates(
    task: TaskDraft[W], dates: Sequence[CorrectionFacts], stored: Sequence[StoredDeadline]
) -> TaskDraft[W]:
    corrected = {one.deadline_id: one for one in dates}
    read = [_date(corrected[row.id].before) if row.id in corrected else row.due_on for row in stored]
    written: list[DeadlineDraft | None] = [*task.deadlines] or [None]
    pairs = pair_dates(read, [one.due_on if one else None for one in written])
    found: list[DeadlineDraft] = []
    for one, at in zip(written, pairs, strict=True):
        correction = corrected.get(stored[at].id) if at is not None else None
        if correction is None:
            found += [one] if one else []
        elif due_on := _date(correction.after):
            found.append(replace(one, due_on=due_on) if one else DeadlineDraft(due_on, task.timeframe))
    kind = task.kind
    if found and kind is Kind.CONTINUOUS:
        kind = Kind.ONCE
    return replace(task, deadlines=tuple(found), kind=kind)


def _with_kind(task: TaskDraft[W], value: str, stored: Sequence[StoredDeadline]) -> TaskDraft[W]:
    name, *days = value.split()
    kind = Kind(name)
    if kind in UNDATED:
        return replace(task, kind=kind, deadlines=())
    known = {row.due_on: row for row in stored}
    lost = [known.get(day) or StoredDeadline(0, day, task.timeframe, None) for day in map(date.fromisoformat, days)]
    again = tuple(DeadlineDraft(row.due_on, row.label, row.deliverable) for row in lost if row.due_on)
    return replace(task, kind=kind, deadlines=task.deadlines or again)


def _date(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
