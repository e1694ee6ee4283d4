"""A list of duties, as the address chooses them, page by page."""

from data.registry.board.duty_pages import Chosen, DutyChoice
from data.registry.office import agencies
from data.registry.plans.scope import list_active, plans_of_id
from handlers.base.board.filters import STANDINGS, UNDATED, BoardFilter, DutyState, read_filter
from handlers.base.board.look import Asked, Look
from handlers.board.overview import get_counted_agency, list_sections
from handlers.views.board import duty_list as view
from handlers.views.board.duty_list import ListFacts
from scheduler.statistics.overview import BODY

ROWS = 50


def show(look: Look, asked: Asked) -> str:
    """Show a page of duties. Raises NotAllowed, NotFound, BadAnswer."""
    chosen = read_filter(asked.query)
    scope = plans_of_id(look.session, chosen.plan_id)
    agency_id = get_counted_agency(look, chosen)
    duties = choose_duties(look, chosen).fetch_page(chosen.page, ROWS)
    facts = ListFacts(
        chosen=chosen,
        scope=scope,
        duties=duties,
        agency=None if agency_id is None else agencies.get(look.session, agency_id),
        plans=tuple(list_active(look.session)),
        sections=list_sections(look, scope),
        rows=ROWS,
    )
    return view.page(look, facts)


def choose_duties(look: Look, chosen: BoardFilter) -> DutyChoice:
    """Return the duties that an address means, of those that may be seen. Raises NotAllowed and NotFound."""
    quarter = chosen.selection.period
    period = (quarter.first, quarter.last) if quarter and quarter.first and quarter.last else None
    found = Chosen(
        plan_ids=plans_of_id(look.session, chosen.plan_id).ids,
        agency_id=get_counted_agency(look, chosen),
        level=chosen.level,
        section=("" if chosen.section == BODY else chosen.section) if chosen.section else None,
        task=chosen.task or None,
        period=period,
        undated=chosen.quarter == UNDATED,
        standings=STANDINGS.get(chosen.state) if chosen.state else None,
        is_open=chosen.state is DutyState.OPEN,
    )
    return DutyChoice(look.session, found, look.today, look.calendar)
