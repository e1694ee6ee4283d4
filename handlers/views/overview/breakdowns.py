"""The tables of /tonghop: a line and a button for each agency, section, quarter, field lead or task."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from data.registry.office.agencies import AgencyFact
from data.registry.plans.scope import PlanScope
from data.rules.agency_levels import Level
from handlers.base.breakdowns import select_quarter
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import (
    ListAgencies,
    ListTasks,
    ListUnreachable,
    ShowSummary,
    ShowTaskAgencies,
    ShowTaskAgenciesOfPlan,
)
from handlers.base.list_filters import STILL_OWED
from handlers.base.messages import Button, Reply
from handlers.base.selection import NOBODY, Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import ROWS, arrange_in_rows, back_button, page_buttons, slice_page
from handlers.views.overview.figures import brief_figures, code_in_plan, heading, lead_name, section_name
from handlers.views.overview.levels import level_name
from scheduler.statistics.overview import Overview, Part

_NAME_LETTERS = 24
_TITLE_LETTERS = 44
_CODES_A_ROW = 4


def by_agency(counted: Overview, page: int) -> Reply:
    """Render a page of agencies, those with the most overdue duties first; each opens its list."""
    shown, page, pages = slice_page(_rank_agencies(counted), page)
    taps = [button(formatting.shorten(part.name, _NAME_LETTERS), _list_button(counted, part)) for part in shown]
    where = _("Theo cơ quan · trang {page}/{pages}", page=page + 1, pages=pages)
    return _table(
        counted,
        where,
        _agency_lines(shown),
        arrange_in_rows(taps, 2),
        page_buttons(partial(ListAgencies, plan_id=counted.plans.chosen_id), page, pages),
    )


def find_page_of_agency(counted: Overview, agency_id: int) -> int:
    """Return the page of `by_agency` on which an agency stands; 0 for one that owes nothing."""
    ranked = [part.agency_id for part in _rank_agencies(counted)]
    return ranked.index(agency_id) // ROWS if agency_id in ranked else 0


def by_level(counted: Overview) -> Reply:
    """Render a line for each level of agencies, under the plan counted by task."""
    lines = [_("Theo nhiệm vụ: {figures}", figures=brief_figures(counted.by_task)), ""]
    lines += [f"{level_name(Level(part.key))}: {brief_figures(part.figures)}" for part in counted.levels]
    return _table(counted, _("Theo cấp"), lines, ())


def by_section(counted: Overview) -> Reply:
    """Render a line for each section of the plan."""
    lines = [f"{section_name(part, counted)}: {brief_figures(part.figures)}" for part in counted.sections]
    taps = [
        button(code_in_plan(counted, part), _figures_button(counted, Selection(sections=(part.key,)), part))
        for part in counted.sections
    ]
    return _table(counted, _("Theo lĩnh vực"), lines, arrange_in_rows(taps, _CODES_A_ROW))


def by_period(counted: Overview) -> Reply:
    """Render a line for each quarter in which something is due, and one for duties without a date."""
    names = [formatting.period_name(part.key) for part in counted.periods]
    lines = [f"{name}: {brief_figures(part.figures)}" for name, part in zip(names, counted.periods, strict=True)]
    taps = [
        button(name, _figures_button(counted, select_quarter(part.key)))
        for name, part in zip(names, counted.periods, strict=True)
    ]
    return _table(counted, _("Theo quý của mốc hạn"), lines, arrange_in_rows(taps, 2))


def by_lead(counted: Overview) -> Reply:
    """Render a line for each agency that leads sections.

    A plan names the leads of tasks only, so the table says how that of a section is found.
    """
    lines = [f"{lead_name(part)}: {brief_figures(part.figures)}" for part in counted.leads]
    taps = [
        button(
            formatting.shorten(part.name or _("Tổ chức thực hiện"), _NAME_LETTERS),
            _figures_button(counted, Selection(field_lead=part.agency_id or NOBODY)),
        )
        for part in counted.leads
    ]
    where = _("Theo cơ quan chủ trì lĩnh vực\n(cơ quan chủ trì nhiều nhiệm vụ nhất của lĩnh vực)")
    return _table(counted, where, lines, arrange_in_rows(taps, 2))


def by_task(counted: Overview, selection: Selection, name: str, page: int) -> Reply:
    """Render a page of the tasks of a part of the plan; each opens the progress of its agencies."""
    shown, page, pages = slice_page(counted.tasks, page)
    codes = [code_in_plan(counted, part) for part in shown]
    lines = [
        f"{code}  {formatting.shorten(part.name, _TITLE_LETTERS)}: {brief_figures(part.figures)}"
        for code, part in zip(codes, shown, strict=True)
    ]
    taps = [button(code_in_plan(counted, part), _task_button(part, selection)) for part in shown]
    where = _("{list} · trang {page}/{pages}", list=name, page=page + 1, pages=pages)
    turn = page_buttons(partial(ListTasks, at=selection), page, pages)
    return _table(counted, where, lines, arrange_in_rows(taps, _CODES_A_ROW), turn, above=ShowSummary(selection))


def unreachable_agencies(scope: PlanScope, today: date, agencies: Sequence[AgencyFact], page: int) -> Reply:
    """Render a page of agencies that owe something and where nobody gets reminders; each opens its figures."""
    shown, page, pages = slice_page(agencies, page)
    where = _(
        "Chưa có cán bộ nhận nhắc: {count} cơ quan · trang {page}/{pages}",
        count=len(agencies),
        page=page + 1,
        pages=pages,
    )
    lines = [f"📵 {agency.short_name}" for agency in shown]
    taps = [
        button(formatting.shorten(agency.short_name, _NAME_LETTERS), ShowSummary(Selection(agency_id=agency.id)))
        for agency in shown
    ]
    back = (back_button(ShowSummary()), *page_buttons(ListUnreachable, page, pages))
    body = "\n".join([where, "", *lines]).rstrip()
    return Reply(heading(scope, today), body, (*arrange_in_rows(taps, 2), back), replaces=True)


def _rank_agencies(counted: Overview) -> list[Part]:
    return sorted(counted.agencies, key=lambda part: -part.figures.open_overdue)


def _agency_lines(parts: Sequence[Part]) -> list[str]:
    return [f"{part.name}: {brief_figures(part.figures)}" for part in parts]


def _figures_button(counted: Overview, selection: Selection, part: Part | None = None) -> ShowSummary:
    """Return the payload that opens the figures of a row: of the plan that was chosen, or that the row is of."""
    of_part = part.plan.id if part and part.plan else None
    return ShowSummary(replace(selection, plan_id=of_part or counted.plans.chosen_id))


def _list_button(counted: Overview, part: Part) -> ShowDuties:
    chosen = counted.plans.chosen_id
    return ShowDuties(replace(STILL_OWED, plan_id=chosen), agency_id=part.agency_id)


def _task_button(part: Part, selection: Selection) -> Payload:
    plan_id = part.plan.id if part.plan else selection.plan_id
    if plan_id is None:
        return ShowTaskAgencies(0, part.key, selection)
    return ShowTaskAgenciesOfPlan(0, plan_id, part.key, selection)


def _table(
    counted: Overview,
    where: str,
    lines: Sequence[str],
    taps: Sequence[tuple[Button, ...]],
    turn: tuple[Button, ...] = (),
    *,
    above: ShowSummary | None = None,
) -> Reply:
    body = "\n".join([where, "", *lines]).rstrip()
    back = (back_button(above or ShowSummary(Selection(plan_id=counted.plans.chosen_id))), *turn)
    return Reply(heading(counted.plans, counted.today), body, (*taps, back), replaces=True)
