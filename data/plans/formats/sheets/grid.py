"""The cells of a sheet → tables: merged cells repeated, hidden rows and columns left out, far cells cut off."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from data.plans.formats import limits
from data.plans.formats.document import Cell, Table, TableRow
from data.plans.formats.notes import Seen

_GAP = 100
"""So many empty rows end a table: what stands below is another, and a stray cell makes no million rows."""
_EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of merged cells, all four places from 1, the last ones within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet as its reader found it: cells by row and column from 1, those that show nothing left out."""

    name: str
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Keep a cell; one without text is none."""
        if cell.text:
            self.cells.setdefault(row, {})[column] = cell


class Grid:
    """The maker of tables of all sheets of one file: its rows are counted together."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._rows = 0

    def tables(self, sheet: Sheet) -> Iterator[Table]:
        """Yield the tables of a sheet, in its rows' order; none for an empty one."""
        self._leave_out(sheet)
        places = sorted({column for cells in sheet.cells.values() for column in cells})
        if not places:
            return
        if places[-1] > limits.COLUMNS:
            self._cut_columns(sheet)
        self._repeat_merged(sheet)
        columns = _columns(sheet)
        for stretch in _stretches(sorted(sheet.cells)):
            room = limits.ROWS - self._rows
            numbers = stretch[:room]
            if len(stretch) > room:
                self._seen.cut.append(stretch[room])
            self._rows += len(numbers)
            if numbers and columns:
                yield Table(
                    tuple(
                        TableRow(tuple(sheet.cells.get(row, {}).get(column, _EMPTY) for column in columns), row)
                        for row in numbers
                        if row not in sheet.hidden_rows
                    ),
                    sheet.name,
                )

    def _leave_out(self, sheet: Sheet) -> None:
        """Take hidden rows and columns out, and say so where they held something."""
        for row in sheet.hidden_rows & sheet.cells.keys():
            self._seen.hidden.append(row)
            if not any(area.top == row for area in sheet.areas):
                del sheet.cells[row]
        told = {column for cells in sheet.cells.values() for column in cells} & sheet.hidden_columns
        self._seen.hidden += [min(sheet.cells, default=1)] * len(told)

    def _cut_columns(self, sheet: Sheet) -> None:
        for row, cells in list(sheet.cells.items()):
            near = {column: cell for column, cell in cells.items() if column <= limits.COLUMNS}
            if len(near) == len(cells):
                continue
            self._seen.cut.append(row)
            if near:
                sheet.cells[row] = near
            else:
                del sheet.cells[row]

    def _repeat_merged(self, sheet: Sheet) -> None:
        last = max(sheet.cells, default=0)
        for area in sheet.areas:
            first = sheet.cells.get(area.top, {}).get(area.left)
            if first is None:
                continue
            again = replace(first, repeated=True)
            for row in range(area.top, min(area.bottom, last) + 1):
                for column in range(area.left, min(area.right, limits.COLUMNS) + 1):
                    if (row, column) != (area.top, area.left):
                        sheet.put(row, column, again)
                self._seen.merged += [row] * (row > area.top)
        for row in sheet.hidden_rows:
            sheet.cells.pop(row, None)


def _columns(sheet: Sheet) -> list[int]:
    used = {column for cells in sheet.cells.values() for column in cells}
    if not used:
        return []
    return [column for column in range(min(used), max(used) + 1) if column not in sheet.hidden_columns]


def _stretches(rows: list[int]) -> Iterator[list[int]]:
    """Yield the numbers of rows that make one table each, the empty ones within it with them."""
    held = rows[:1]
    for before, row in pairwise(rows):
        if row - before > _GAP:
            yield held
            held = [row]
        else:
            held += range(before + 1, row + 1)
    if held:
        yield held
