"""Who hears of a change that was just made, and when; told to whoever made it."""

from collections.abc import Sequence

from data.registry import news
from data.registry.duties import DutyLine
from data.registry.history import EntryFacts
from data.words import Change, Role
from handlers.turn import Turn
from handlers.views import hearing as view
from scheduler.telling import asks_for_decision, at_once, together


def who_hears_of_page(turn: Turn, rows: Sequence[DutyLine]) -> str:
    """As `who_hears`, of a supervisor's decision on several duties."""
    agencies, me = dict.fromkeys(row.agency_id for row in rows), turn.me.officer_id
    names = [
        name
        for agency_id in agencies
        for name in news.names_of(turn.session, Role.OFFICER, agency_id=agency_id, but=me)
    ]
    return view.told(names, at_once(turn.now, turn.calendar), None, turn.now)


def who_hears(turn: Turn, duty: DutyLine, entry: EntryFacts) -> str:
    """In one line; "" where nobody can be written to. A taking back is told to those who heard of what it undid."""
    if entry.change is Change.UNDONE:
        return ""
    me = turn.me.officer_id
    colleagues = news.names_of(turn.session, Role.OFFICER, agency_id=duty.agency_id, but=me)
    supervised = asks_for_decision(entry.change, entry.state) and bool(
        news.names_of(turn.session, Role.SUPERVISOR, agency_id=None, but=me)
    )
    soon, later = at_once(turn.now, turn.calendar), together(turn.now, turn.calendar)
    return view.told(colleagues, soon, later if supervised else None, turn.now)
