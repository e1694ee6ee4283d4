"""Excel workbooks of any length, written row by row in little memory.

A text is always written as a text. Where it would begin a formula once somebody edits its cell (OWASP, "CSV
injection"), the cell is told to stay text for good.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import chain, count, islice
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from data.exports.deferred_errors import DeferredErrors

Cell = str | int | date | datetime | None
"""A `datetime` is what clocks show, without a time zone: a workbook knows none."""

MAX_ROWS = 1_048_575
"""Of a sheet, under its headings. What is longer goes on in another sheet: the writer would drop it silently."""

_A4 = 9
_FIRST_YEAR = 1900  # a workbook's days are counted from there
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LINE, _HIGHEST = 15, 409  # points; a row cannot be higher
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.6}  # inches, as the format has it


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` is in characters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. `rows` are read once, in order; `empty` is written if there are none.

    `total` stands under the rows and outside the filter; it is asked for after them. The first `frozen` columns stay
    in sight.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    empty: str
    total: Callable[[], Sequence[str | int]] = tuple
    frozen: int = 0


def build_workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Return the workbook as a file in memory."""
    target = BytesIO()
    write_workbook(target, title, sheets)
    return target.getvalue()


def write_workbook(target: BinaryIO, title: str, sheets: Iterable[Sheet]) -> None:
    """Write the workbook into an open file. `title` heads every printed page. Raises OSError."""
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
    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": title})
        formats = _Formats(book)
        for sheet in sheets:
            for name, rows in _parts(sheet):
                page = book.add_worksheet(name)
                _set_up(page, sheet, title, formats)
                _fill(page, sheet, rows, formats)


class _Formats:
    def __init__(self, book: Any) -> None:
        body = {"valign": "top", "text_wrap": True}
        self.heading = book.add_format({**body, "bold": True, "bg_color": "#D9E2F3", "border": 1})
        self.text = book.add_format(body)
        self.guarded = book.add_format({**body, "quote_prefix": True})
        self.number = book.add_format({"valign": "top", "align": "center"})
        self.bold = book.add_format({**body, "bold": True, "top": 1})
        self.day = book.add_format({"valign": "top", "align": "left", "num_format": "dd/mm/yyyy"})
        self.moment = book.add_format({"valign": "top", "align": "left", "num_format": "dd/mm/yyyy hh:mm"})


def _parts(sheet: Sheet) -> Iterator[tuple[str, Iterator[Sequence[Cell]]]]:
    """Yield name and rows of each sheet that the rows need, at least one."""
    rest = iter(sheet.rows)
    for number in count(1):
        first = next(rest, None)
        if number > 1 and first is None:
            return
        name = sheet.name if number == 1 else f"{sheet.name} {number}"
        yield name, iter(()) if first is None else islice(chain([first], rest), MAX_ROWS)


def _set_up(page: Any, sheet: Sheet, title: str, formats: _Formats) -> None:
    """Set the view and the print layout: A4 landscape, headings on every page."""
    page.freeze_panes(1, sheet.frozen)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&L{title.replace('&', '&&')}&R&A")
    page.set_footer("&C&P/&N")
    titles, widths = [column.title for column in sheet.columns], [column.width for column in sheet.columns]
    page.set_row(0, _LINE * (_lines(titles, widths) + 1))  # bold, and beside the filter's arrow
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.title, formats.heading)


def _fill(page: Any, sheet: Sheet, rows: Iterator[Sequence[Cell]], formats: _Formats) -> None:
    last = 0
    widths = [column.width for column in sheet.columns]
    for last, row in enumerate(rows, 1):
        if (lines := _lines(row, widths)) > 1:
            page.set_row(last, min(lines * _LINE, _HIGHEST))
        for at, cell in enumerate(row):
            _write(page, last, at, cell, formats)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    if not last:
        page.write_string(1, 0, sheet.empty)
        return
    for at, cell in enumerate(sheet.total()):
        put = page.write_string if isinstance(cell, str) else page.write_number
        put(last + 1, at, cell, formats.bold)


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return how many lines the longest text of a row takes: not every program computes row heights."""
    return max(
        (
            -(-len(cell) // width)
            for cell, width in zip(row, widths, strict=False)
            if type(cell) is str and len(cell) > width
        ),
        default=1,
    )


def _write(page: Any, row: int, at: int, cell: Cell, formats: _Formats) -> None:
    match cell:
        case None | "":
            return
        case str():
            page.write_string(row, at, cell, formats.guarded if cell.startswith(_FORMULA) else formats.text)
        case int():
            page.write_number(row, at, cell, formats.number)
        case datetime():
            page.write_datetime(row, at, cell, formats.moment)
        case date() if cell.year >= _FIRST_YEAR:
            page.write_datetime(row, at, cell, formats.day)
        case date():
            page.write_string(row, at, f"{cell:%d/%m/%Y}", formats.text)
