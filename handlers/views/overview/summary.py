"""The page of /tonghop: the four figures, who is late, what changed; of the whole plan or of a part of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from data.registry.office.agencies import AgencyFact
from data.registry.plans.scope import PlanScope
from handlers.base.breakdowns import encode_breakdown, selected_period_key
from handlers.base.callback_data.changes import ShowRequests
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import (
    ListAgencies,
    ListDuties,
    ListLeads,
    ListLevels,
    ListOverdue,
    ListQuarters,
    ListReported,
    ListSections,
    ListTasks,
    ListUnreachable,
    ShowCharts,
    ShowSummary,
)
from handlers.base.callback_data.plans import ShowPlans
from handlers.base.list_filters import STILL_OWED
from handlers.base.messages import Button, Reply
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows
from handlers.views.overview import exports
from handlers.views.overview.figures import changes_since_line, figures_line, heading, plan_lines
from scheduler.statistics.figures import NONE
from scheduler.statistics.headline import MOST_OVERDUE, Headline
from scheduler.statistics.overview import Overview, Part

_TITLE_LETTERS = 120


def province_summary(counted: Headline, unreachable: int) -> Reply:
    """Render the figures of the whole province.

    `unreachable` counts the agencies that owe something and where nobody gets reminders.
    """
    body = [figures_line(counted.whole), *plan_lines(counted.of_plans)]
    body += [changes_since_line(counted.since)] if counted.since else []
    if counted.latest:
        body.append(_most_overdue_line([(late.agency_short_name, late.count) for late in counted.latest]))
    if unreachable:
        body.append(_("Chưa có cán bộ nhận nhắc: {count} cơ quan", count=unreachable))
    ways = _province_buttons(unreachable, counted)
    return Reply(heading(counted.plans, counted.today), "\n".join(body), ways, replaces=True)


def agency_summary(counted: Headline, agency: AgencyFact, *, own: bool, page: int = 0) -> Reply:
    """Render one agency's figures, with buttons to its list; `page` is that of the table of agencies it stands on."""
    of, chosen = None if own else agency.id, counted.plans.chosen_id
    late = Selection(status=Status.OVERDUE, plan_id=chosen)
    overdue = ListOverdue(at=_whole(chosen)) if own else ShowDuties(late, 0, of)
    lists = (
        button(_("📋 Chưa xong"), ShowDuties(replace(STILL_OWED, plan_id=chosen), agency_id=of)),
        button(_("🔴 Quá hạn"), overdue),
    )
    up = (
        (button(_("Theo lĩnh vực"), ListSections(chosen)), button(_("Theo quý"), ListQuarters(chosen)))
        if own
        else (button(_("‹ Theo cơ quan"), ListAgencies(page, chosen)),)
    )
    at = Selection(agency_id=agency.id, plan_id=chosen)
    picture = button(_("🖼 Biểu đồ"), ShowCharts(at))
    body = [figures_line(counted.whole), *plan_lines(counted.of_plans)]
    body += [changes_since_line(counted.since)] if counted.since else []
    title = f"{heading(counted.plans, counted.today)}\n{agency.name}"
    ways = (*_plan_buttons(counted.plans, at), lists, up, (picture, *exports.export_buttons(at)))
    return Reply(title, "\n".join(body), ways, replaces=True)


def breakdown_summary(counted: Overview, selection: Selection, name: str, *, across: bool) -> Reply:
    """Render the figures of a section, a period, the sections of a lead; `across`: of several agencies."""
    body = [figures_line(counted.whole)] if counted.whole != NONE else [_("Không có nhiệm vụ nào.")]
    if across and (late := _list_most_overdue(counted.agencies)):
        body.append(_most_overdue_line([(part.name, part.figures.open_overdue) for part in late]))
    table = _TABLES[_letter(selection)](counted.plans.chosen_id)
    ways: list[tuple[Button, ...]] = [(button(_("‹ {table}", table=table_name(selection)), table),)]
    if counted.whole.total:
        lists = (
            button(_("📋 Danh sách"), ListDuties(at=selection)),
            button(_("🔴 Quá hạn"), ListOverdue(at=selection)),
        )
        ways = [lists, (button(_("Theo nhiệm vụ"), ListTasks(at=selection)),), *ways]
    title = f"{heading(counted.plans, counted.today)}\n{name}"
    return Reply(title, "\n".join(body), tuple(ways), replaces=True)


