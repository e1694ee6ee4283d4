"""Files of every format that is read, made of a document: merged cells are written as merged ones."""

from collections.abc import Callable
from io import BytesIO

import docx
import openpyxl
import xlwt

from data.plans.formats.document import Cell, Document, Table

Area = tuple[int, int, int, int]
"""First row and column of merged cells, last row and column, from 0."""


def areas_of(table: Table) -> list[Area]:
    """Return the areas of merged cells in a table: what is repeated to the right of a cell and below it."""
    grid = [row.cells for row in table.rows]
    found = []
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if cell.repeated:
                continue
            right, below = column, row
            while right + 1 < len(cells) and _repeats(cells[right + 1], cell):
                right += 1
            while below + 1 < len(grid) and _repeats(grid[below + 1][column], cell):
                below += 1
            if (right, below) != (column, row):
                found.append((row, column, below, right))
    return found


def _repeats(other: Cell, cell: Cell) -> bool:
    return other.repeated and other.text == cell.text


def word_of(document: Document) -> bytes:
    """Return a .docx."""
    made = docx.Document()
    for block in document.blocks:
        if not isinstance(block, Table):
            made.add_paragraph(block.text)
            continue
        table = made.add_table(len(block.rows), len(block.rows[0].cells))
        for row, read in zip(table.rows, block.rows, strict=True):
            for place, cell in zip(row.cells, read.cells, strict=True):
                place.text = "" if cell.repeated else cell.text
        for top, left, bottom, right in areas_of(block):
            table.cell(top, left).merge(table.cell(bottom, right)).text = block.rows[top].cells[left].text
    return _saved(made.save)


def excel_of(document: Document) -> bytes:
    """Return a .xlsx: tables as sheets, or one below the other where they have no sheets of their own."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    line = 0
    for block in document.blocks:
        name = block.sheet or "Trang" if isinstance(block, Table) else "Trang"
        if name not in made.sheetnames:
            made.create_sheet(name)
            line = 0
        sheet = made[name]
        for cells in [row.cells for row in block.rows] if isinstance(block, Table) else [(Cell(block.text),)]:
            line += 1
            for column, cell in enumerate(cells, start=1):
                if not cell.repeated:
                    place = sheet.cell(line, column, cell.day or cell.text or None)
                    place.number_format = "mm/yyyy" if cell.month_only else "dd/mm/yyyy" if cell.day else "General"
        if isinstance(block, Table):
            above = line - len(block.rows) + 1
            for top, left, bottom, right in areas_of(block):
                sheet.merge_cells(None, above + top, left + 1, above + bottom, right + 1)
    return _saved(made.save)


def old_excel_of(document: Document) -> bytes:
    """Return a .xls, its one sheet as `excel_of` lays it out."""
    made = xlwt.Workbook()
    sheet, line = made.add_sheet("Trang"), 0
    styles = {form: xlwt.easyxf(num_format_str=form) for form in ("General", "dd/mm/yyyy", "mm/yyyy")}
    for block in document.blocks:
        grid = [row.cells for row in block.rows] if isinstance(block, Table) else [(Cell(block.text),)]
        areas = {area[:2]: area for area in areas_of(block)} if isinstance(block, Table) else {}
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if cell.repeated or not cell.text:
                    continue
                form = "mm/yyyy" if cell.month_only else "dd/mm/yyyy" if cell.day else "General"
                _top, _left, bottom, right = areas.get((row, column), (row, column, row, column))
                sheet.write_merge(
                    *(line + row, line + bottom, column, right),
                    cell.day or cell.text,
                    styles[form],
                )
        line += len(grid)
    return _saved(made.save)


def _saved(save: Callable[[BytesIO], None]) -> bytes:
    held = BytesIO()
    save(held)
    return held.getvalue()
