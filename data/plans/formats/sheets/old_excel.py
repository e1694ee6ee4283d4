"""Read a workbook of Excel before 2007 (.xls): the same as `excel`, by another library."""

from datetime import time
from io import StringIO
from typing import TYPE_CHECKING

import xlrd
import xlrd.xldate

from data.errors import PlanUnreadable
from data.plans.formats.document import Cell, Document
from data.plans.formats.notes import Seen
from data.plans.formats.old_fonts import decode_font
from data.plans.formats.sheets.grid import Area, Grid, Sheet
from data.plans.formats.sheets.number_formats import Value, show

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell as ExcelCell
    from xlrd.sheet import Sheet as ExcelSheet


def read_old_excel(content: bytes) -> Document:
    """Return the tables of a .xls, sheet by sheet. Raises PlanUnreadable("encrypted"), and what xlrd raises.

    Formulas have their last values in such a file, macros are not looked at: nothing runs them here.
    """
    seen = Seen()
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise PlanUnreadable("encrypted") from error
        raise
    grid = Grid(seen)
    tables = [table for sheet in book.sheets() for table in grid.tables(_read_sheet(book, sheet, seen))]
    return Document(tuple(tables), seen.notes())


def _read_sheet(book: "Book", sheet: "ExcelSheet", seen: Seen) -> Sheet:
    read = Sheet(sheet.name)
    if sheet.visibility:
        seen.hidden += [1] * bool(sheet.nrows)
        return read
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row), start=1):
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                read.put(row + 1, column, _read_cell(book, cell, row + 1, seen))
    # xlrd counts from 0, the ends of an area not within it
    read.areas = [Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    read.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    read.hidden_columns = {column + 1 for column, info in sheet.colinfo_map.items() if info.hidden}
    return read


def _read_cell(book: "Book", cell: "ExcelCell", row: int, seen: Seen) -> Cell:
    style = book.xf_list[cell.xf_index]
    if cell.ctype == xlrd.XL_CELL_ERROR:
        seen.formulas.append(row)
        return Cell("")
    shown = show(_value(book, cell), book.format_map[style.format_key].format_str)
    is_text = cell.ctype == xlrd.XL_CELL_TEXT
    decoded = decode_font(shown.text, book.font_list[style.font_index].name) if is_text else None
    seen.fonts += [row] * (decoded is not None)
    return Cell(shown.text if decoded is None else decoded, day=shown.day, month_only=shown.month_only)


def _value(book: "Book", cell: "ExcelCell") -> Value:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype != xlrd.XL_CELL_DATE:
        return cell.value  # type: ignore[no-any-return]
    if 0 <= cell.value < 1:
        return time(0) if cell.value == 0 else xlrd.xldate.xldate_as_datetime(cell.value, book.datemode).time()
    return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)  # type: ignore[no-any-return]
