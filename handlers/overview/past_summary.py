"""/tonghop of a day that has passed: “/tonghop tính đến 31/3”, “/tonghop quý I tính đến 31/3”, “/tonghop stp …”."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from data.registry.office import agencies
from data.registry.plans import plans
from data.registry.plans.scope import PlanScope
from data.registry.statistics.tallies import Tally
from data.text import fold
from handlers.base.breakdowns import meant_year, read_breakdown
from handlers.base.list_filters import read_filter
from handlers.base.messages import Reply
from handlers.base.permissions import check_visible_agency, oversees
from handlers.base.selection import Selection
from handlers.base.turn import Turn
from handlers.questions.reading.requests.past_days import PastDay
from handlers.views.overview import breakdowns, summary
from handlers.views.overview import past_summary as view
from scheduler.statistics.as_of import AsOf, plans_as_of
from scheduler.statistics.headline import compute_headline
from scheduler.statistics.overview import Overview, count_overview

_TABLES: Mapping[str, Callable[[Overview], Reply]] = {
    "co quan": lambda counted: breakdowns.by_agency(counted, 0),
    "cap": breakdowns.by_level,
    "linh vuc": breakdowns.by_section,
    "quy": breakdowns.by_period,
    "chu tri": breakdowns.by_lead,
}
"""Words that name a table, without accents."""


def show(turn: Turn, asked: PastDay, of: Selection) -> Reply:
    """Show the figures of the day: of all or of the plan of `of`, or of the part, table, task or agency that the rest
    of the words names.

    Raises NotFound with the nearest agencies, NotAllowed for one that the officer may not see, and NoFigures.
    """
    scope, at = plans_as_of(turn.session, asked.day, turn.today, plan_id=of.plan_id)
    if table := _TABLES.get(fold(asked.rest).removeprefix("theo ")):
        return view.past_table(table(_count(turn, scope, at)), at.day, of)
    if part := read_breakdown(asked.rest, meant_year(scope, at.day), at.day):
        titles = plans.get_section_titles(turn.session, scope.latest.id)
        counted = _count(turn, scope, at, part.matches_tally)
        return view.past_part(counted, summary.breakdown_name(part, titles, ""), replace(part, plan_id=of.plan_id))
    if codes := read_filter(asked.rest).codes:
        counted = _count(turn, scope, at, lambda tally: tally.task in codes)
        return view.past_part(counted, ", ".join(codes), of)
    own = None if oversees(turn.me) else turn.me.agency_id
    agency_id = agencies.find(turn.session, asked.rest, at.day).id if asked.rest else own
    agency = agencies.get(turn.session, check_visible_agency(turn, agency_id)) if agency_id else None
    headline = compute_headline(turn.session, scope, at.day, turn.calendar, agency_id, until=at.until)
    return view.past_summary(headline, agency)


def _count(turn: Turn, scope: PlanScope, at: AsOf, only: Callable[[Tally], bool] | None = None) -> Overview:
    """Count what the officer may see."""
    own = None if oversees(turn.me) else turn.me.agency_id
    return count_overview(turn.session, scope, at.day, turn.calendar, own, only, until=at.until)
