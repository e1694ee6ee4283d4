"""The JSON of the command line, from facts. Other programs depend on it: it is added to, never changed.

Dates are YYYY-MM-DD, instants ISO 8601 with their offset in Viet Nam.
"""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.cli.reminder_sentence import reminder_sentence
from data.rules.standing import Urgency, remind_by, urgency
from data.rules.viet_nam_time import VIET_NAM

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from pathlib import Path

    from data.enums import Role
    from data.plans.draft import DeadlineDraft, PlanDraft, TaskDraft
    from data.plans.storing.apply import Changes
    from data.plans.storing.stored_plan import StoredPlan
    from data.plans.times.timeframe import Timeframe
    from data.registry.duties.duty_lines import DutyLine
    from data.registry.office.agencies import AgencyFact
    from data.registry.people.invitations import Invited
    from data.registry.people.officers import OfficerLine
    from data.registry.plans.plans import PlanFact
    from data.rules.calendar import WorkingCalendar
    from data.rules.report_periods import ReportPeriod
    from scheduler.auditor import Findings
    from scheduler.escalation.due_escalations import Escalation
    from scheduler.planning.due_reminders import DueReminder

Document = dict[str, Any]
"""A JSON object."""


def plan(draft: PlanDraft[str] | StoredPlan) -> Document:
    """`plan show --json`: the plan as read."""
    return {
        "plan": {
            "number": draft.number,
            "title": draft.title,
            "issuer": draft.issuer,
            "issued_on": draft.issued_on.isoformat(),
            "year": draft.year,
        },
        "sections": [{"code": section.code, "title": section.title} for section in draft.sections],
        "tasks": [_task(task) for task in draft.tasks],
        "warnings": list(draft.warnings),
    }


def imported(draft: PlanDraft[str], changes: Changes, *, applied: bool) -> Document:
    """`plan import --json`: the plan, and what writing it changes or has changed."""
    return {**plan(draft), "applied": applied, "changes": asdict(changes)}


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
        "warnings": list(task.warnings),
    }


def _deadline(deadline: DeadlineDraft) -> Document:
    return {"due_on": deadline.due_on.isoformat(), "label": deadline.label}


def timeframe(read: Timeframe) -> Document:
    """`plan explain --json`: how words of time are read."""
    from handlers.views.plans.remarks import render_reason

    return {
        "text": read.text,
        "year": read.year,
        "kind": read.kind,
        "certain": read.certain,
        "deadlines": [_deadline(deadline) for deadline in read.deadlines],
        "reason": render_reason(read),
    }


def duties(lines: Iterable[DutyLine], today: date, calendar: WorkingCalendar) -> Document:
    """`duties --json`, as seen on `today` (Viet Nam)."""
    return {"today": today.isoformat(), "duties": [_duty(line, today, calendar) for line in lines]}


def _duty(line: DutyLine, today: date, calendar: WorkingCalendar) -> Document:
    due_on = line.due_on  # what is left is counted to the date that was agreed on since, if any
    return {
        "task": line.code,
        "title": line.title,
        "agency": line.agency_code,
        "agency_name": line.agency_name,
        "due_on": on(line.first_due_on),
        "extended_to": on(due_on) if due_on != line.first_due_on else None,
        "remind_by": on(remind_by(due_on, calendar) if due_on else None),
        "label": line.label,
        "state": line.state,
        "percent": line.percent,
        "overdue": urgency(due_on, line.state, today, calendar) is Urgency.OVERDUE,
        "days_left": (due_on - today).days if due_on else None,
        "document_number": line.document_number,
        "completed_on": on(line.completed_on),
    }


