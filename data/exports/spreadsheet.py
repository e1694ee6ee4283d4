"""Excel workbooks of any length, written row by row in little memory.

Above its headings each sheet has its title, a line under it, and a row of sums that follow the filter. A text is
always written as a text. Where it would begin a formula once somebody edits its cell (OWASP, "CSV injection"), the
cell is told to stay text for good.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import chain, count, islice
from typing import Any, BinaryIO

from data.exports.csv_table import FORMULA
from data.exports.deferred_errors import DeferredErrors
from data.exports.spreadsheet_formats import Colour, Formats


@dataclass(frozen=True, slots=True)
class Marked:
    """A text or a number on a coloured ground; what the colour means is said by the words."""

    content: str | int
    colour: Colour


Cell = str | int | float | date | datetime | Marked | None
"""A `datetime` is what clocks show, without a time zone: a workbook knows none. A `float` is a share, in percent."""

HEADING_ROW = 4
"""The row of a sheet's headings, counted from 1."""
MAX_ROWS = 1_048_576 - HEADING_ROW
"""Of a sheet, under its headings. What is longer goes on in another sheet: the writer would drop it silently."""

_LAST_ROW = 1_048_576
_A4 = 9
_FIRST_YEAR = 1900  # a workbook's days are counted from there
_LINE, _HIGHEST = 13.5, 409  # points; a row cannot be higher
_LETTERS, _LOST = 1.5, 3  # of our type: in the width of one of the workbook's own; at the end of a line
_MARGINS = {"left": 0.25, "right": 0.25, "top": 0.6, "bottom": 0.5}  # inches, as the format has it


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` is in characters. `total` is the sum of its cells, where it is to have one."""

    title: str
    width: float
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. `rows` are read once, in order; `empty` is written if there are none.

    `shown` stands before the sums, which follow the filter: texts, and the places of columns whose sum is said after
    them. `total` stands under the rows and outside the filter; it is asked for after them. The first `frozen` columns
    stay in sight; only the first `printed` are printed, all if it is 0.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    empty: str
    title: str = ""
    shown: Sequence[str | int] = ()
    total: Callable[[], Sequence[Cell]] = tuple
    frozen: int = 0
    printed: int = 0


def build_workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Return the workbook as a file in memory."""
    target = BytesIO()
    write_workbook(target, title, sheets)
    return target.getvalue()


def write_workbook(target: BinaryIO, title: str, sheets: Iterable[Sheet]) -> None:
    """Write the workbook into an open file. `title` heads every printed page. Raises OSError."""
    from xlsxwriter.exceptions import FileCreateError  # late: 3 MB, until the first workbook is wanted

    file = DeferredErrors(target)
    try:
        _compose(file, title, sheets)
    except FileCreateError as error:  # of a disk that holds what is not finished yet
        raise error.args[0] from None
    finally:
        file.detach()
    if file.error:
        raise file.error


def _compose(file: DeferredErrors, title: str, sheets: Iterable[Sheet]) -> None:
    from xlsxwriter import Workbook

    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": title})
        formats = Formats(book)
        for sheet in sheets:
            for name, rows in _parts(sheet):
                page = book.add_worksheet(name)
                _set_up(page, sheet, title)
                _write_head(page, sheet, title, formats)
                _fill(page, sheet, rows, formats)


def _parts(sheet: Sheet) -> Iterator[tuple[str, Iterator[Sequence[Cell]]]]:
    """Yield name and rows of each sheet that the rows need, at least one."""
    rest = iter(sheet.rows)
    for number in count(1):
        first = next(rest, None)
        if number > 1 and first is None:
            return
        name = sheet.name if number == 1 else f"{sheet.name} {number}"
        yield name, iter(()) if first is None else islice(chain([first], rest), MAX_ROWS)


def _set_up(page: Any, sheet: Sheet, title: str) -> None:
    """Set the view and the print layout: A4 landscape, headings on every page."""
    page.freeze_panes(HEADING_ROW, sheet.frozen)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING_ROW - 1)
    page.set_header(f"&L{title.replace('&', '&&')}&R&A")
    page.set_footer("&C&P/&N")


def _write_head(page: Any, sheet: Sheet, title: str, formats: Formats) -> None:
    """Write title, line under it, sums and headings."""
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
    page.write_string(0, 0, sheet.title or sheet.name, formats.title)
    page.write_string(1, 0, title, formats.line)
    if sheet.shown:
        page.write_formula(2, 0, *_shown(sheet, formats))
    for at, column in enumerate(sheet.columns):
        if column.total is not None:
            page.write_formula(2, at, f"={_sum_of(at)}", formats.sum, column.total)
    titles, widths = [column.title for column in sheet.columns], [column.width for column in sheet.columns]
    page.set_row(HEADING_ROW - 1, _LINE * (_lines(titles, widths) + 1))  # bold, and beside the filter's arrow
    for at, column in enumerate(sheet.columns):
        page.write_string(HEADING_ROW - 1, at, column.title, formats.heading)


def _shown(sheet: Sheet, formats: Formats) -> tuple[str, Any, str]:
    """Return the formula that says the sums of the rows in sight, its format, and what it says of all rows."""
    parts = [_sum_of(one) if isinstance(one, int) else _quote(one) for one in sheet.shown]
    said = [str(sheet.columns[one].total) if isinstance(one, int) else one for one in sheet.shown]
    return "=" + "&".join(parts), formats.shown, "".join(said)


def _sum_of(at: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name = xl_col_to_name(at)
    return f"SUBTOTAL(109,{name}{HEADING_ROW + 1}:{name}{_LAST_ROW})"


def _quote(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _fill(page: Any, sheet: Sheet, rows: Iterator[Sequence[Cell]], formats: Formats) -> None:
    last = HEADING_ROW - 1
    widths = [column.width for column in sheet.columns]
    for last, row in enumerate(rows, HEADING_ROW):
        page.set_row(last, min(_lines(row, widths) * _LINE + 2, _HIGHEST), formats.text)  # for empty cells too
        for at, cell in enumerate(row):
            if cell is not None and cell != "":
                _write(page, last, at, cell, formats)
    page.autofilter(HEADING_ROW - 1, 0, last, len(sheet.columns) - 1)
    if last < HEADING_ROW:
        page.write_string(HEADING_ROW, 0, sheet.empty)
        last += 1
    else:
        for at, cell in enumerate(sheet.total()):
            _write(page, last + 1, at, cell, formats, bold=True)
        last += 1
    page.print_area(0, 0, last, (sheet.printed or len(sheet.columns)) - 1)


def _lines(row: Sequence[Cell], widths: Sequence[float]) -> int:
    """Return how many lines the longest text of a row takes: not every program computes row heights."""
    texts = (cell.content if type(cell) is Marked else cell for cell in row)
    return max(
        (
            -(-len(cell) // max(1, int(width * _LETTERS) - _LOST))
            for cell, width in zip(texts, widths, strict=False)
            if type(cell) is str and len(cell) > width
        ),
        default=1,
    )


def _write(page: Any, row: int, at: int, cell: Cell, formats: Formats, *, bold: bool = False) -> None:
    match cell:  # the usual first: a year has millions of cells
        case "" | None:
            return
        case str():
            text = formats.guarded if cell.startswith(FORMULA) else formats.text
            page.write_string(row, at, cell, formats.bold if bold else text)
        case int():
            page.write_number(row, at, cell, formats.bold_number if bold else formats.number)
        case datetime():
            page.write_datetime(row, at, cell, formats.moment)
        case date() if cell.year >= _FIRST_YEAR:
            page.write_datetime(row, at, cell, formats.day)
        case date():
            page.write_string(row, at, f"{cell:%d/%m/%Y}", formats.text)
        case float():
            page.write_number(row, at, cell, formats.bold_share if bold else formats.share)
        case Marked():
            put = page.write_string if isinstance(cell.content, str) else page.write_number
            put(row, at, cell.content, formats.marked[cell.colour])
