"""What the pages of the board tell in figures: all from two counts of the same duties, by deadline and by agency."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.enums import OPEN
from data.registry.board.choice import Chosen
from data.registry.board.counts import AgencyCount, DeadlineTally, count_by_agency, count_by_deadline
from data.registry.plans.scope import PlanScope
from data.rules.agency_levels import Level, level_of
from data.rules.calendar import WorkingCalendar
from data.store import Session
from scheduler.statistics.burn_up import BurnUp, compute_burn_up
from scheduler.statistics.figures import Figures, add_up, figures_of, judge, total_of
from scheduler.statistics.headline import ChangesSinceMonday, count_since_monday
from scheduler.statistics.overview import ByAgency, Overview, Part, add_up_overview
from scheduler.statistics.ranking import Ranked, rank_agencies

COMING_DAYS = timedelta(days=14)
"""How far ahead the board looks."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A date (Viet Nam) on which a task is due, and how many duties of it are still open.

    The date is what the duties go by: later than in the plan where so agreed.
    """

    due_on: date
    plan_id: int
    code: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class BoardFigures:
    """Figures of plans in all ways in which the board shows them: each comes to the same total as `counted.whole`.

    `coming` are the dates of the next two weeks, today's too, in their order. `years` are those of the plans and of
    the deadlines, with none left out. `asked` duties wait for a later date. `since` is None where no plan was there
    yet on the Monday, and where only a part of the plans is counted.
    """

    counted: Overview
    ranking: tuple[Ranked, ...]
    burn_up: BurnUp
    coming: tuple[Coming, ...]
    years: tuple[int, ...]
    asked: int
    since: ChangesSinceMonday | None


def count_board(
    session: Session,
    scope: PlanScope,
    chosen: Chosen,
    today: date,
    calendar: WorkingCalendar,
    *,
    is_part: bool = False,
) -> BoardFigures:
    """Count the duties of `chosen` of the plans in `scope`, as of `today` (Viet Nam), however they stand.

    `is_part`: they are neither all of these plans nor all of one agency.
    """
    tallies = count_by_deadline(session, chosen)
    judged = judge(tallies, today, calendar)
    by_agency = _by_agency(count_by_agency(session, chosen, today, calendar))
    overview = add_up_overview(session, scope, today, judged, by_agency)
    since = None
    if not is_part:
        since = count_since_monday(session, scope, tallies, today, calendar, chosen.agency_id)
    return BoardFigures(
        counted=overview,
        ranking=tuple(rank_agencies(overview.agencies)),
        burn_up=compute_burn_up(tallies),
        coming=_list_coming(tallies, today),
        years=_years(scope, tallies),
        asked=sum(tally.asked for tally in tallies),
        since=since,
    )


def count_chosen(session: Session, chosen: Chosen, today: date, calendar: WorkingCalendar) -> Figures:
    """Return the figures of chosen duties, as of `today` (Viet Nam), however they stand."""
    return add_up(judge(count_by_deadline(session, chosen), today, calendar))


def _list_coming(tallies: Iterable[DeadlineTally], today: date) -> tuple[Coming, ...]:
    """Return what comes; the tallies are in the order of the plans."""
    counts: Counter[tuple[date, int, str, str]] = Counter()
    for one in tallies:
        if one.due_on and one.state in OPEN and today <= one.due_on <= today + COMING_DAYS:
            counts[one.due_on, one.plan_id, one.task, one.title] += one.count
    return tuple(Coming(*key, count) for key, count in sorted(counts.items(), key=lambda one: one[0][0]))


def _by_agency(counts: Sequence[AgencyCount]) -> ByAgency:
    levels: dict[Level, list[Figures]] = {}
    parts = tuple(Part(one.code, one.short_name, one.agency_id, figures=figures_of(one)) for one in counts)
    for one, part in zip(counts, parts, strict=True):
        levels.setdefault(level_of(one.kind), []).append(part.figures)
    of_levels = (Part(level, "", figures=total_of(levels[level])) for level in Level if level in levels)
    return ByAgency(parts, tuple(of_levels))


def _years(scope: PlanScope, tallies: Iterable[DeadlineTally]) -> tuple[int, ...]:
    found = {plan.year for plan in scope.plans} | {tally.due_on.year for tally in tallies if tally.due_on}
    return tuple(range(min(found), max(found) + 1))
