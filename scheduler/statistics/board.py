"""What the pages of the board tell in figures: all from two counts of the same duties, by deadline and by agency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.registry.board.choice import Chosen
from data.registry.board.counts import AgencyCount, DeadlineTally, count_by_agency, count_by_deadline
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.plans.scope import PlanScope
from data.rules.agency_levels import Level, level_of
from data.rules.calendar import WorkingCalendar
from data.store import Session
from scheduler.statistics.burn_up import BurnUp, compute_burn_up
from scheduler.statistics.figures import NONE, Figures, Verdict, add_up, count_verdicts, judge
from scheduler.statistics.headline import ChangesSinceMonday, count_since_monday
from scheduler.statistics.overview import ByAgency, Overview, Part, add_up_overview
from scheduler.statistics.ranking import Ranked, rank_agencies


@dataclass(frozen=True, slots=True)
class BoardFigures:
    """Figures of plans in all ways in which the board shows them: each comes to the same total as `counted.whole`.

    `years` are those of the plans and of the deadlines, with none left out. `asked` duties wait for a later date.
    `since` is None where no plan was there yet on the Monday, and where only a part of the plans is counted.
    """

    counted: Overview
    ranking: tuple[Ranked, ...]
    burn_up: BurnUp
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
    by_agency = _by_agency(session, count_by_agency(session, chosen, today, calendar))
    overview = add_up_overview(session, scope, today, judged, by_agency)
    since = None
    if not is_part:
        since = count_since_monday(session, scope, tallies, today, calendar, chosen.agency_id)
    return BoardFigures(
        counted=overview,
        ranking=tuple(rank_agencies(overview.agencies)),
        burn_up=compute_burn_up(tallies),
        years=_years(scope, tallies),
        asked=sum(tally.asked for tally in tallies),
        since=since,
    )


def count_chosen(session: Session, chosen: Chosen, today: date, calendar: WorkingCalendar) -> Figures:
    """Return the figures of chosen duties, as of `today` (Viet Nam), however they stand."""
    return add_up(judge(count_by_deadline(session, chosen), today, calendar))


def _by_agency(session: Session, counts: Sequence[AgencyCount]) -> ByAgency:
    verdicts: dict[int, dict[Verdict, int]] = {}
    for one in counts:
        told = Verdict(one.standing, one.extended, one.in_extension)
        verdicts.setdefault(one.agency_id, {})[told] = one.count
    known = [one for one in agencies.list_all(session) if one.id in verdicts] if verdicts else []
    figures = {one.id: count_verdicts(verdicts[one.id]) for one in known}
    parts = tuple(Part(one.code, one.short_name, one.id, figures=figures[one.id]) for one in known)
    return ByAgency(parts, _by_level(known, figures))


def _by_level(known: Iterable[AgencyFact], figures: dict[int, Figures]) -> tuple[Part, ...]:
    found: dict[Level, Figures] = {}
    for one in known:
        level = level_of(one.kind)
        found[level] = found.get(level, NONE) + figures[one.id]
    return tuple(Part(level, "", figures=found[level]) for level in Level if level in found)


def _years(scope: PlanScope, tallies: Iterable[DeadlineTally]) -> tuple[int, ...]:
    found = {plan.year for plan in scope.plans} | {tally.due_on.year for tally in tallies if tally.due_on}
    return tuple(range(min(found), max(found) + 1))
