"""The board on a wall."""

from handlers.base.board.look import Look
from handlers.views.board.overview import OverviewFacts, coming_rows, overview_heading, rank_worst, subtitle
from handlers.views.board.page import render

_ROWS = 5
_TITLE_LETTERS = 80


def page(look: Look, facts: OverviewFacts) -> str:
    """Render the page: few figures, large."""
    counted = facts.board.counted
    worst = [part for part in rank_worst(counted.agencies) if part.figures.open_overdue]
    return render(
        "wall.html",
        look,
        facts.chosen,
        heading=overview_heading(facts),
        subtitle=subtitle(facts),
        counted_at=facts.counted_at,
        whole=counted.whole,
        since=facts.board.since,
        of_one=facts.agency is not None,
        worst=[(part.name, part.figures.open_overdue) for part in worst[:_ROWS]],
        coming=coming_rows(look, facts, _TITLE_LETTERS)[:_ROWS],
    )
