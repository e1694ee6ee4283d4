"""Tables of texts and sheets: the same elements in both, cells by their rows and columns."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from data.plans.formats import limits
from data.plans.formats.document import Cell
from data.plans.formats.open_document import names
from data.plans.formats.open_document.names import name
from data.plans.formats.sheets.grid import Area, Sheet

_ROWS_REPEATED, _COLUMNS_REPEATED = name("table:number-rows-repeated"), name("table:number-columns-repeated")
_ROWS_SPANNED, _COLUMNS_SPANNED = name("table:number-rows-spanned"), name("table:number-columns-spanned")
_VISIBILITY = name("table:visibility")
_HIDDEN = ("collapse", "filter")
_CELLS = (names.CELL, names.COVERED)

ReadCell = Callable[[Element, int], Cell]
"""A cell element and its row's line → the cell."""


def read_rows(table: Element, sheet: Sheet, first_line: int, read_cell: ReadCell) -> int:
    """Put the cells of a table into a sheet, its first row at `first_line`; return the line behind its last."""
    _hide_columns(table, sheet)
    line, left = first_line, limits.ROWS + 1
    for row in _wrapped(table, names.ROW):
        times = _times(row, _ROWS_REPEATED)
        for again in range(min(times, left)):
            if not _put_row(row, sheet, line + again, read_cell):
                break
            left -= 1
        if row.get(_VISIBILITY) in _HIDDEN:
            sheet.hidden_rows.update(range(line, line + min(times, limits.ROWS)))
        line += times
    return line


def _put_row(row: Element, sheet: Sheet, line: int, read_cell: ReadCell) -> bool:
    """Put the cells of a row, and tell if it has any: an empty one may stand for a million."""
    column, has_any = 1, False
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = _times(cell, _COLUMNS_REPEATED)
        if cell.tag == names.CELL and len(cell):
            read = read_cell(cell, line)
            has_any = has_any or bool(read.text)
            down, across = _times(cell, _ROWS_SPANNED), _times(cell, _COLUMNS_SPANNED)
            for again in range(min(times, max(limits.COLUMNS + 2 - column, 1))):
                at = column + again
                sheet.put(line, at, read)
                if down > 1 or across > 1:
                    sheet.areas.append(Area(line, at, line + down - 1, at + across - 1))
        column += times
    return has_any


def _hide_columns(table: Element, sheet: Sheet) -> None:
    place = 1
    for column in _wrapped(table, names.COLUMN):
        times = _times(column, _COLUMNS_REPEATED)
        if column.get(_VISIBILITY) in _HIDDEN:
            sheet.hidden_columns.update(range(place, place + min(times, limits.COLUMNS)))
        place += times


def _wrapped(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows or columns of a table, through what is wrapped around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in names.ROW_WRAPPERS:
            yield from _wrapped(child, tag)


def _times(element: Element, attribute: str) -> int:
    written = element.get(attribute, "")
    return max(int(written), 1) if written.isdecimal() else 1
