"""The JSON of `nhacviec plan`."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.cli.json_output.values import Document
    from data.plans.draft import DeadlineDraft, PlanDraft, TaskDraft
    from data.plans.storing.apply import Changes
    from data.plans.storing.stored_plan import StoredPlan
    from data.plans.storing.waiting.waiting_plans import WaitingFacts
    from data.plans.times.timeframe import Timeframe
    from data.registry.plans.plan_closing import PlanCounts
    from data.registry.plans.plans import PlanFact


def plan_json(draft: PlanDraft[str] | StoredPlan) -> Document:
    """Return the document of `plan show --json`: the plan as read."""
    return {
        "plan": {
            "number": draft.number,
            "title": draft.title,
            "issuer": draft.issuer,
            "issued_on": draft.issued_on.isoformat() if draft.issued_on else None,
            "year": draft.year,
        },
        "sections": [{"code": section.code, "title": section.title} for section in draft.sections],
        "tasks": [_task(task) for task in draft.tasks],
        "warnings": list(draft.warnings),
    }


def plans_json(plans: Iterable[PlanFact], counts: Mapping[int, PlanCounts]) -> Document:
    """Return the document of `plan list --json`: all plans, the latest first."""
    return {"plans": [_plan(plan, counts.get(plan.id)) for plan in plans]}


def _plan(plan: PlanFact, counts: PlanCounts | None) -> Document:
    return {
        "number": plan.number,
        "title": plan.title,
        "issued_on": plan.issued_on.isoformat(),
        "year": plan.year,
        "state": "active" if plan.active else "closed",
        "tasks": counts.tasks if counts else 0,
        "duties": counts.duties if counts else 0,
        "open": counts.open if counts else 0,
    }


def import_json(draft: PlanDraft[str], changes: Changes, *, applied: bool) -> Document:
    """Return the document of `plan import --json`: the plan, and what writing it changes or has changed."""
    return {**plan_json(draft), "applied": applied, "changes": asdict(changes)}


def _task(task: TaskDraft[str]) -> Document:
    return {
        "code": task.code,
        "section": task.section,
        "printed_number": task.printed_number,
        "title": task.title,
        "deliverables": list(task.deliverables),
        "lead": list(task.lead),
        "coordinating": list(task.coordinating),
        "lead_agencies": list(task.lead_agencies),
        "timeframe": task.timeframe,
        "kind": task.kind,
        "certain": task.certain,
        "deadlines": [{**_deadline(deadline), "deliverable": deadline.deliverable} for deadline in task.deadlines],
        "source": {"place": task.source.place, "line": task.source.line},
        "inferred": list(task.inferred),
        "start": task.start,
        "notes": [{"head": head, "text": text} for head, text in task.notes],
        "original": task.original,
        "warnings": list(task.warnings),
    }


def _deadline(deadline: DeadlineDraft) -> Document:
    return {"due_on": deadline.due_on.isoformat(), "label": deadline.label}


def timeframe_json(read: Timeframe) -> Document:
    """Return the document of `plan explain --json`: the dates read from words of time, and why."""
    from handlers.views.plans.remarks import render_reason

    return {
        "text": read.text,
        "year": read.year,
        "kind": read.kind,
        "certain": read.certain,
        "deadlines": [_deadline(deadline) for deadline in read.deadlines],
        "reason": render_reason(read),
    }


def drafts_json(found: Iterable[WaitingFacts]) -> Document:
    """Return the document of `plan drafts --json`: the plans that wait, the latest first."""
    return {
        "drafts": [
            {"id": one.id, "file": one.file_name, "title": one.title, "sent_at": one.created_at.isoformat()}
            for one in found
        ]
    }
