"""The sheet of agencies: a row for each, with its figures."""

from collections.abc import Iterator, Sequence

from data.exports.spreadsheet import Cell, Column, Sheet
from data.rules.agency_levels import level_of
from handlers.locales import _
from handlers.views.overview.levels import level_name
from handlers.views.overview.sheets.columns import figures_cells, figures_columns
from handlers.views.overview.sheets.ledger import Counted
from scheduler.statistics.figures import count_verdicts


def agency_sheet(counted: Counted, empty: str) -> Sheet:
    """Return the sheet."""
    whole = counted.whole
    return Sheet(
        name=_("Cơ quan"),
        title=_("TỔNG HỢP THEO CƠ QUAN"),
        columns=(
            Column(_("STT"), 5),
            Column(_("Cơ quan"), 34),
            Column(_("Mã cơ quan"), 13),
            Column(_("Cấp"), 20),
            *figures_columns(whole, 9),
        ),
        rows=_rows(counted),
        empty=empty,
        shown=(_("Cộng các dòng đang hiện:"),),
        total=lambda: ("", _("Tất cả"), "", "", *figures_cells(whole)),
        frozen=2,
    )


def _rows(counted: Counted) -> Iterator[Sequence[Cell]]:
    for at, agency in enumerate(counted.agencies.values(), 1):
        first = agency.first
        level = level_name(level_of(first.agency_kind))
        figures = figures_cells(count_verdicts(agency.verdicts))
        yield (at, first.agency_short_name, first.agency_code, level, *figures)
