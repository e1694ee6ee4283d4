"""What the first page of the board tells, all from one count of duties."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data.registry.plans.scope import PlanScope
from data.registry.statistics.tallies import Tally, count_by_task
from data.rules.calendar import WorkingCalendar
from data.store import Session
from scheduler.statistics.burn_up import BurnUp, compute_burn_up
from scheduler.statistics.figures import judge
from scheduler.statistics.months import Months, count_months
from scheduler.statistics.overview import Overview, add_up_overview
from scheduler.statistics.ranking import Ranked, rank_agencies


@dataclass(frozen=True, slots=True)
class BoardFigures:
    """Figures of plans in all ways in which the board shows them: each comes to the same total as `counted.whole`."""

    counted: Overview
    ranking: tuple[Ranked, ...]
    months: Months
    burn_up: BurnUp


def count_board(
    session: Session,
    scope: PlanScope,
    today: date,
    calendar: WorkingCalendar,
    agency_id: int | None = None,
    only: Callable[[Tally], bool] | None = None,
) -> BoardFigures:
    """Count the duties of all agencies or of one as of `today` (Viet Nam); `only` chooses among them."""
    counted = count_by_task(session, scope.ids, agency_id)
    judged = judge((tally for tally in counted if only is None or only(tally)), today, calendar)
    overview = add_up_overview(session, scope, today, judged)
    return BoardFigures(
        counted=overview,
        ranking=tuple(rank_agencies(overview.agencies)),
        months=count_months(judged, [plan.year for plan in scope.plans]),
        burn_up=compute_burn_up(one.duty for one in judged),
    )
