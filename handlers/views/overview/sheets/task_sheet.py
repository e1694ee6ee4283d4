"""The sheet of tasks: a row for each, with the figures of all agencies that owe it."""

from collections.abc import Iterator, Sequence

from data.exports.spreadsheet import Cell, Column, Sheet
from handlers.locales import _
from handlers.views.overview.sheets.columns import figures_cells, figures_columns
from handlers.views.overview.sheets.ledger import Counted, Ledger, field_name
from scheduler.statistics.figures import count_verdicts


def task_sheet(ledger: Ledger, counted: Counted, empty: str) -> Sheet:
    """Return the sheet."""
    return Sheet(
        name=_("Nhiệm vụ"),
        title=_("TỔNG HỢP THEO NHIỆM VỤ"),
        columns=(
            Column(_("STT"), 4),
            Column(_("Kế hoạch"), 8),
            Column(_("Lĩnh vực"), 11),
            Column(_("Mã"), 6),
            Column(_("Nhiệm vụ"), 26),
            Column(_("Sản phẩm"), 14),
            Column(_("Cơ quan chủ trì"), 12),
            Column(_("Cơ quan phối hợp"), 12),
            Column(_("Thời gian trong kế hoạch"), 10),
            *figures_columns(counted.whole, 5.8),
        ),
        rows=_rows(ledger, counted),
        empty=empty,
        shown=(_("Cộng các dòng đang hiện:"),),
        frozen=4,
    )


def _rows(ledger: Ledger, counted: Counted) -> Iterator[Sequence[Cell]]:
    for at, (task_id, task) in enumerate(counted.tasks.items(), 1):
        words = ledger.tasks[task_id]
        yield (
            at,
            task.first.plan_number,
            field_name(task.first),
            task.first.code,
            task.first.title,
            "; ".join(filter(None, task.deliverables)),
            words.lead,
            words.coordinating,
            words.timeframe,
            *figures_cells(count_verdicts(task.verdicts)),
        )
