"""Agencies on the board: all in their ranking or by month, and one with its figures, people and duties."""

from dataclasses import replace

from data.errors import NotAllowed, NotFound
from data.registry.office import agencies
from data.registry.people import officers
from handlers.base.board.filters import BoardFilter, read_filter
from handlers.base.board.look import Asked, Look
from handlers.board.choosing import choose_duties
from handlers.board.overview import read_facts, read_months, read_page_facts
from handlers.views.board import agencies as view
from handlers.views.board.listed import list_part
from handlers.views.board.overview import rank_worst

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
    return view.agency(look, facts, months, duties, officers.list_officers(look.session, chosen.agency_id))


def _check_exists(look: Look, chosen: BoardFilter) -> BoardFilter:
    try:
        agencies.get(look.session, chosen.agency_id or 0)
    except NotFound as error:
        if look.agency_id is None:
            raise
        raise NotAllowed("agency.see") from error
    return chosen
