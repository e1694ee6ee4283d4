"""Rows of an RTF table → a table: cells are placed by the edges that each row names."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from data.plans.formats import limits
from data.plans.formats.document import Cell, Table
from data.plans.formats.notes import Seen
from data.plans.formats.sheets.grid import Area, Grid, Sheet

_NEAR = 40
"""Edges that are not further apart, in twips (a fourteenth of an inch is 100), are one."""


@dataclass(frozen=True, slots=True)
class CellShape:
    """A cell as its row defines it: its right edge, and whether it goes on with the cell above or to the left."""

    right: int
    begins_down: bool = False
    goes_on_down: bool = False
    goes_on_right: bool = False


class RowShapes:
    """The definition of the row that is being read, or was last: its left edge and its cells."""

    def __init__(self) -> None:
        self.left = 0
        self.cells: list[CellShape] = []
        self._cell = CellShape(0)

    def read_word(self, word: str, number: int | None) -> bool:
        """Read a control word; tell if it was one that defines a row."""
        match word:
            case "trowd":
                self.left, self.cells, self._cell = 0, [], CellShape(0)
            case "trleft":
                self.left = number or 0
            case "clvmgf":
                self._cell = replace(self._cell, begins_down=True)
            case "clvmrg":
                self._cell = replace(self._cell, goes_on_down=True)
            case "clmrg":
                self._cell = replace(self._cell, goes_on_right=True)
            case "cellx":
                self.cells.append(replace(self._cell, right=number or 0))
                self._cell = CellShape(0)
            case _:
                return False
        return True


@dataclass(frozen=True, slots=True)
class RichRow:
    """A row: its left edge, its cells' shapes and texts."""

    left: int
    shapes: tuple[CellShape, ...]
    texts: tuple[str, ...]
    line: int


@dataclass(slots=True)
class _Placed:
    """A cell on the grid that rows below may go on with."""

    row: int
    column: int
    right: int


@dataclass(slots=True)
class RichTables:
    """The maker of the tables of one document."""

    seen: Seen
    _rows: list[RichRow] = field(default_factory=list)
    _grid: Grid = field(init=False)

    def __post_init__(self) -> None:
        self._grid = Grid(self.seen)

    def add(self, row: RichRow) -> None:
        """Add a row to the table that is being read."""
        if len(self._rows) <= limits.ROWS:
            self._rows.append(row)

    def take(self) -> Iterator[Table]:
        """Yield the table of the rows so far; begin anew."""
        rows, self._rows = self._rows, []
        if rows:
            yield from self._grid.tables(_sheet_of(rows))


def _sheet_of(rows: list[RichRow]) -> Sheet:
    sheet = Sheet("")
    edges = _edges(rows)
    above: dict[int, _Placed] = {}
    areas: dict[tuple[int, int], Area] = {}
    for row in rows:
        below: dict[int, _Placed] = {}
        placed: _Placed | None = None
        left = _place(edges, row.left)
        for shape, text in zip(row.shapes, row.texts, strict=True):
            right = max(_place(edges, shape.right), left + 1)
            held = above.get(left)
            if shape.goes_on_right and placed:
                placed.right = right
            elif shape.goes_on_down and held:
                placed = below[left] = held
            else:
                placed = _Placed(row.line, left, right)
                sheet.put(row.line, left + 1, Cell(text))
                if shape.begins_down:
                    below[left] = placed
            areas[placed.row, placed.column] = Area(placed.row, placed.column + 1, row.line, placed.right)
            left = right
        above = below
    sheet.areas = [area for area in areas.values() if (area.top, area.left) != (area.bottom, area.right)]
    return sheet


def _edges(rows: list[RichRow]) -> list[int]:
    edges: list[int] = []
    for edge in sorted({edge for row in rows for edge in (row.left, *(shape.right for shape in row.shapes))}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _place(edges: list[int], edge: int) -> int:
    """Return the number of an edge: the one that is not more than a little to its left."""
    return bisect_left(edges, edge - _NEAR)
