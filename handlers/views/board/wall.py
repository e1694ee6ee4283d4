"""The board on a wall."""

from handlers.base.board.look import Look
from handlers.views.board.choices import tell
from handlers.views.board.overview import (
    OverviewFacts,
    coming_rows,
    list_choices,
    overview_heading,
    rank_worst,
    subtitle,
)
from handlers.views.board.page import render

_ROWS = 5
_TITLE_LETTERS = 80


def page(look: Look, facts: OverviewFacts) -> str:
    """Render the page: few figures, large. It has no filters, so what is chosen stands beside whose they are."""
    counted, coming = facts.board.counted, coming_rows(look, facts, _TITLE_LETTERS)
    worst = [part for part in rank_worst(counted.agencies) if part.figures.open_overdue]
    return render(
        "wall.html",
        look,
        facts.chosen,
        heading=overview_heading(facts),
        subtitle=" · ".join((subtitle(facts), *tell(list_choices(facts)))),
        counted_at=facts.counted_at,
        whole=counted.whole,
        since=facts.board.since,
        of_one=facts.agency is not None,
        worst=[(part.name, part.figures.open_overdue) for part in worst[:_ROWS]],
        coming=coming[:_ROWS],
        more_coming=len(coming[_ROWS:]),
    )
