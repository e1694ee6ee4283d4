"""The first page of the board: figures of all agencies, or of one's own, in all ways in which they are shown."""

from collections.abc import Sequence
from dataclasses import replace

from data.registry.office import agencies
from data.registry.plans.scope import plans_of_id
from handlers.base.board.filters import BoardFilter, read_filter
from handlers.base.board.look import Asked, Look
from handlers.board.choosing import get_counted_agency, list_offered, list_sections, read_chosen
from handlers.views.board import overview as view
from handlers.views.board.overview import OverviewFacts
from scheduler.statistics.board import count_board
from scheduler.statistics.kept_figures import Kept
from scheduler.statistics.months import Months, count_months
from scheduler.statistics.overview import Part


def show(look: Look, asked: Asked) -> str:
    """Show the figures that the address asks for. Raises NotAllowed, NotFound, BadAnswer."""
    return view.page(look, *read_page_facts(look, read_filter(asked.query)))


def read_page_facts(look: Look, chosen: BoardFilter) -> tuple[OverviewFacts, Months]:
    """Read the figures of what is chosen, and the months of the worst agencies. Raises as `show`."""
    facts = read_facts(look, chosen)
    if facts.is_whole and facts.agency is None:
        facts = replace(facts, unreachable=tuple(agencies.list_without_officer(look.session)))
    return facts, read_months(look, facts, view.list_worst(facts))


def read_facts(look: Look, chosen: BoardFilter) -> OverviewFacts:
    """Read the figures of what is chosen. Raises NotAllowed for who may not see them, and NotFound."""
    look.check_sees_figures()
    scope = plans_of_id(look.session, chosen.plan_id)
    agency_id = get_counted_agency(look, chosen)
    kept = get_figures(look, chosen)
    return OverviewFacts(
        chosen=chosen,
        board=kept.figures,
        counted_at=kept.at,
        agency=None if agency_id is None else agencies.get(look.session, agency_id),
        unreachable=None,
        plans=list_offered(look, scope),
        sections=list_sections(look, scope),
    )


def get_figures(look: Look, chosen: BoardFilter) -> Kept:
    """Return the kept figures of what is chosen, counted now where none hold. Raises NotAllowed and NotFound."""
    scope = plans_of_id(look.session, chosen.plan_id)
    counted = read_chosen(look, replace(chosen, state=None))
    return look.kept.get(
        look.session,
        (scope.plans, look.today, counted),
        look.now,
        lambda: count_board(look.session, scope, counted, look.today, look.calendar, is_part=chosen.is_part),
    )


def read_months(look: Look, facts: OverviewFacts, shown: Sequence[Part]) -> Months:
    """Count some agencies by the months of their deadlines. Raises NotAllowed and NotFound."""
    counted = read_chosen(look, replace(facts.chosen, state=None))
    ids = [part.agency_id for part in shown if part.agency_id is not None]
    return count_months(look.session, counted, ids, facts.board.years, look.today, look.calendar)
