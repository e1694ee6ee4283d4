"""The page of figures for everybody."""

from datetime import datetime

from handlers.base.board.filters import BoardFilter
from handlers.locales import _
from handlers.views.board.figure_rows import FigureRow, ranked_rows
from handlers.views.board.overview import plans_and_day
from handlers.views.board.page import render_for_nobody
from scheduler.statistics.board import BoardFigures

_ROOT = "../trang/bang/"


def page(board: BoardFigures, now: datetime) -> str:
    """Render the figures of the plans and of each agency; nothing in it leads further."""
    counted = board.counted
    return render_for_nobody(
        "public.html",
        _ROOT,
        heading=_("Kết quả thực hiện kế hoạch"),
        subtitle=plans_and_day(counted),
        whole=counted.whole,
        totals=(FigureRow(_("Theo việc"), counted.whole), FigureRow(_("Theo nhiệm vụ"), counted.by_task)),
        ranking=ranked_rows(board.ranking, BoardFilter(), None),
        agencies=[FigureRow(part.name, part.figures) for part in counted.agencies],
        now=now,
    )
