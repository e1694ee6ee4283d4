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
    names = [name for row in rows for name in _concerned(turn, row)]
    return view.told(list(dict.fromkeys(names)), at_once(turn.now, turn.calendar, turn.hours), None, turn.now)


def who_hears(turn: Turn, duty: DutyLine, entry: EntryFacts) -> str:
    """In one line; "" where nobody can be written to. A taking back is told to those who heard of what it undid."""
    if entry.change is Change.UNDONE:
        return ""
    supervised = asks_for_decision(entry.change, entry.state) and bool(
        news.names_of(turn.session, Role.SUPERVISOR, agency_id=None, but=turn.me.officer_id)
    )
    soon = at_once(turn.now, turn.calendar, turn.hours)
    later = together(turn.now, turn.calendar, turn.hours)
    return view.told(_concerned(turn, duty), soon, later if supervised else None, turn.now)


def _concerned(turn: Turn, duty: DutyLine) -> list[str]:
    """The officers of its agency but whoever speaks, and those of its heads who took part in what became of it."""
    me = turn.me.officer_id
    colleagues = news.names_of(turn.session, Role.OFFICER, agency_id=duty.agency_id, but=me)
    heads = news.names_of(turn.session, Role.HEAD, agency_id=duty.agency_id, but=me)
    took_part = news.took_part(turn.session, {duty.id}) if heads else set()
    return [*colleagues.values(), *(name for one, name in heads.items() if (duty.id, one) in took_part)]
