"""The figures and the lists of a day that has passed, as the history tells them."""

from dataclasses import replace
from datetime import date

from data.registry.office.agencies import AgencyFact
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.overview import ExportPastWorkbook, ShowSummary
from handlers.base.messages import Button, Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base.formatting import plain_day
from handlers.views.overview.figures import changes_since_line, figures_line, heading
from scheduler.statistics.figures import NONE
from scheduler.statistics.headline import Headline
from scheduler.statistics.overview import Overview


def past_summary(counted: Headline, agency: AgencyFact | None) -> Reply:
    """Render the figures of the plan, or of an agency, as they stood at the end of a day."""
    body = [
        _("Số liệu đến hết ngày, theo lịch sử cập nhật."),
        figures_line(counted.whole),
        *([changes_since_line(counted.since)] if counted.since else []),
    ]
    if counted.latest:
        named = " · ".join(f"{late.agency_short_name} {late.count}" for late in counted.latest)
        body.append(_("Quá hạn nhiều nhất: {agencies}", agencies=named))
    at = Selection(agency_id=agency.id if agency else None, plan_id=counted.plans.chosen_id)
    title = heading(counted.plans, counted.today) + (f"\n{agency.name}" if agency else "")
    return Reply(title, "\n".join(body), _ways(counted.today, at, at))


def past_part(counted: Overview, name: str, part: Selection) -> Reply:
    """Render the figures of a part of the plans as they stood at the end of a day; a button opens those of today."""
    told = figures_line(counted.whole) if counted.whole != NONE else _("Không có nhiệm vụ nào.")
    body = [_("Số liệu đến hết ngày, theo lịch sử cập nhật."), told]
    ways = _ways(counted.today, Selection(plan_id=part.plan_id), part)
    return Reply(f"{heading(counted.plans, counted.today)}\n{name}", "\n".join(body), ways)


def past_table(table: Reply, day: date, of: Selection) -> Reply:
    """Return a table with the day at whose end it stood so; its own buttons would show what is now."""
    said = _("Số liệu đến hết ngày, theo lịch sử cập nhật.")
    return replace(table, body=f"{said}\n{table.body}", buttons=_ways(day, of, of), replaces=False)


def _ways(day: date, at: Selection, today: Selection) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons to the workbook of that day, and to figures of today."""
    return ((button("Excel", ExportPastWorkbook(day, at)), button(_("📊 Hôm nay"), ShowSummary(today))),)


def headed_by_day(reply: Reply, day: date) -> Reply:
    """Return a list of duties with the day at whose end they stood so; its buttons show them as they are now."""
    return replace(reply, heading=_("{heading} · như cuối ngày {day}", heading=reply.heading, day=plain_day(day)))
