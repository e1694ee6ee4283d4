"""The JSON of `nhacviec reminders`."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING

from bot.cli.json_output.values import Document, date_json
from bot.cli.reminder_sentence import reminder_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from scheduler.escalation.due_escalations import Escalation
    from scheduler.planning.due_reminders import DueReminder


def preview_json(
    first: date, last: date, due_reminders: Iterable[DueReminder], escalations: Iterable[Escalation]
) -> Document:
    """Return the document of `reminders preview --json`: what would go out between two inclusive days, and why.

    `reminders` are the stages of each agency and the questions about what has no date; `escalations` are the
    reminders to heads and to the standing body besides.
    """
    escalated = list(escalations)
    stages = [_reminder(one) for one in due_reminders] + [_escalation(one) for one in escalated if one.stage == "ask"]
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "reminders": sorted(stages, key=lambda one: one["send_on"]),
        "escalations": [{"to": one.cause, **_escalation(one)} for one in escalated if one.stage == "overdue"],
    }


def _escalation(one: Escalation) -> Document:
    from handlers.views.pushes.escalations import explain_escalation

    return {
        "send_on": one.send_on.isoformat(),
        "agency": one.duty.agency_code,
        "plan": one.duty.plan_number,
        "task": one.duty.code,
        "due_on": date_json(one.duty.due_on),
        "stage": one.stage,
        "reason": explain_escalation(one.cause, one.duty.code, one.duty.agency_code),
    }


def _reminder(one: DueReminder) -> Document:
    return {
        "send_on": one.reason.send_on.isoformat(),
        "agency": one.duty.agency_code,
        "plan": one.duty.plan_number,
        "task": one.duty.code,
        "due_on": one.reason.due_on.isoformat(),
        "stage": one.reason.stage,
        "reason": reminder_sentence(one.reason),
    }
