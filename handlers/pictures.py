"""Pictures of a plan: who stands how, and how the year goes."""

from data.registry import agencies, plans, summary
from handlers.access import oversees, visible_agency
from handlers.conversation import Reply
from handlers.cuts import Cut
from handlers.turn import Turn
from handlers.views import pictures as view
from scheduler.burn_up import course
from scheduler.figures import overview


def show(turn: Turn, value: str) -> Reply:
    """🖼 Biểu đồ of one agency ("a17"), or of all for who oversees, else of one's own."""
    own = None if oversees(turn.me) else turn.me.agency_id
    asked = Cut.decode(value).agency_id or own
    agency = agencies.by_id(turn.session, visible_agency(turn, asked)) if asked else None
    plan = plans.find(turn.session)
    counted = overview(turn.session, plan, turn.today, turn.calendar, asked)
    year = course(summary.day_tallies(turn.session, plan.id, asked))
    return view.pictures(counted, year, agency, above=f"sum:{value}")
