"""The pages of agencies: all of them, and one."""

from collections.abc import Sequence

from data.enums import Role
from data.registry.board.duty_pages import DutyPage
from data.registry.people.officers import OfficerLine
from handlers.base.board.filters import DutyState
from handlers.base.board.look import Look
from handlers.locales import _
from handlers.views.base import names
from handlers.views.board.choices import plan_choices
from handlers.views.board.duty_list import duty_rows
from handlers.views.board.figure_rows import FigureRow, agency_link, ranked_rows
from handlers.views.board.heat import build_heat
from handlers.views.board.overview import OverviewFacts, overview_parts, rank_worst, subtitle
from handlers.views.board.page import render

SHOWN = DutyState.OPEN
"""The duties that stand on the page of an agency."""


def all_agencies(look: Look, facts: OverviewFacts) -> str:
    """Render all agencies: those of which something is known in their ranking, then the others."""
    chosen, counted = facts.chosen, facts.board.counted
    ranked = {one.part.key for one in facts.board.ranking}
    others = [
        FigureRow(part.name, part.figures, agency_link(part.agency_id, chosen, look.root))
        for part in counted.agencies
        if part.key not in ranked
    ]
    return render(
        "agencies.html",
        look,
        chosen,
        heading=_("Các cơ quan"),
        subtitle=subtitle(facts),
        choices=plan_choices(chosen, facts.plans, facts.sections, levels=facts.agency is None),
        ranking=ranked_rows(facts.board.ranking, chosen, look.root),
        others=others,
    )


def by_month(look: Look, facts: OverviewFacts) -> str:
    """Render all agencies by the months of their deadlines, those with the most overdue first."""
    chosen = facts.chosen
    return render(
        "months.html",
        look,
        chosen,
        heading=_("Cơ quan theo tháng của mốc hạn"),
        subtitle=subtitle(facts),
        choices=plan_choices(chosen, facts.plans, facts.sections, levels=facts.agency is None),
        heat=build_heat(facts.board.months, rank_worst(facts.board.counted.agencies), chosen, look.root),
    )


def agency(look: Look, facts: OverviewFacts, duties: DutyPage, people: Sequence[OfficerLine]) -> str:
    """Render one agency: its figures, who is reminded, what it still owes."""
    return render(
        "agency.html",
        look,
        facts.chosen,
        **overview_parts(look, facts),
        people=[
            (one.name, names.role_name(one.role), ", ".join(map(names.channel_name, one.channels))) for one in people
        ],
        is_heard=any(one.role is Role.OFFICER and one.channels for one in people),
        duties=duty_rows(duties.lines, look),
        more=duties.total - len(duties.lines),
        all_link=f"{look.root}danh-sach{facts.chosen.query(state=SHOWN)}",
    )