def breakdown_name(selection: Selection, titles: Mapping[str, str], lead: str) -> str:
    """Return the heading of a part of the plans, by the titles of the sections and the name of the field lead."""
    sections = selection.sections or ()
    if selection.undated or selection.period:
        return formatting.period_name(selected_period_key(selection))
    if selection.field_lead:
        return _("Các lĩnh vực do {agency} chủ trì: {sections}", agency=lead, sections=", ".join(sections))
    if selection.field_lead is None and sections and sections[0] in titles:
        title = formatting.shorten(titles[sections[0]], _TITLE_LETTERS)
        return _("Lĩnh vực {section}. {title}", section=sections[0], title=title)
    return _("Tổ chức thực hiện")


def which_plan_of_section(scope: PlanScope, selection: Selection, today: date) -> Reply:
    """Ask which plan's section is meant, where several plans have one of its code."""
    section = (selection.sections or ("",))[0]
    asked = _(
        "Lĩnh vực {section} có trong {count} kế hoạch. Anh/chị muốn xem của kế hoạch nào?",
        section=section,
        count=len(scope.plans),
    )
    taps = [
        button(
            _("{section} · KH {plan}", section=section, plan=plan.number),
            ShowSummary(replace(selection, plan_id=plan.id)),
        )
        for plan in scope.plans
    ]
    ways = (*((tap,) for tap in taps), (button(_("‹ Theo lĩnh vực"), ListSections()),))
    return Reply(heading(scope, today), asked, ways, replaces=True)


_TABLES: Mapping[str, Callable[[int | None], Payload]] = {
    "s": ListSections,
    "q": ListQuarters,
    "m": ListQuarters,
    "n": ListQuarters,
    "w": ListQuarters,
    "f": ListLeads,
}
"""The button of the table in which a part of the plan is a row, by the letter of the part."""


def table_name(selection: Selection) -> str:
    """Return the name of the table in which a part of the plan is a row."""
    names = {"s": _("Theo lĩnh vực"), "f": _("Chủ trì lĩnh vực")}
    return names.get(_letter(selection), _("Theo quý"))


def _most_overdue_line(late: list[tuple[str, int]]) -> str:
    named = " · ".join(f"{name} {count}" for name, count in late)
    return _("Quá hạn nhiều nhất: {agencies}", agencies=named)


def _list_most_overdue(parts: tuple[Part, ...]) -> list[Part]:
    late = [part for part in parts if part.figures.open_overdue]
    return sorted(late, key=lambda part: -part.figures.open_overdue)[:MOST_OVERDUE]


def _letter(selection: Selection) -> str:
    """Return the letter of a part, whatever plan it is of."""
    return encode_breakdown(replace(selection, plan_id=None))[0]


def _whole(plan_id: int | None) -> Selection | None:
    """Return the whole of a plan that was chosen; None for what all buttons without a part are of."""
    return Selection(plan_id=plan_id) if plan_id is not None else None


def _plan_buttons(scope: PlanScope, at: Selection) -> list[tuple[Button, ...]]:
    """Return the buttons that show each plan alone, or from one that was chosen the way back to all plans."""
    if scope.named:
        return [(button(_("‹ Các kế hoạch"), ShowPlans()),)]
    if scope.only:
        return []
    taps = [
        button(_("KH {plan}", plan=plan.number), ShowSummary(replace(at, plan_id=plan.id))) for plan in scope.plans
    ]
    return arrange_in_rows(taps, 2)


def _province_buttons(unreachable: int, counted: Headline) -> tuple[tuple[Button, ...], ...]:
    chosen = counted.plans.chosen_id
    at = Selection(plan_id=chosen)
    rows = [
        *_plan_buttons(counted.plans, at),
        (button(_("Theo cơ quan"), ListAgencies(0, chosen)), button(_("Theo lĩnh vực"), ListSections(chosen))),
        (button(_("Theo quý"), ListQuarters(chosen)), button(_("Chủ trì lĩnh vực"), ListLeads(chosen))),
        (
            button(_("Quá hạn"), ListOverdue(at=_whole(chosen))),
            button(_("Theo cấp"), ListLevels(chosen)),
            *([button(_("📵 Chưa có người nhận"), ListUnreachable())] if unreachable else []),
        ),
    ]
    if counted.whole.waiting:
        rows.append((button(_("⏳ Chờ xác nhận ({count})", count=counted.whole.waiting), ListReported(0, chosen)),))
    if counted.asked:
        rows.append((button(_("🕓 Xin gia hạn ({count})", count=counted.asked), ShowRequests()),))
    return (*rows, (button(_("🖼 Biểu đồ"), ShowCharts(at)), *exports.export_buttons(at)))
