"""The JSON of `nhacviec duties`."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING

from bot.cli.json_output.values import Document, date_json
from data.enums import State
from data.rules.standing import Urgency, remind_by, urgency

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from data.registry.duties.duty_lines import DutyLine
    from data.rules.calendar import WorkingCalendar


def duties_json(
    lines: Iterable[DutyLine], today: date, calendar: WorkingCalendar, self_confirmed: Collection[int]
) -> Document:
    """Return the document of `duties --json`, as seen on `today` (Viet Nam).

    `self_confirmed` are the ids of duties that the agency that reported them has confirmed itself.
    """
    duties = [_duty(line, today, calendar, by_itself=line.id in self_confirmed) for line in lines]
    return {"today": today.isoformat(), "duties": duties}


def _duty(line: DutyLine, today: date, calendar: WorkingCalendar, *, by_itself: bool) -> Document:
    due_on = line.due_on  # what is left is counted to the date that was agreed on since, if any
    return {
        "plan": line.plan_number,
        "task": line.code,
        "title": line.title,
        "agency": line.agency_code,
        "agency_name": line.agency_name,
        "due_on": date_json(line.first_due_on),
        "extended_to": date_json(line.extended_to),
        "remind_by": date_json(remind_by(due_on, calendar) if due_on else None),
        "label": line.label,
        "state": line.state,
        "percent": line.percent,
        "overdue": urgency(due_on, line.state, today, calendar) is Urgency.OVERDUE,
        "days_left": (due_on - today).days if due_on else None,
        "document_number": line.document_number,
        "received_on": date_json(line.received_on),
        "completed_on": date_json(line.completed_on),
        "confirmed": line.state is State.DONE,
        "self_confirmed": line.state is State.DONE and by_itself,
        "not_applicable": line.state is State.NOT_APPLICABLE,
    }
