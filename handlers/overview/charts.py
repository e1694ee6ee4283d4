"""Charts of a plan: the figures of its parts, and its course over the year."""

from data.registry.office import agencies
from data.registry.plans import plans
from data.registry.statistics import tallies
from handlers.base.callback_data.overview import ShowCharts
from handlers.base.messages import Reply
from handlers.base.permissions import check_visible_agency, oversees
from handlers.base.turn import Turn
from handlers.views.overview import charts as view
from scheduler.statistics.burn_up import compute_burn_up
from scheduler.statistics.overview import count_overview


def show(turn: Turn, tapped: ShowCharts) -> Reply:
    """Show the charts (🖼 Biểu đồ) of an agency; without one, of all for those who oversee, else of one's own."""
    own = None if oversees(turn.me) else turn.me.agency_id
    asked = tapped.at.agency_id or own
    agency = agencies.get(turn.session, check_visible_agency(turn, asked)) if asked else None
    plan = plans.find(turn.session)
    counted = count_overview(turn.session, plan, turn.today, turn.calendar, asked)
    year = compute_burn_up(tallies.count_by_dates(turn.session, plan.id, asked))
    kinds = {one.id: one.kind for one in agencies.list_all(turn.session)}
    return view.pictures(counted, year, agency, kinds, at=tapped.at)
