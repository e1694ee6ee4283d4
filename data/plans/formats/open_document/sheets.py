"""Read a spreadsheet of OpenDocument (.ods): cells as they are shown, true dates known as such."""

import re
from datetime import date, datetime
from xml.etree.ElementTree import Element

from data.plans.formats.document import Cell, Document, Table
from data.plans.formats.notes import Seen
from data.plans.formats.open_document import names
from data.plans.formats.open_document.names import name
from data.plans.formats.open_document.paragraphs import Paragraphs
from data.plans.formats.open_document.parts import open_parts
from data.plans.formats.open_document.styles import Styles
from data.plans.formats.open_document.tables import read_rows
from data.plans.formats.sheets.grid import Grid, Sheet
from data.plans.formats.sheets.number_formats import show

_SPREADSHEET = name("office:spreadsheet")
_KIND, _DATE, _VALUE = map(name, ("office:value-type", "office:date-value", "office:value"))
_FORMULA, _ERROR = name("table:formula"), name("calcext:value-type")
_TABLE_STYLE = name("table:style-name")
_MONTH = re.compile(r"\D{0,12}\d{1,2}\s?[/.-]\s?(?:\d{4}|\d\d)")
_YEAR = re.compile(r"\d{4}")
_DECIMAL_COMMA = re.compile(r"-?\d{1,15},\d{1,15}")


def read_open_sheets(content: bytes) -> Document:
    """Return the tables of a .ods, sheet by sheet. Raises `data.documents.faults.Unacceptable`."""
    parts = open_parts(content)
    seen = Seen()
    paragraphs = Paragraphs(Styles(parts.styles, parts.content), seen)
    grid = Grid(seen)
    tables: list[Table] = []
    for table in parts.content.iterfind(f".//{_SPREADSHEET}/{names.TABLE}"):
        sheet = Sheet(table.get(name("table:name"), ""))
        cells = _Cells(paragraphs)
        if paragraphs.styles.is_table_hidden(table.get(_TABLE_STYLE, "")):
            read_rows(table, sheet, 1, cells.read)
            seen.hidden += [1] * bool(sheet.cells)
            continue
        read_rows(table, sheet, 1, cells.read)
        tables += grid.tables(sheet)
    return Document(tuple(tables), seen.notes())


class _Cells:
    """The reader of the cells of one sheet."""

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs

    def read(self, cell: Element, line: int) -> Cell:
        """Return a cell: what it shows, which its file holds beside its value."""
        seen = self._paragraphs.seen
        kind = cell.get(_KIND, "")
        shown = "\n".join(self._paragraphs.read(one, line).text for one in cell.iterfind(names.PARAGRAPH))
        if _FORMULA in cell.attrib and (not kind or cell.get(_ERROR) == "error"):
            seen.formulas.append(line)
            return Cell("")
        if kind == "date":
            return _read_date(cell.get(_DATE, ""), shown)
        if kind == "float" and _DECIMAL_COMMA.fullmatch(shown) and "," not in cell.get(_VALUE, ""):
            return Cell(shown.replace(",", "."))  # a point before decimals, as numbers of tasks have it
        return Cell(shown)


def _read_date(value: str, shown: str) -> Cell:
    try:
        day = datetime.fromisoformat(value).date()
    except ValueError:
        return Cell(shown)
    if _YEAR.fullmatch(shown):
        return Cell(shown)
    form = "mm/yyyy" if _MONTH.fullmatch(shown) else "dd/mm/yyyy"
    read = show(date(day.year, day.month, day.day), form)
    return Cell(read.text, day=read.day, month_only=read.month_only)
