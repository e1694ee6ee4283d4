"""The first page of the board: figures of all agencies, or of one's own, in all ways in which they are shown."""

from datetime import timedelta

from data.registry.board.coming import list_coming
from data.registry.office import agencies
from data.registry.plans import plans
from data.registry.plans.scope import PlanScope, list_active, plans_of_id
from handlers.base.board.filters import BoardFilter, read_filter
from handlers.base.board.look import Asked, Look
from handlers.base.permissions import check_visible_agency
from handlers.views.board import overview as view
from handlers.views.board.overview import OverviewFacts
from scheduler.statistics.board import count_board
from scheduler.statistics.headline import compute_headline
from scheduler.statistics.kept_figures import Kept
from scheduler.statistics.overview import BODY

COMING_DAYS = 14


def show(look: Look, asked: Asked) -> str:
    """Show the figures that the address asks for. Raises NotAllowed, NotFound, BadAnswer."""
    return view.page(look, read_facts(look, read_filter(asked.query)))


def read_facts(look: Look, chosen: BoardFilter) -> OverviewFacts:
    """Read the figures of what is chosen. Raises NotAllowed for who may not see them, and NotFound."""
    look.check_sees_figures()
    scope = plans_of_id(look.session, chosen.plan_id)
    agency_id = get_counted_agency(look, chosen)
    kept = get_figures(look, chosen)
    last = look.today + timedelta(days=COMING_DAYS)
    is_whole = not chosen.is_part
    headline = compute_headline(look.session, scope, look.today, look.calendar, agency_id) if is_whole else None
    return OverviewFacts(
        chosen=chosen,
        board=kept.figures,
        counted_at=kept.at,
        agency=None if agency_id is None else agencies.get(look.session, agency_id),
        headline=headline,
        coming=tuple(list_coming(look.session, scope.ids, look.today, last, agency_id)) if is_whole else (),
        unreachable=tuple(agencies.list_without_officer(look.session)) if is_whole and agency_id is None else None,
        plans=tuple(list_active(look.session)),
        sections=list_sections(look, scope),
    )


def get_figures(look: Look, chosen: BoardFilter) -> Kept:
    """Return the kept figures of what is chosen, counted now where none hold. Raises NotAllowed and NotFound."""
    scope, agency_id = plans_of_id(look.session, chosen.plan_id), get_counted_agency(look, chosen)
    return look.kept.get(
        look.session,
        (scope.plans, look.today, agency_id, chosen.level, chosen.section, chosen.quarter),
        look.now,
        lambda: count_board(look.session, scope, look.today, look.calendar, agency_id, chosen.only),
    )


def list_sections(look: Look, scope: PlanScope) -> tuple[tuple[str, str], ...]:
    """Return the sections of a plan by code and title, that of its body last; none of several plans."""
    if scope.only is None:
        return ()
    titles = plans.get_section_titles(look.session, scope.only.id)
    return (*titles.items(), (BODY, ""))


def get_counted_agency(look: Look, chosen: BoardFilter) -> int | None:
    """Return the id of the agency that is counted; None for all. Raises NotAllowed for another than one may see."""
    if chosen.agency_id is None:
        return look.agency_id
    return check_visible_agency(look, chosen.agency_id)
