"""The figures and the lists of a day that has passed, as the history tells them."""

from dataclasses import replace
from datetime import date

from data.registry.office.agencies import AgencyFact
from handlers.base.breakdowns import WHOLE_PLAN
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.overview import ExportPastWorkbook, ShowSummary
from handlers.base.messages import Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base.formatting import plain_day
from handlers.views.overview.figures import changes_since_line, figures_line, heading
from scheduler.statistics.headline import Headline


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
    at = Selection(agency_id=agency.id) if agency else WHOLE_PLAN
    ways = ((button("Excel", ExportPastWorkbook(counted.today, at)), button(_("📊 Hôm nay"), ShowSummary(at))),)
    title = heading(counted.plans, counted.today) + (f"\n{agency.name}" if agency else "")
    return Reply(title, "\n".join(body), ways)


def headed_by_day(reply: Reply, day: date) -> Reply:
    """Return a list of duties with the day at whose end they stood so; its buttons show them as they are now."""
    return replace(reply, heading=_("{heading} · như cuối ngày {day}", heading=reply.heading, day=plain_day(day)))
