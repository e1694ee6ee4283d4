"""Rows of answers: a duty or a task in a line, and the buttons to their cards."""

from collections.abc import Sequence
from datetime import date

from data.enums import FINISHED, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.task_lines import TaskLine
from data.rules.calendar import WorkingCalendar
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuty, ShowTask
from handlers.base.messages import Button
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.base.paging import arrange_in_rows

Buttons = tuple[tuple[Button, ...], ...]

ROWS = 12
BUTTONS_A_ROW = 4
_TITLE_LETTERS = 48
_NAMED_A_ROW = 2


def row_text(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    """Return a duty as a row: code, title, and when it is due or was done."""
    if row.state in FINISHED and row.completed_on:
        done = formatting.done_text(row.completed_on, row.extended_to, today)
        return f"{formatting.task_code(row)}  {title_text(row)} · {done}"
    if row.state is State.NOT_APPLICABLE:
        return f"{formatting.task_code(row)}  {title_text(row)} · {names.state_name(row.state)}"
    pending = formatting.pending_text(row.state, row.asked_until, today)
    if row.due_on is None:
        return f"{formatting.task_code(row)}  {title_text(row)}{pending}"
    left = formatting.grace(row.due_on, today, calendar) or formatting.days_left(row.due_on, today)
    return f"{formatting.task_code(row)}  {title_text(row)}{due_text(row.due_on, today)}, {left}{pending}"


def due_text(due_on: date | None, today: date) -> str:
    """Return the date behind a row."""
    return f" · {formatting.short_day(due_on, today)}" if due_on else ""


def title_text(row: DutyLine | TaskLine) -> str:
    """Return the title of a row."""
    return formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)


def code_label(row: DutyLine | TaskLine, rows: Sequence[DutyLine] | Sequence[TaskLine], today: date) -> str:
    """Return the code of a row, with its date if the code stands twice."""
    repeated = sum(formatting.task_code(other) == formatting.task_code(row) for other in rows) > 1
    return (
        f"{formatting.task_code(row)} · {formatting.day_month(row.due_on, today)}"
        if repeated and row.due_on
        else formatting.task_code(row)
    )


def code_labels(rows: Sequence[DutyLine], today: date) -> list[str]:
    """Return the codes of rows, with their dates where a code stands twice."""
    return [code_label(row, rows, today) for row in rows]


def duty_buttons(rows: Sequence[DutyLine], today: date) -> Buttons:
    """Return a button for each duty's card; repeated codes get a date, several agencies their names."""
    several = len({row.agency_id for row in rows}) > 1
    name = _code_and_agency if several else code_label
    taps = [button(name(row, rows, today), ShowDuty(row.id)) for row in rows]
    return tuple(arrange_in_rows(taps, _NAMED_A_ROW if several else BUTTONS_A_ROW))


def _code_and_agency(row: DutyLine, rows: Sequence[DutyLine], today: date) -> str:
    own = [other for other in rows if other.agency_id == row.agency_id]
    return formatting.code_with_agency(code_label(row, own, today), row.agency_short_name)


def task_buttons(tasks: Sequence[TaskLine], today: date) -> Buttons:
    """Return a button for each task in which the agency takes part."""
    taps = [button(code_label(task, tasks, today), ShowTask(task.deadline_id)) for task in tasks]
    return tuple(arrange_in_rows(taps, BUTTONS_A_ROW))


def more_lines(count: int) -> list[str]:
    """Return the line that counts the rows for which there was no room; empty if there was room for all."""
    return [_("… và {count} việc nữa, trong danh sách đầy đủ.", count=count - ROWS)] if count > ROWS else []
