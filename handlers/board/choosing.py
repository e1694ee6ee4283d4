"""The duties that an address of the board chooses, of those that its reader may see."""

from data.registry.board.choice import Chosen
from data.registry.board.duty_pages import DutyChoice
from data.registry.plans import plans
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope, list_active, plans_of_id
from handlers.base.board.filters import STANDINGS, UNDATED, BoardFilter, DutyState
from handlers.base.board.look import Look
from handlers.base.permissions import check_visible_agency
from scheduler.statistics.overview import BODY


def choose_duties(look: Look, chosen: BoardFilter) -> DutyChoice:
    """Return the duties that an address means, of those that may be seen. Raises NotAllowed and NotFound."""
    return DutyChoice(look.session, read_chosen(look, chosen), look.today, look.calendar)


def read_chosen(look: Look, chosen: BoardFilter) -> Chosen:
    """Return which duties an address means, of those that may be seen. Raises NotAllowed and NotFound."""
    return Chosen(
        plan_ids=tuple(plans_of_id(look.session, chosen.plan_id).ids),
        agency_id=get_counted_agency(look, chosen),
        level=chosen.level,
        section=("" if chosen.section == BODY else chosen.section) if chosen.section else None,
        task=chosen.task or None,
        periods=chosen.periods,
        undated=chosen.quarter == UNDATED,
        standings=STANDINGS.get(chosen.state) if chosen.state else None,
        is_open=chosen.state is DutyState.OPEN,
    )


def get_counted_agency(look: Look, chosen: BoardFilter) -> int | None:
    """Return the id of the agency that is counted; None for all. Raises NotAllowed for another than one may see."""
    if chosen.agency_id is None:
        return look.agency_id
    return check_visible_agency(look, chosen.agency_id)


def list_offered(look: Look, scope: PlanScope) -> tuple[PlanFact, ...]:
    """Return the plans that may be chosen: the active ones, and those that are, closed or not."""
    active = list_active(look.session)
    return (*active, *(plan for plan in scope.plans if plan.id not in {one.id for one in active}))


def list_sections(look: Look, scope: PlanScope) -> tuple[tuple[str, str], ...]:
    """Return the sections of a plan by code and title, that of its body last; none of several plans."""
    if scope.only is None:
        return ()
    titles = plans.get_section_titles(look.session, scope.only.id)
    return (*titles.items(), (BODY, ""))
