"""Lists of duties of many agencies: what is overdue, what a part of a plan holds. Each row opens its card.

A card's button carries the page that it stands on, so that one comes back to it.
"""

from collections.abc import Sequence
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.plans import PlanFact
from data.rules.calendar import WorkingCalendar
from data.rules.standing import urgency
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import in_rows, paged, turning, up
from handlers.views.overview.figures import heading


def overdue(plan: PlanFact, rows: Sequence[DutyLine], today: date, page: int, at: str) -> Reply:
    """A page of overdue duties, the longest overdue on top; `at` is the part of the plan that they are of."""
    said = [f"🔴 {_whose(row)} · {formatting.days_left(row.due_on, today)}" for row in rows if row.due_on]
    name = _("Quá hạn: {count}", count=len(rows))
    return _across(plan, today, name, list(zip(rows, said, strict=True)), page, f"sumv:{{page}}:{at}", f"sum:{at}")


def listed(
    plan: PlanFact, rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar, page: int, at: str, name: str
) -> Reply:
    """A page of all duties of a part of a plan, by date; `name` says which."""
    said = [
        f"{formatting.ICONS[urgency(row.due_on, row.state, today, calendar)]} {_whose(row)}{_due(row, today)}"
        for row in rows
    ]
    name = f"{name}: {len(rows)}"
    return _across(plan, today, name, list(zip(rows, said, strict=True)), page, f"sumd:{{page}}:{at}", f"sum:{at}")


def card_value(row: DutyLine, page: str) -> str:
    """The button that opens the card of a duty from a page; `page` is that page's own button."""
    return f"card:{row.id}:{page.replace(':', '|')}"


def _whose(row: DutyLine) -> str:
    return f"{row.code}  {row.agency_short_name}"


def _due(row: DutyLine, today: date) -> str:
    return f" · {_('hạn {day}', day=formatting.day_month(row.due_on, today))}" if row.due_on else ""


def _across(
    plan: PlanFact, today: date, name: str, rows: Sequence[tuple[DutyLine, str]], page: int, value: str, above: str
) -> Reply:
    """`value` is the button of a page, with {page} where its number goes; `above` that of the page above."""
    shown, page, pages = paged(rows, page)
    here = value.format(page=page)
    where = _("{list} · trang {page}/{pages}", list=name, page=page + 1, pages=pages)
    taps = [
        Button(formatting.of_agency(row.code, row.agency_short_name), card_value(row, here)) for row, _line in shown
    ]
    back = (up(above), *turning(value, page, pages))
    body = "\n".join([where, "", *(said for _row, said in shown)]).rstrip()
    return Reply(heading(plan, today), body, (*in_rows(taps, 2), back), replaces=True)
