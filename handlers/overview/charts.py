"""Charts of the plans: the figures of their parts, and their course over the year."""

from data.registry.office import agencies
from data.registry.plans.scope import plans_of_id
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
    scope = plans_of_id(turn.session, tapped.at.plan_id)
    counted = count_overview(turn.session, scope, turn.today, turn.calendar, asked)
    year = compute_burn_up(tallies.count_by_dates(turn.session, scope.ids, asked))
    kinds = {one.id: one.kind for one in agencies.list_all(turn.session)}
    return view.pictures(counted, year, agency, kinds, at=tapped.at)
