"""A task with the agencies that owe it and their progress, for those who oversee."""

from collections.abc import Sequence
from datetime import date

from data.enums import FINISHED, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.task_lines import TaskFacts
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency, urgency
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.callback_data.overview import ListTasks, ShowSummary, ShowTaskAgencies, ShowTaskAgenciesOfPlan
from handlers.base.messages import Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.base.formatting import OfPlan
from handlers.views.base.paging import arrange_in_rows, back_button, page_buttons, slice_page
from handlers.views.overview.figures import brief_figures
from scheduler.statistics.figures import Figures

_NAME_LETTERS = 24
_TITLE_LETTERS = 200
_ORDER = tuple(Urgency)


def task_agencies(
    task: TaskFacts,
    rows: Sequence[DutyLine],
    counted: Figures,
    today: date,
    calendar: WorkingCalendar,
    page: int,
    at: Selection | None,
) -> Reply:
    """Render a page of the agencies of a task, the most urgent first; `at` is the part of the plan that it was opened
    from.
    """
    ranked = sorted(rows, key=lambda row: _ORDER.index(urgency(row.due_on, row.state, today, calendar)))
    shown, page, pages = slice_page(ranked, page)
    several = len({row.due_on for row in rows}) > 1

    def to_page(number: int) -> Payload:
        return agencies_page(task, number, at)

    body = [
        _("Thời gian trong kế hoạch: {timeframe}", timeframe=task.timeframe or "–"),
        f"{formatting.full_day(today)} · {brief_figures(counted)}",
        _("Cơ quan thực hiện · trang {page}/{pages}", page=page + 1, pages=pages),
        "",
        *(_agency_line(row, today, calendar, several=several) for row in shown),
    ]
    taps = [button(_agency_label(row, today, several=several), ShowDuty(row.id, to_page(page))) for row in shown]
    back = (back_button(ListTasks(at=at) if at else ShowSummary()), *page_buttons(to_page, page, pages))
    return Reply(
        f"{formatting.task_code(task)} · {formatting.shorten(task.title, _TITLE_LETTERS)}",
        "\n".join(body),
        (*arrange_in_rows(taps, 2), back),
        replaces=True,
    )


def agencies_page(task: OfPlan, page: int = 0, at: Selection | None = None) -> Payload:
    """Return what a button to a page of the agencies of a task carries: with its plan where several have its code."""
    if task.told_plan or (at and at.plan_id is not None):
        return ShowTaskAgenciesOfPlan(page, task.plan_id, task.code, at)
    return ShowTaskAgencies(page, task.code, at)


def _agency_line(row: DutyLine, today: date, calendar: WorkingCalendar, *, several: bool) -> str:
    icon = formatting.ICONS[urgency(row.due_on, row.state, today, calendar)]
    due = f" · {_('hạn {day}', day=formatting.day_month(row.due_on, today))}" if several and row.due_on else ""
    asked = formatting.pending_text(State.NOT_STARTED, row.asked_until, today) if row.state not in FINISHED else ""
    agreed = (
        f" · {_('gia hạn đến {day}', day=formatting.day_month(row.extended_to, today))}" if row.extended_to else ""
    )
    return f"{icon} {row.agency_short_name}{due}{agreed} · {names.progress_text(row)}{asked}"


def _agency_label(row: DutyLine, today: date, *, several: bool) -> str:
    name = formatting.shorten(row.agency_short_name, _NAME_LETTERS)
    return f"{name} {formatting.day_month(row.due_on, today)}" if several and row.due_on else name
