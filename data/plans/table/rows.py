"""Put the table of a plan together again from what a scan or a page break left of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.errors import PlanUnreadable
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.table.columns import Column, Header, read_header

_NUMBER = re.compile(r"\(?\w{1,6}(?:[./-] ?\w{1,4})*[.)]*")
"""A value of the first column; "Nơi nhận:" under the table is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the pieces of its cells, the line it begins on (from 1), and what was mended in it."""

    line: int
    pieces: dict[Column, list[str]]
    repairs: list[Remark] = field(default_factory=list)

    def __getitem__(self, column: Column) -> str:
        return " ".join(self.pieces.get(column, ()))

    def append(self, column: Column, tail: str) -> None:
        """Add the rest of a cell that a page break cut."""
        self.pieces.setdefault(column, []).append(tail)


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a plan; `first_line` is that of its first header, before which the body of the document ends."""

    first_line: int
    rows: tuple[Row, ...]
    warnings: tuple[Remark, ...]


def read_table(lines: tuple[str, ...]) -> Table:
    """Read the rows of the tab-separated table in `lines`, sections among them, each cell whole again.

    Raises PlanUnreadable("no_table") where no header row with rows under it is found.
    """
    reader = _Reader()
    for number, line in enumerate(lines, start=1):
        reader.read_line(number, line)
    if not reader.rows:
        raise PlanUnreadable("no_table")
    return Table(reader.first_line, tuple(reader.rows), tuple(reader.warnings()))


class _Reader:
    def __init__(self) -> None:
        self.first_line = 0
        self.rows: list[Row] = []
        self._header: Header = {}
        self._titles: list[str] = []
        self._repeated_headers: list[int] = []
        self._unplaced: list[tuple[int, str]] = []
        self._skipped: list[tuple[int, str]] = []

    def read_line(self, number: int, line: str) -> None:
        """Add one line to the table; lines before the first header are left alone."""
        if "\t" not in line:
            if self._header and line.strip():
                self._unplaced.append((number, line.strip()))
            return
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        header = read_header(cells)
        if header and not self._header:
            self.first_line, self._header, self._titles = number, header, cells
        elif header:
            self._skip_header(number, cells)
        elif self._header and any(cells):
            row = self._row(number, cells)
            if row[Column.NUMBER] and not _NUMBER.fullmatch(row[Column.NUMBER]):
                self._unplaced.append((number, " ".join(filter(None, cells))))
            else:
                self._add(row)

    def warnings(self) -> Iterator[Remark]:
        """Warn of what was skipped between the rows."""
        if self._repeated_headers:
            yield remark(RemarkCode.HEADER_REPEATED, lines=tuple(self._repeated_headers))
        for number, text in self._skipped:
            yield remark(RemarkCode.LINE_SKIPPED, line=number, skipped=text)

    def _skip_header(self, number: int, cells: list[str]) -> None:
        """Skip a header after a page break; what it has more than the first one is the tail of the cell above."""
        self._repeated_headers.append(number)
        for place, column in self._header.items():
            title, cell = self._titles[place], cells[place] if place < len(cells) else ""
            if self.rows and cell != title and cell.startswith(title):
                tail = cell.removeprefix(title).strip()
                self.rows[-1].append(column, tail)
                self.rows[-1].repairs.append(remark(RemarkCode.HEADER_JOINED, line=number, column=column, text=tail))

    def _row(self, number: int, cells: list[str]) -> Row:
        row = Row(
            number, {column: [cells[place]] for place, column in self._header.items() if any(cells[place:][:1])}
        )
        beyond = [cell for place, cell in enumerate(cells) if cell and place not in self._header]
        if beyond:
            row.repairs.append(remark(RemarkCode.CELLS_DROPPED, skipped="; ".join(beyond)))
        return row

    def _add(self, row: Row) -> None:
        """Add a row, which shows that the lines between it and the one above were in the middle of the table."""
        self._skipped += self._unplaced
        self._unplaced = []
        if self.rows and _continues(row):
            self._join(row)
        else:
            self.rows.append(row)

    def _join(self, row: Row) -> None:
        above = self.rows[-1]
        for column in row.pieces:
            above.append(column, row[column])
        pieces = tuple((row[column], column) for column in row.pieces)
        above.repairs.append(remark(RemarkCode.ROW_JOINED, line=row.line, pieces=pieces))
        above.repairs.extend(row.repairs)


def _continues(row: Row) -> bool:
    """Tell if a row continues the one above: it has no number, nor a task, a lead and a time of its own."""
    if row[Column.NUMBER]:
        return False
    own = row[Column.TITLE] and row[Column.LEAD] and row[Column.TIMEFRAME]
    return not own or row[Column.TITLE][0].islower()
