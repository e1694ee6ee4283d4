"""Read an Excel workbook (.xlsx)."""

import re
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl

from data.documents.ooxml import check_office
from data.documents.package import Budget, open_package
from data.plans.formats.document import Cell, Document
from data.plans.formats.notes import Seen
from data.plans.formats.old_fonts import decode_font
from data.plans.formats.sheets.grid import Area, Grid, Sheet
from data.plans.formats.sheets.number_formats import show

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as ExcelCell
    from openpyxl.worksheet.worksheet import Worksheet

_WITHOUT_VALUE = re.compile(
    rb'<c [^>]*?\br="[A-Z]{1,3}(\d+)"[^>]*>\s*<f(?:/>|\b[^>]*?(?:/>|>[^<]*</f>))\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_ERROR = "e"


def read_excel(content: bytes) -> Document:
    """Return the tables of a .xlsx, sheet by sheet.

    Raises `data.documents.faults.Unacceptable`, and what openpyxl raises.
    """
    check_office("xlsx", content)
    seen = Seen()
    grid = Grid(seen)
    workbook = openpyxl.load_workbook(BytesIO(content), data_only=True)
    tables = [table for sheet in workbook.worksheets for table in grid.tables(_read_sheet(sheet, seen))]
    _tell_formulas(content, seen)
    return Document(tuple(tables), seen.notes())


def _read_sheet(sheet: "Worksheet", seen: Seen) -> Sheet:
    read = Sheet(sheet.title)
    # all the cells there are: going through the rows makes those between them, up to a million
    cells: dict[tuple[int, int], ExcelCell] = sheet._cells  # noqa: SLF001
    if sheet.sheet_state != "visible":
        seen.hidden += [1] * any(cell.value is not None for cell in cells.values())
        return read
    for (row, column), cell in cells.items():
        if cell.value is not None:
            read.put(row, column, _read_cell(cell, seen))
    read.areas = [Area(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges]
    read.hidden_rows = {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or 1
            read.hidden_columns.update(range(first, (dimension.max or first) + 1))
    return read


def _read_cell(cell: "ExcelCell", seen: Seen) -> Cell:
    if cell.data_type == _ERROR:
        seen.formulas.append(cell.row)
        return Cell("")
    shown = show(cell.value, cell.number_format)
    decoded = decode_font(shown.text, cell.font.name or "") if isinstance(cell.value, str) else None
    seen.fonts += [cell.row] * (decoded is not None)
    return Cell(shown.text if decoded is None else decoded, day=shown.day, month_only=shown.month_only)


def _tell_formulas(content: bytes, seen: Seen) -> None:
    """Tell of formulas that no program has counted: a workbook made by a program may hold no values at all."""
    with open_package(content, Budget()) as package:
        for name, part in package.each(".xml"):
            if name.startswith("xl/worksheets/"):
                seen.formulas += [int(row) for row in _WITHOUT_VALUE.findall(part)]
