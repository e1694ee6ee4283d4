"""Lists of duties of many agencies: those overdue, those of a part of a plan. Each row opens its card.

A card's button carries the page that it stands on, so that the card leads back to it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.scope import PlanScope
from data.rules.calendar import WorkingCalendar
from data.rules.standing import urgency
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.callback_data.overview import ListDuties, ListOverdue, ShowSummary
from handlers.base.messages import Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, back_button, page_buttons, slice_page
from handlers.views.overview.figures import heading


def overdue_table(scope: PlanScope, rows: Sequence[DutyLine], today: date, page: int, at: Selection) -> Reply:
    """Render a page of overdue duties, the longest overdue first; `at` is the part of the plan they belong to."""
    said = [
        f"🔴 {_code_and_agency(row)} · {formatting.days_left(row.due_on, today)}{_pending_text(row, today)}"
        for row in rows
        if row.due_on
    ]
    name = _("Quá hạn: {count}", count=len(rows))
    return _table(scope, today, name, list(zip(rows, said, strict=True)), page, partial(ListOverdue, at=at), at)


def duty_table(
    scope: PlanScope,
    rows: Sequence[DutyLine],
    today: date,
    calendar: WorkingCalendar,
    page: int,
    at: Selection,
    name: str,
) -> Reply:
    """Render a page of all duties of a part of a plan, by date; `name` is that of the part."""
    icons = [formatting.ICONS[urgency(row.due_on, row.state, today, calendar)] for row in rows]
    said = [f"{icon} {_code_and_agency(row)}{_due_text(row, today)}" for icon, row in zip(icons, rows, strict=True)]
    name = f"{name}: {len(rows)}"
    return _table(scope, today, name, list(zip(rows, said, strict=True)), page, partial(ListDuties, at=at), at)


def _code_and_agency(row: DutyLine) -> str:
    return f"{formatting.task_code(row)}  {row.agency_short_name}"


def _due_text(row: DutyLine, today: date) -> str:
    due = f" · {_('hạn {day}', day=formatting.day_month(row.due_on, today))}" if row.due_on else ""
    return f"{due}{_pending_text(row, today)}"


def _pending_text(row: DutyLine, today: date) -> str:
    return formatting.pending_text(row.state, row.asked_until, today)


def _table(
    scope: PlanScope,
    today: date,
    name: str,
    rows: Sequence[tuple[DutyLine, str]],
    page: int,
    to_page: Callable[[int], Payload],
    at: Selection,
) -> Reply:
    shown, page, pages = slice_page(rows, page)
    where = _("{list} · trang {page}/{pages}", list=name, page=page + 1, pages=pages)
    taps = [
        button(
            formatting.code_with_agency(formatting.task_code(row), row.agency_short_name),
            ShowDuty(row.id, to_page(page)),
        )
        for row, _line in shown
    ]
    back = (back_button(ShowSummary(at)), *page_buttons(to_page, page, pages))
    body = "\n".join([where, "", *(said for _row, said in shown)]).rstrip()
    return Reply(heading(scope, today), body, (*arrange_in_rows(taps, 2), back), replaces=True)