def reminders(first: date, last: date, owing: Iterable[DueReminder], calls: Iterable[Escalation]) -> Document:
    """`reminders preview --json`: what would go out between two inclusive days, each with its sentence.

    `reminders` are the stages of each agency and the questions about what has no date; `escalations` are what
    heads and the standing body are told of besides.
    """
    called = list(calls)
    stages = [_reminder(one) for one in owing] + [_call(one) for one in called if one.stage == "ask"]
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "reminders": sorted(stages, key=lambda one: one["send_on"]),
        "escalations": [{"to": one.cause, **_call(one)} for one in called if one.stage == "overdue"],
    }


def _call(one: Escalation) -> Document:
    from handlers.views.pushes.escalations import explain_escalation

    return {
        "send_on": one.send_on.isoformat(),
        "agency": one.duty.agency_code,
        "task": one.duty.code,
        "due_on": on(one.duty.due_on),
        "stage": one.stage,
        "reason": explain_escalation(one.cause, one.duty.code, one.duty.agency_code),
    }


def _reminder(one: DueReminder) -> Document:
    return {
        "send_on": one.reason.send_on.isoformat(),
        "agency": one.duty.agency_code,
        "task": one.duty.code,
        "due_on": one.reason.due_on.isoformat(),
        "stage": one.reason.stage,
        "reason": reminder_sentence(one.reason),
    }


def invitation(invited: Invited, agency: AgencyFact, role: Role, name: str, link: str | None) -> Document:
    """`officer invite --json`. `link` is null where no channel could say its address."""
    return {
        "code": invited.code,
        "link": link,
        "expires_at": at(invited.expires_at),
        "agency": agency.code,
        "agency_name": agency.name,
        "role": role,
        "name": name,
    }


def officers(lines: Iterable[OfficerLine]) -> Document:
    """`officer list --json`."""
    return {
        "officers": [
            {
                "id": one.id,
                "name": one.name,
                "role": one.role,
                "agency": one.agency_code,
                "channels": list(one.channels),
            }
            for one in lines
        ]
    }


def status(address: str, schema: str, audited: Findings, problems: Iterable[str]) -> Document:
    """`status --json`; `problems` are its alarms in words."""
    found = audited.health
    return {
        "ok": audited.well,
        "problems": list(problems),
        "well": audited.well,
        "alarms": list(audited.alarms),
        "database": {"address": address, "schema": schema},
        "last_tick": at(found.last_tick),
        "trouble": found.trouble,
        "last_planned": at(audited.last_planned),
        "oldest_unsent": on(found.oldest_unsent),
        "set_aside": found.set_aside,
        "unreachable_officers": found.unreachable_officers,
        "channels": [
            {
                "name": name,
                "ok": name not in audited.channels,
                "trouble": beat.trouble,
                "channel": name,
                "last_heard": at(beat.at),
            }
            for name, beat in found.channels.items()
        ],
        "processes": [{"name": "engine", "last_beat": at(found.last_tick)}] if found.last_tick else [],
        "unheard_agencies": found.unheard_agencies,
    }


def unusable(problem: str) -> Document:
    """`status --json` where there is no registry to look at."""
    unknown = ("last_tick", "trouble", "last_planned", "oldest_unsent", "set_aside", "unreachable_officers")
    return {
        "ok": False,
        "problems": [problem],
        "well": False,
        "alarms": ["unusable"],
        "database": {"address": None, "schema": None},
        **dict.fromkeys(unknown),
        "channels": [],
        "processes": [],
        "unheard_agencies": None,
    }


def exported(
    file: Path, size: int, plan: PlanFact, agency: AgencyFact | None, period: ReportPeriod | None
) -> Document:
    """`export … --json`: what was written, `bytes` long."""
    return {
        "file": str(file),
        "bytes": size,
        "plan": plan.number,
        "agency": agency.code if agency else None,
        "period": period.kind if period else None,
    }


def on(day: date | None) -> str | None:
    """A date of the contract."""
    return day.isoformat() if day else None


def at(instant: datetime | None) -> str | None:
    """An instant of the contract, as clocks in Viet Nam show it."""
    return instant.astimezone(VIET_NAM).isoformat(timespec="seconds") if instant else None
