"""/nhiemvu of a day that has passed: “/nhiemvu quá hạn tính đến 31/3”."""

from data.registry.duties import duty_lines
from handlers.base.list_filters import read_filter
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.duties import lists
from handlers.questions.reading.requests.past_days import find_past_day
from handlers.views.duties import lists as view
from scheduler.statistics.as_of import plans_as_of


def show(turn: Turn, words: str) -> Reply:
    """Answer /nhiemvu: with the agency's list of today, or of the day that the words name.

    Raises NoFigures, and NotFound for a code.
    """
    asked = find_past_day(words, turn.today, turn.calendar)
    if asked is None or asked.day == turn.today:
        return lists.show(turn, asked.rest if asked else words)
    scope, at = plans_as_of(turn.session, asked.day, turn.today)
    by, me = read_filter(asked.rest), turn.me
    rows = duty_lines.list_as_of(turn.session, scope.ids, at.until or turn.now, agency_id=me.agency_id)
    listing = view.Listing(me.agency_short_name, None, by, 0, at.day)
    return view.past_list(listing, rows, by.select(rows, at.day, turn.calendar), turn.calendar)
