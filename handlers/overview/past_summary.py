"""/tonghop of a day that has passed: “/tonghop tính đến 31/3”, “/tonghop stp tính đến 31/3”."""

from data.registry.office import agencies
from handlers.base.messages import Reply
from handlers.base.permissions import check_visible_agency, oversees
from handlers.base.turn import Turn
from handlers.questions.reading.requests.past_days import PastDay
from handlers.views.overview import past_summary as view
from scheduler.statistics.as_of import plans_as_of
from scheduler.statistics.headline import compute_headline


def show(turn: Turn, asked: PastDay) -> Reply:
    """Show the figures of the day: of all, or of an agency that the rest of the words names.

    Raises NotFound with the nearest agencies, NotAllowed for one that the officer may not see, and NoFigures.
    """
    own = None if oversees(turn.me) else turn.me.agency_id
    agency_id = agencies.find(turn.session, asked.rest, turn.today).id if asked.rest else own
    agency = agencies.get(turn.session, check_visible_agency(turn, agency_id)) if agency_id else None
    scope, at = plans_as_of(turn.session, asked.day, turn.today)
    counted = compute_headline(turn.session, scope, at.day, turn.calendar, agency_id, until=at.until)
    return view.past_summary(counted, agency)
