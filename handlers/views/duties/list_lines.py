"""Lines of lists of duties: groups by urgency, a line and a button for each row."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from data.enums import FINISHED, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.task_lines import TaskLine
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency, urgency
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.messages import Button
from handlers.locales import _, marked
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows

Grouped = tuple[Urgency, DutyLine]
"""A duty with the group under which it stands."""

ROWS = 10
_TITLE_LETTERS = 48
BUTTONS_A_ROW = 4
ORDER = tuple(Urgency)
_GROUPS = {
    Urgency.OVERDUE: marked("Quá hạn"),
    Urgency.WEEK: marked("7 ngày tới"),
    Urgency.MONTH: marked("30 ngày tới"),
    Urgency.LATER: marked("Sau đó"),
    Urgency.NO_DATE: marked("Không ghi thời hạn"),
    Urgency.DONE: marked("Đã xong"),
    Urgency.WAITING: marked("Chờ xác nhận"),
    Urgency.NOT_APPLICABLE: marked("Không phải thực hiện"),
}


def group_rows(rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar) -> list[Grouped]:
    """Return the rows with their groups, the most urgent first."""
    grouped = [(urgency(row.due_on, row.state, today, calendar), row) for row in rows]
    return sorted(grouped, key=lambda pair: ORDER.index(pair[0]))


def row_lines(
    shown: list[Grouped], grouped: list[Grouped], page: int, today: date, calendar: WorkingCalendar
) -> list[str]:
    """Return the lines of the rows `shown` under their groups, each with the number of all `grouped` rows in it.

    On the first page the groups of which nothing is shown are counted too.
    """
    counts = Counter(found for found, _row in grouped)
    lines: list[str] = []
    for group in ORDER:
        rows = [row for found, row in shown if found is group]
        if rows:
            lines.append(f"{formatting.ICONS[group]} {_group_name(group)} ({counts[group]})")
            lines += [
                f"  {formatting.task_code(row)}  {title_text(row)}{_status_text(row, today, calendar)}"
                for row in rows
            ]
        elif counts[group] and not page:
            lines.append(f"{formatting.ICONS[group]} {_group_name(group)} ({counts[group]}) …")
    return lines


def _group_name(group: Urgency) -> str:
    """Return the heading over the rows of one icon."""
    return _(_GROUPS[group])


def title_text(row: DutyLine | TaskLine) -> str:
    """Return the title of a row in a few words, with which of its dates it is."""
    return formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)


def _status_text(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    pending = formatting.pending_text(row.state, row.asked_until, today)
    return f"{_deadline_text(row, today, calendar)}{pending}"


def _deadline_text(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    if row.state in FINISHED and row.completed_on:
        return " · " + formatting.done_text(row.completed_on, row.extended_to, today)
    if row.due_on is None or row.state is State.NOT_APPLICABLE:
        return ""
    if row.due_on != row.first_due_on and row.first_due_on:
        first, due = formatting.day_month(row.first_due_on, today), formatting.short_day(row.due_on, today)
        both = _("hạn {first}, gia hạn {due}", first=first, due=due)
        return (
            f" · {both}, {formatting.grace(row.due_on, today, calendar) or formatting.days_left(row.due_on, today)}"
        )
    if row.due_on >= today:
        return date_text(row, today)
    left = formatting.grace(row.due_on, today, calendar) or _("quá hạn {days} ngày", days=(today - row.due_on).days)
    return f"{date_text(row, today)}, {left}"


def date_text(row: DutyLine | TaskLine, today: date) -> str:
    """Return a date; a past one without the days since: the lateness of a task's lead is not for others to read."""
    if row.due_on is None:
        return ""
    if row.due_on < today:
        return " · " + _("hạn {day}", day=formatting.day_month(row.due_on, today))
    return f" · {formatting.short_day(row.due_on, today)}, {formatting.days_left(row.due_on, today)}"


def code_label(row: DutyLine | TaskLine, rows: Sequence[DutyLine] | Sequence[TaskLine], today: date) -> str:
    """Return the code of a row, with its date if the code stands twice on the page."""
    if row.due_on and sum(formatting.task_code(other) == formatting.task_code(row) for other in rows) > 1:
        return f"{formatting.task_code(row)} {formatting.day_month(row.due_on, today)}"
    return formatting.task_code(row)


def row_buttons(rows: Sequence[DutyLine], today: date) -> list[tuple[Button, ...]]:
    """Return the buttons to the cards of the rows."""
    return arrange_in_rows([button(code_label(row, rows, today), ShowDuty(row.id)) for row in rows], BUTTONS_A_ROW)
