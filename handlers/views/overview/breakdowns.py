"""The tables of /tonghop: a line for each agency, section, quarter, field lead or task, and the way into each."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from handlers.base.breakdowns import select_quarter
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import (
    ListAgencies,
    ListTasks,
    ListUnreachable,
    ShowSummary,
    ShowTaskAgencies,
)
from handlers.base.messages import Button, Reply
from handlers.base.selection import NOBODY, Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import ROWS, in_rows, paged, turning, up
from handlers.views.overview.figures import brief, heading, lead_name, section_name
from scheduler.statistics.figures import Overview, Part

_NAME_LETTERS = 24
_TITLE_LETTERS = 44
_CODES_A_ROW = 4


def by_agency(counted: Overview, page: int) -> Reply:
    """A page of agencies: those with overdue duties first, the most of them on top; each opens its list."""
    shown, page, pages = paged(_ranked(counted), page)
    taps = [
        button(formatting.shorten(part.name, _NAME_LETTERS), ShowDuties(agency_id=part.agency_id)) for part in shown
    ]
    where = _("Theo cơ quan · trang {page}/{pages}", page=page + 1, pages=pages)
    return _table(counted, where, _lines(shown), in_rows(taps, 2), turning(ListAgencies, page, pages))


def page_of(counted: Overview, agency_id: int) -> int:
    """The page of `by_agency` on which an agency stands; the first for one that owes nothing."""
    ranked = [part.agency_id for part in _ranked(counted)]
    return ranked.index(agency_id) // ROWS if agency_id in ranked else 0


def by_section(counted: Overview) -> Reply:
    """A line for each section of the plan."""
    lines = [f"{section_name(part)}: {brief(part.figures)}" for part in counted.sections]
    taps = [button(part.key, _into(Selection(sections=(part.key,)))) for part in counted.sections]
    return _table(counted, _("Theo lĩnh vực"), lines, in_rows(taps, _CODES_A_ROW))


def by_period(counted: Overview) -> Reply:
    """A line for each quarter in which something is due, and one for what has no date."""
    names = [formatting.period_name(part.key) for part in counted.periods]
    lines = [f"{name}: {brief(part.figures)}" for name, part in zip(names, counted.periods, strict=True)]
    taps = [button(name, _into(select_quarter(part.key))) for name, part in zip(names, counted.periods, strict=True)]
    return _table(counted, _("Theo quý của mốc hạn"), lines, in_rows(taps, 2))


def by_lead(counted: Overview) -> Reply:
    """A line for each agency that leads sections; a plan names the leads of tasks only, so the rule is said."""
    lines = [f"{lead_name(part)}: {brief(part.figures)}" for part in counted.leads]
    taps = [
        button(
            formatting.shorten(part.name or _("Tổ chức thực hiện"), _NAME_LETTERS),
            _into(Selection(field_lead=part.agency_id or NOBODY)),
        )
        for part in counted.leads
    ]
    where = _("Theo cơ quan chủ trì lĩnh vực\n(cơ quan chủ trì nhiều nhiệm vụ nhất của lĩnh vực)")
    return _table(counted, where, lines, in_rows(taps, 2))


def by_task(counted: Overview, selection: Selection, name: str, page: int) -> Reply:
    """A page of the tasks of a part of the plan; each opens how far its agencies are."""
    shown, page, pages = paged(counted.tasks, page)
    lines = [f"{part.key}  {formatting.shorten(part.name, _TITLE_LETTERS)}: {brief(part.figures)}" for part in shown]
    taps = [button(part.key, ShowTaskAgencies(0, part.key, selection)) for part in shown]
    where = _("{list} · trang {page}/{pages}", list=name, page=page + 1, pages=pages)
    turn = turning(partial(ListTasks, at=selection), page, pages)
    return _table(counted, where, lines, in_rows(taps, _CODES_A_ROW), turn, above=ShowSummary(selection))


def unheard(plan: PlanFact, today: date, agencies: Sequence[AgencyFact], page: int) -> Reply:
    """A page of the agencies that owe something and at which nobody gets reminders; each opens its figures."""
    shown, page, pages = paged(agencies, page)
    where = _(
        "Chưa có cán bộ nhận nhắc: {count} cơ quan · trang {page}/{pages}",
        count=len(agencies),
        page=page + 1,
        pages=pages,
    )
    lines = [f"📵 {agency.short_name}" for agency in shown]
    taps = [
        button(formatting.shorten(agency.short_name, _NAME_LETTERS), _into(Selection(agency_id=agency.id)))
        for agency in shown
    ]
    back = (up(ShowSummary()), *turning(ListUnreachable, page, pages))
    body = "\n".join([where, "", *lines]).rstrip()
    return Reply(heading(plan, today), body, (*in_rows(taps, 2), back), replaces=True)


def _ranked(counted: Overview) -> list[Part]:
    return sorted(counted.agencies, key=lambda part: -part.figures.open_overdue)


def _lines(parts: Sequence[Part]) -> list[str]:
    return [f"{part.name}: {brief(part.figures)}" for part in parts]


def _into(selection: Selection) -> ShowSummary:
    """The figures of a row of a table."""
    return ShowSummary(selection)


def _table(
    counted: Overview,
    where: str,
    lines: Sequence[str],
    taps: Sequence[tuple[Button, ...]],
    turn: tuple[Button, ...] = (),
    *,
    above: ShowSummary = ShowSummary(),  # noqa: B008 - a constant
) -> Reply:
    body = "\n".join([where, "", *lines]).rstrip()
    back = (up(above), *turn)
    return Reply(heading(counted.plan, counted.today), body, (*taps, back), replaces=True)
