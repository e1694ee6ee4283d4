"""The first page of the board."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from data.registry.statistics.coming import Coming
from data.rules.agency_levels import Level
from handlers.base.board.filters import UNDATED, BoardFilter, DutyState
from handlers.base.board.look import Look
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.board.burn_up import build_burn_up
from handlers.views.board.choices import plan_choices
from handlers.views.board.figure_rows import FigureRow, agency_link, list_tiles, ranked_rows
from handlers.views.board.heat import build_heat
from handlers.views.board.page import render
from handlers.views.overview.figures import section_name
from handlers.views.overview.levels import level_name
from scheduler.statistics.board import BoardFigures
from scheduler.statistics.headline import Headline
from scheduler.statistics.overview import Part

_RANKED, _HEAT = 10, 15
_TITLE_LETTERS = 90


@dataclass(frozen=True, slots=True)
class OverviewFacts:
    """What the page tells. `agency` is the one that is counted, None for all; `headline` is None for a part of the
    plans, `unreachable` also for one agency. `plans` are all that are active, `sections` those of the plan.
    """

    chosen: BoardFilter
    board: BoardFigures
    agency: AgencyFact | None
    headline: Headline | None
    coming: tuple[Coming, ...]
    unreachable: tuple[AgencyFact, ...] | None
    plans: tuple[PlanFact, ...]
    sections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures with its title and the name of its first column."""

    id: str
    title: str
    first: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A deadline that comes, and where its list is."""

    day: str
    left: str
    code: str
    title: str
    count: int
    link: str


def page(look: Look, facts: OverviewFacts) -> str:
    """Render the page."""
    counted, chosen = facts.board.counted, facts.chosen
    worst = rank_worst(counted.agencies)
    return render(
        "overview.html",
        look,
        chosen,
        heading=facts.agency.name if facts.agency else _("Toàn tỉnh"),
        subtitle=subtitle(facts),
        choices=plan_choices(chosen, facts.plans, facts.sections, levels=facts.agency is None),
        whole=counted.whole,
        tiles=list_tiles(counted.whole, chosen, look.root),
        totals=(FigureRow(_("Theo việc"), counted.whole), FigureRow(_("Theo nhiệm vụ"), counted.by_task)),
        since=facts.headline.since if facts.headline else None,
        asked=facts.headline.asked if facts.headline else 0,
        coming=[_coming_row(one, facts, look) for one in facts.coming] if facts.headline else None,
        ranking=ranked_rows(facts.board.ranking[:_RANKED], chosen, look.root) if facts.agency is None else (),
        more_ranked=len(counted.agencies) > _RANKED,
        agencies_count=len(counted.agencies),
        tables=_tables(facts, look),
        heat=build_heat(facts.board.months, worst[:_HEAT], chosen, look.root) if worst else None,
        more_heat=len(worst) > _HEAT,
        burn_up=build_burn_up(facts.board.burn_up, [plan.year for plan in counted.plans.plans], look.today),
        unreachable=None
        if facts.unreachable is None
        else [
            FigureRow(one.short_name, counted.whole, agency_link(one.id, chosen, look.root))
            for one in facts.unreachable
        ],
    )


def subtitle(facts: OverviewFacts) -> str:
    """Return the plans that are counted and the day of the figures."""
    counted = facts.board.counted
    plans = ", ".join(_("KH {plan}", plan=number) for number in counted.plans.numbers)
    return _("{plans} · đến {day}", plans=plans, day=formatting.full_day(counted.today))


def rank_worst(agencies: Sequence[Part]) -> list[Part]:
    """Return agencies with the most overdue duties first, then those with the most that were done late."""
    return sorted(agencies, key=lambda part: (-part.figures.open_overdue, -part.figures.done_late))


def _tables(facts: OverviewFacts, look: Look) -> list[FigureTable]:
    counted, chosen, root = facts.board.counted, facts.chosen, look.root

    def rows(
        parts: Sequence[Part], name: Callable[[Part], str], changes: Callable[[Part], dict[str, object]]
    ) -> tuple[FigureRow, ...]:
        return tuple(
            FigureRow(name(part), part.figures, f"{root}{chosen.query(**changes(part)) or './'}") for part in parts
        )

    tables = [
        FigureTable(
            "levels",
            _("Theo cấp"),
            _("Cấp"),
            rows(counted.levels, lambda of: level_name(Level(of.key)), lambda of: {"level": Level(of.key)}),
        ),
        FigureTable(
            "sections",
            _("Theo lĩnh vực"),
            _("Lĩnh vực"),
            rows(
                counted.sections,
                lambda of: section_name(of, counted),
                lambda of: {"section": of.key} | ({"plan_id": of.plan.id} if of.plan else {}),
            ),
        ),
        FigureTable(
            "quarters",
            _("Theo quý của mốc hạn"),
            _("Quý"),
            rows(
                counted.periods, lambda of: formatting.period_name(of.key), lambda of: {"quarter": of.key or UNDATED}
            ),
        ),
    ]
    return [table for table in tables if len(table.rows) > 1]


def _coming_row(one: Coming, facts: OverviewFacts, look: Look) -> ComingRow:
    scope = facts.board.counted.plans
    told = "" if scope.only else scope.told(scope.get(one.plan_id))
    link = facts.chosen.query(plan_id=one.plan_id, task=one.code, state=DutyState.OPEN)
    return ComingRow(
        day=formatting.short_day(one.due_on, look.today),
        left=formatting.days_left(one.due_on, look.today),
        code=formatting.code_in_plan(one.code, told),
        title=formatting.shorten(one.title, _TITLE_LETTERS),
        count=one.count,
        link=f"{look.root}danh-sach{link}",
    )
