"""Columns that several sheets of the workbook have: the figures, and the line above them."""

from collections.abc import Sequence

from data.exports.spreadsheet import Column
from data.rules.standing import Standing
from handlers.locales import _
from handlers.views.base import names
from handlers.views.base.formatting import upper_first
from scheduler.statistics.figures import Figures


def standing_columns(whole: Figures, width: float) -> tuple[Column, ...]:
    """Return a column for each standing, with its sum."""
    return tuple(Column(upper_first(names.standing_name(found)), width, whole.of(found)) for found in Standing)


def figures_columns(whole: Figures, width: float) -> tuple[Column, ...]:
    """Return a column for the total, one for each standing, and one for the share that is done."""
    return (
        Column(_("Tổng"), width, whole.total),
        *standing_columns(whole, width),
        Column(_("Tỷ lệ hoàn thành"), width),
    )


def figures_cells(of: Figures) -> tuple[int | float, ...]:
    """Return the cells of `figures_columns`."""
    return (of.total, *(of.of(found) for found in Standing), of.done / of.total if of.total else 0.0)


def shown_sums(first: int) -> Sequence[str | int]:
    """Return the line that says the sums of the rows in sight; the columns of standings begin at `first`."""
    said: list[str | int] = [_("Các dòng đang hiện:")]
    for at, found in enumerate(Standing, first):
        said += [("; " if at > first else " ") + names.standing_name(found) + " ", at]
    return said
