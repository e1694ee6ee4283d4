"""Figures of the agencies of a sort."""

from handlers.base.callback_data.codec import button
from handlers.base.callback_data.overview import ListAgencies, ListOverdue, ShowSummary
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.overview.figures import figures_line, heading
from scheduler.statistics.headline import MOST_OVERDUE
from scheduler.statistics.overview import Overview


def of_sort(counted: Overview) -> Reply:
    """Render the figures of all these agencies together, and which of them are the most overdue."""
    body = [_("{count} cơ quan", count=len(counted.agencies)), figures_line(counted.whole)]
    late = sorted(counted.agencies, key=lambda part: -part.figures.open_overdue)[:MOST_OVERDUE]
    if named := " · ".join(f"{part.name} {part.figures.open_overdue}" for part in late if part.figures.open_overdue):
        body.append(_("Quá hạn nhiều nhất: {agencies}", agencies=named))
    ways = (
        (button(_("Theo cơ quan"), ListAgencies()), button(_("Quá hạn"), ListOverdue())),
        (button(_("📊 Tổng hợp"), ShowSummary()),),
    )
    return Reply(heading(counted.plans, counted.today), "\n".join(body), ways)
