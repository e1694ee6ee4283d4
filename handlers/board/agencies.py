"""Agencies on the board: all in their ranking or by month, and one with its figures, people and duties."""

from dataclasses import replace

from data.enums import Role
from data.errors import NotAllowed, NotFound
from data.registry.office import agencies
from data.registry.outbox import requested_reminders
from data.registry.people import officers
from handlers.base.board.filters import BoardFilter, read_filter
from handlers.base.board.look import Asked, Look
from handlers.board.choosing import choose_duties
from handlers.board.overview import get_figures, read_facts, read_months, read_page_facts
from handlers.views.board import agencies as view
from handlers.views.board.listed import list_part
from handlers.views.board.overview import OverviewFacts, rank_worst
from handlers.views.board.work.waiting import Slow

ROWS = 100
"""Agencies of a page of the ranking."""
MONTH_ROWS = 40
"""Agencies of a page by months, each with twelve figures of a year."""
OPEN_ROWS = 20


def show_all(look: Look, asked: Asked) -> str:
    """Show a page of the agencies that are counted, in their ranking."""
    facts = read_facts(look, read_filter(asked.query))
    return view.all_agencies(look, facts, list_part(view.list_ranked(facts), facts.chosen.page, ROWS))


def show_months(look: Look, asked: Asked) -> str:
    """Show a page of agencies by the months of their deadlines, those with the most overdue first."""
    facts = read_facts(look, read_filter(asked.query))
    shown = list_part(rank_worst(facts.board.counted.agencies), facts.chosen.page, MONTH_ROWS)
    return view.by_month(look, facts, shown, read_months(look, facts, shown.rows))


def show(look: Look, asked: Asked) -> str:
    """Show one agency. Raises NotAllowed for one that may not be seen and for one that does not exist alike."""
    chosen = replace(read_filter(asked.query), agency_id=asked.read_id("agency_id"), page=0)
    facts, months = read_page_facts(look, _check_exists(look, chosen))
    duties = choose_duties(look, replace(chosen, state=view.SHOWN)).fetch_page(0, OPEN_ROWS)
    people = officers.list_officers(look.session, chosen.agency_id)
    return view.agency(look, facts, months, duties, people, _read_slow(look, facts))


def _read_slow(look: Look, facts: OverviewFacts) -> Slow | None:
    """Return how an agency can be reminded; None for who reminds nobody, and where nothing is overdue."""
    if look.me.role is not Role.SUPERVISOR or facts.agency is None:
        return None
    whole = get_figures(look, BoardFilter(agency_id=facts.agency.id)).figures.counted.whole
    if not whole.open_overdue:
        return None
    key, name = facts.agency.id, facts.agency.name
    reminded = key in requested_reminders.list_reminded(look.session, look.today)
    unheard = any(one.id == key for one in agencies.list_without_officer(look.session))
    return Slow(key, name, whole.open_overdue, reminded, unheard)


def _check_exists(look: Look, chosen: BoardFilter) -> BoardFilter:
    try:
        agencies.get(look.session, chosen.agency_id or 0)
    except NotFound as error:
        if look.agency_id is None:
            raise
        raise NotAllowed("agency.see") from error
    return chosen
