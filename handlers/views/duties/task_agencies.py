"""A task as who oversees sees it: the agencies that owe it, and how far each is."""

from collections.abc import Sequence
from datetime import date

from data.registry.duties.duty_lines import DutyLine, TaskFacts
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency, urgency
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.callback_data.overview import ListTasks, ShowSummary, ShowTaskAgencies
from handlers.base.messages import Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import in_rows, paged, turning, up
from handlers.views.overview.figures import brief
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
    """A page of the agencies of a task, the most urgent first; `at` is the part of the plan one came from."""
    ranked = sorted(rows, key=lambda row: _ORDER.index(urgency(row.due_on, row.state, today, calendar)))
    shown, page, pages = paged(ranked, page)
    several = len({row.due_on for row in rows}) > 1

    def to_page(number: int) -> ShowTaskAgencies:
        return ShowTaskAgencies(number, task.code, at)

    body = [
        _("Thời gian trong kế hoạch: {timeframe}", timeframe=task.timeframe or "–"),
        f"{formatting.full_day(today)} · {brief(counted)}",
        _("Cơ quan thực hiện · trang {page}/{pages}", page=page + 1, pages=pages),
        "",
        *(_line(row, today, calendar, several=several) for row in shown),
    ]
    taps = [button(_name(row, today, several=several), ShowDuty(row.id, to_page(page))) for row in shown]
    back = (up(ListTasks(at=at) if at else ShowSummary()), *turning(to_page, page, pages))
    return Reply(
        f"{task.code} · {formatting.shorten(task.title, _TITLE_LETTERS)}",
        "\n".join(body),
        (*in_rows(taps, 2), back),
        replaces=True,
    )


def _line(row: DutyLine, today: date, calendar: WorkingCalendar, *, several: bool) -> str:
    icon = formatting.ICONS[urgency(row.due_on, row.state, today, calendar)]
    due = f" · {_('hạn {day}', day=formatting.day_month(row.due_on, today))}" if several and row.due_on else ""
    return f"{icon} {row.agency_short_name}{due} · {formatting.how_far(row)}"


def _name(row: DutyLine, today: date, *, several: bool) -> str:
    name = formatting.shorten(row.agency_short_name, _NAME_LETTERS)
    return f"{name} {formatting.day_month(row.due_on, today)}" if several and row.due_on else name
