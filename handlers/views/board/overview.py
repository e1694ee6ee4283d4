"""The first page of the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope
from handlers.base.board.filters import NAMES, BoardFilter, DutyState
from handlers.base.board.look import Look
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.board.choices import Choice, plan_choices
from handlers.views.board.figures.burn_up import build_burn_up
from handlers.views.board.figures.figure_rows import FigureRow, agency_link, list_tiles, ranked_rows
from handlers.views.board.figures.figure_tables import OF_AN_AGENCY, list_tables
from handlers.views.board.figures.heat import build_heat
from handlers.views.board.page import render
from handlers.views.overview.levels import level_name
from scheduler.statistics.board import COMING_DAYS, BoardFigures
from scheduler.statistics.months import Months
from scheduler.statistics.overview import Overview, Part

_RANKED, _HEAT = 10, 15
_TITLE_LETTERS = 90


@dataclass(frozen=True, slots=True)
class OverviewFacts:
    """What the page tells; its figures are of `counted_at` (UTC).

    `agency` is the one that is counted, None for all. `unreachable` have nobody who is reminded, None where that is
    not told. `plans` are all that are active, `sections` those of the plan.
    """

    chosen: BoardFilter
    board: BoardFigures
    counted_at: datetime
    agency: AgencyFact | None
    unreachable: tuple[AgencyFact, ...] | None
    plans: tuple[PlanFact, ...]
    sections: tuple[tuple[str, str], ...]

    @property
    def is_whole(self) -> bool:
        """Return whether all of the plans is counted, of all agencies or of one."""
        return not self.chosen.is_part


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A deadline that comes, and where its list is."""

    day: str
    left: str
    code: str
    title: str
    count: int
    link: str


def page(look: Look, facts: OverviewFacts, months: Months) -> str:
    """Render the page."""
    return render("overview.html", look, facts.chosen, **overview_parts(look, facts, months))


def overview_parts(look: Look, facts: OverviewFacts, months: Months) -> dict[str, object]:
    """Return what the template shows of figures, with the months of `list_worst`; an agency's page shows the same."""
    counted, chosen = facts.board.counted, facts.chosen
    worst, stands_in_path = list_worst(facts), look.path.startswith(OF_AN_AGENCY)
    choices = [one for one in list_choices(facts) if not (stands_in_path and one.key == NAMES["agency_id"])]
    return {
        "heading": overview_heading(facts),
        "subtitle": subtitle(facts),
        "choices": choices,
        "of_one": facts.agency is not None,
        "counted_at": facts.counted_at,
        "whole": counted.whole,
        "tiles": list_tiles(counted.whole, chosen, look.root),
        "totals": (FigureRow(_("Theo việc"), counted.whole), FigureRow(_("Theo nhiệm vụ"), counted.by_task)),
        "since": facts.board.since,
        "asked": facts.board.asked,
        "coming": coming_rows(look, facts, _TITLE_LETTERS) if facts.is_whole else None,
        "all_coming": look.root
        + "danh-sach"
        + chosen.query(due=(look.today, look.today + COMING_DAYS), state=DutyState.OPEN),
        "ranking": ranked_rows(facts.board.ranking[:_RANKED], chosen, look.root) if facts.agency is None else (),
        "more_ranked": len(counted.agencies) > _RANKED,
        "agencies_count": len(counted.agencies),
        "tables": list_tables(look, counted, chosen),
        "heat": build_heat(months, worst, chosen, look.root) if worst else None,
        "more_heat": len(counted.agencies) > _HEAT,
        "burn_up": build_burn_up(facts.board.burn_up, [plan.year for plan in counted.plans.plans], look.today),
        "unreachable": None
        if facts.unreachable is None
        else [
            FigureRow(one.short_name, counted.whole, agency_link(one.id, chosen, look.root))
            for one in facts.unreachable
        ],
    }


def list_choices(facts: OverviewFacts) -> list[Choice]:
    """Return the filters of the page, with all that is chosen."""
    return plan_choices(facts.chosen, facts.plans, facts.sections, facts.agency, levels=facts.agency is None)


def overview_heading(facts: OverviewFacts) -> str:
    """Return whose figures are told."""
    return whose(facts.agency, facts.chosen)


def whose(agency: AgencyFact | None, chosen: BoardFilter) -> str:
    """Return whose duties are meant: an agency's, those of a level, all."""
    if agency is not None:
        return agency.name
    return level_name(chosen.level) if chosen.level else _("Toàn bộ cơ quan")


def subtitle(facts: OverviewFacts) -> str:
    """Return the plans that are counted and the day of the figures."""
    return plans_and_day(facts.board.counted)


def plans_and_day(counted: Overview) -> str:
    """Return the plans that are counted and the day of the figures."""
    return plans_to(counted.plans, counted.today)


def plans_to(scope: PlanScope, today: date) -> str:
    """Return plans and a day."""
    plans = ", ".join(_("KH {plan}", plan=number) for number in scope.numbers)
    return _("{plans} · đến {day}", plans=plans, day=formatting.full_day(today))


def list_worst(facts: OverviewFacts) -> list[Part]:
    """Return the agencies that stand in the heat table of the first page."""
    return rank_worst(facts.board.counted.agencies)[:_HEAT]


def rank_worst(agencies: Sequence[Part]) -> list[Part]:
    """Return agencies with the most overdue duties first, then those with the most that were done late."""
    return sorted(agencies, key=lambda part: (-part.figures.open_overdue, -part.figures.done_late))


def coming_rows(look: Look, facts: OverviewFacts, letters: int) -> list[ComingRow]:
    """Return the deadlines that come, with titles of at most so many letters."""
    scope, chosen = facts.board.counted.plans, facts.chosen
    return [
        ComingRow(
            day=formatting.short_day(one.due_on, look.today),
            left=formatting.days_left(one.due_on, look.today),
            code=formatting.code_in_plan(one.code, "" if scope.only else scope.told(scope.get(one.plan_id))),
            title=formatting.shorten(one.title, letters),
            count=one.count,
            link=look.root
            + "danh-sach"
            + chosen.query(plan_id=one.plan_id, task=one.code, due=(one.due_on, one.due_on), state=DutyState.OPEN),
        )
        for one in facts.board.coming
    ]
