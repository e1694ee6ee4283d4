"""The page of /tonghop: the four figures, who is late, what changed; of the whole plan or of a part of it."""

from collections.abc import Mapping

from data.registry.office.agencies import AgencyFact
from handlers.base.breakdowns import WHOLE_PLAN, encode_breakdown, selected_quarter_key
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
)
from handlers.base.messages import Button, Reply
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.overview import exports
from handlers.views.overview.figures import changes_since_line, figures_line, heading
from scheduler.statistics.figures import NONE
from scheduler.statistics.headline import Headline
from scheduler.statistics.overview import Overview, Part

_WORST = 5
_TITLE_LETTERS = 120


def province_summary(counted: Headline, unreachable: int) -> Reply:
    """Render the figures of the whole province.

    `unreachable` counts the agencies that owe something and where nobody gets reminders.
    """
    body = [figures_line(counted.whole), *([changes_since_line(counted.since)] if counted.since else [])]
    if counted.latest:
        body.append(_most_overdue_line([(late.agency_short_name, late.count) for late in counted.latest]))
    if unreachable:
        body.append(_("Chưa có cán bộ nhận nhắc: {count} cơ quan", count=unreachable))
    ways = _province_buttons(unreachable, counted)
    return Reply(heading(counted.plan, counted.today), "\n".join(body), ways, replaces=True)


def agency_summary(counted: Headline, agency: AgencyFact, *, own: bool, page: int = 0) -> Reply:
    """Render one agency's figures, with buttons to its list; `page` is that of the table of agencies it stands on."""
    of = None if own else agency.id
    overdue = ListOverdue() if own else ShowDuties(Selection(status=Status.OVERDUE), 0, of)
    lists = (button(_("📋 Chưa xong"), ShowDuties(agency_id=of)), button(_("🔴 Quá hạn"), overdue))
    up = (
        (button(_("Theo lĩnh vực"), ListSections()), button(_("Theo quý"), ListQuarters()))
        if own
        else (button(_("‹ Theo cơ quan"), ListAgencies(page)),)
    )
    at = Selection(agency_id=agency.id)
    picture = button(_("🖼 Biểu đồ"), ShowCharts(at))
    body = "\n".join([figures_line(counted.whole), *([changes_since_line(counted.since)] if counted.since else [])])
    title = f"{heading(counted.plan, counted.today)}\n{agency.name}"
    return Reply(title, body, (lists, up, (picture, *exports.export_buttons(at))), replaces=True)


def breakdown_summary(counted: Overview, selection: Selection, name: str, *, across: bool) -> Reply:
    """Render the figures of a section, a quarter or the sections of a lead; `across`: of several agencies."""
    body = [figures_line(counted.whole)] if counted.whole != NONE else [_("Không có nhiệm vụ nào.")]
    if across and (late := _list_most_overdue(counted.agencies)):
        body.append(_most_overdue_line([(part.name, part.figures.open_overdue) for part in late]))
    table = _TABLES[encode_breakdown(selection)[0]]
    ways: list[tuple[Button, ...]] = [(button(_("‹ {table}", table=table_name(selection)), table),)]
    if counted.whole.total:
        lists = (
            button(_("📋 Danh sách"), ListDuties(at=selection)),
            button(_("🔴 Quá hạn"), ListOverdue(at=selection)),
        )
        ways = [lists, (button(_("Theo nhiệm vụ"), ListTasks(at=selection)),), *ways]
    title = f"{heading(counted.plan, counted.today)}\n{name}"
    return Reply(title, "\n".join(body), tuple(ways), replaces=True)


def breakdown_name(selection: Selection, titles: Mapping[str, str], lead: str) -> str:
    """Return the heading of a part of the plan, by the titles of the sections and the name of the field lead."""
    sections = selection.sections or ()
    if selection.undated or selection.period:
        return formatting.period_name(selected_quarter_key(selection))
    if selection.field_lead:
        return _("Các lĩnh vực do {agency} chủ trì: {sections}", agency=lead, sections=", ".join(sections))
    if selection.field_lead is None and sections and sections[0] in titles:
        title = formatting.shorten(titles[sections[0]], _TITLE_LETTERS)
        return _("Lĩnh vực {section}. {title}", section=sections[0], title=title)
    return _("Tổ chức thực hiện")


_TABLES: Mapping[str, Payload] = {"s": ListSections(), "q": ListQuarters(), "f": ListLeads()}
"""The button of the table in which a part of the plan is a row, by the letter of the part."""


def table_name(selection: Selection) -> str:
    """Return the name of the table in which a part of the plan is a row."""
    letter = encode_breakdown(selection)[0]
    return {"s": _("Theo lĩnh vực"), "q": _("Theo quý"), "f": _("Chủ trì lĩnh vực")}[letter]


def _most_overdue_line(late: list[tuple[str, int]]) -> str:
    named = " · ".join(f"{name} {count}" for name, count in late)
    return _("Quá hạn nhiều nhất: {agencies}", agencies=named)


def _list_most_overdue(parts: tuple[Part, ...]) -> list[Part]:
    late = [part for part in parts if part.figures.open_overdue]
    return sorted(late, key=lambda part: -part.figures.open_overdue)[:_WORST]


def _province_buttons(unreachable: int, counted: Headline) -> tuple[tuple[Button, ...], ...]:
    rows = [
        (button(_("Theo cơ quan"), ListAgencies()), button(_("Theo lĩnh vực"), ListSections())),
        (button(_("Theo quý"), ListQuarters()), button(_("Chủ trì lĩnh vực"), ListLeads())),
        (
            button(_("Quá hạn"), ListOverdue()),
            button(_("Theo cấp"), ListLevels()),
            *([button(_("📵 Chưa có người nhận"), ListUnreachable())] if unreachable else []),
        ),
    ]
    if counted.whole.waiting:
        rows.append((button(_("⏳ Chờ xác nhận ({count})", count=counted.whole.waiting), ListReported()),))
    if counted.asked:
        rows.append((button(_("🕓 Xin gia hạn ({count})", count=counted.asked), ShowRequests()),))
    return (*rows, (button(_("🖼 Biểu đồ"), ShowCharts()), *exports.export_buttons(WHOLE_PLAN)))
