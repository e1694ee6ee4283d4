"""The pages of agencies: all of them, and one."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.enums import Role
from data.registry.board.duty_pages import DutyPage
from data.registry.people.officers import OfficerLine
from handlers.base.board.filters import DutyState
from handlers.base.board.look import Look
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.overview import OfferReminders
from handlers.locales import _
from handlers.views.base import names
from handlers.views.board.duty_list import duty_rows
from handlers.views.board.figures.figure_rows import FigureRow, agency_link, ranked_rows
from handlers.views.board.figures.heat import build_heat
from handlers.views.board.listed import Listed
from handlers.views.board.overview import OverviewFacts, list_choices, overview_parts, subtitle
from handlers.views.board.page import render
from handlers.views.board.work.waiting import Slow
from scheduler.statistics.months import Months
from scheduler.statistics.overview import Part
from scheduler.statistics.ranking import Ranked

SHOWN = DutyState.OPEN
"""The duties that stand on the page of an agency."""


@dataclass(frozen=True, slots=True)
class AgencyPlace:
    """An agency in the list of all: in the ranking, or behind it with its figures alone."""

    part: Part
    ranked: Ranked | None = None


def list_ranked(facts: OverviewFacts) -> list[AgencyPlace]:
    """Return the agencies of which something is known in their ranking, then the others. One alone has no rank."""
    ranking = facts.board.ranking if facts.agency is None else ()
    ranked = {one.part.key for one in ranking}
    others = [AgencyPlace(part) for part in facts.board.counted.agencies if part.key not in ranked]
    return [*(AgencyPlace(one.part, one) for one in ranking), *others]


def all_agencies(look: Look, facts: OverviewFacts, shown: Listed[AgencyPlace]) -> str:
    """Render a page of the agencies."""
    chosen = facts.chosen
    return render(
        "agencies.html",
        look,
        chosen,
        heading=_("Các cơ quan"),
        subtitle=subtitle(facts),
        choices=list_choices(facts),
        listed=shown,
        of_one=facts.agency is not None,
        ranking=ranked_rows([one.ranked for one in shown.rows if one.ranked], chosen, look.root),
        others=[
            FigureRow(one.part.name, one.part.figures, agency_link(one.part.agency_id, chosen, look.root))
            for one in shown.rows
            if not one.ranked
        ],
    )


def by_month(look: Look, facts: OverviewFacts, shown: Listed[Part], months: Months) -> str:
    """Render a page of agencies by the months of their deadlines."""
    chosen = facts.chosen
    return render(
        "months.html",
        look,
        chosen,
        heading=_("Cơ quan theo tháng của mốc hạn"),
        subtitle=subtitle(facts),
        choices=list_choices(facts),
        listed=shown,
        heat=build_heat(months, shown.rows, chosen, look.root),
    )


def agency(
    look: Look,
    facts: OverviewFacts,
    months: Months,
    duties: DutyPage,
    people: Sequence[OfficerLine],
    slow: Slow | None,
) -> str:
    """Render one agency: its figures, who is reminded, what it still owes; how it can be reminded, if it can."""
    return render(
        "agency.html",
        look,
        facts.chosen,
        **overview_parts(look, facts, months),
        people=[
            (one.name, names.role_name(one.role), ", ".join(map(names.channel_name, one.channels))) for one in people
        ],
        is_heard=any(one.role is Role.OFFICER and one.channels for one in people),
        duties=duty_rows(duties.lines, look, facts.chosen),
        more=duties.total - len(duties.lines),
        slow=slow,
        remind=encode(OfferReminders(slow.agency_id)) if slow else "",
        all_link=f"{look.root}danh-sach{facts.chosen.query(state=SHOWN)}",
    )
