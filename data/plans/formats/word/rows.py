"""Rows and cells of a table in Word: merged cells repeated, deleted rows left out, tables in cells as lines."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from data.plans.formats import limits
from data.plans.formats.document import Cell, Table, TableRow
from data.plans.formats.word import names
from data.plans.formats.word.paragraphs import Paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SPAN, _DOWN, _ACROSS = map(qn, ("w:gridSpan", "w:vMerge", "w:hMerge"))
_GAPS = (qn("w:gridBefore"), qn("w:gridAfter"))
_ROW_HIDDEN = qn("w:hidden")
_ROW_CHANGES = tuple(map(qn, ("w:del", "w:ins")))


@dataclass(frozen=True, slots=True)
class _Merged:
    """A cell that the row below may go on with: at which column it begins, how wide it is."""

    cell: Cell
    width: int


class RowReader:
    """The reader of all tables of one document."""

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs
        self._rows = 0

    def read_table(self, table: "Element", line: int) -> Table:
        """Return a table whose first row is at `line`."""
        seen = self._paragraphs.seen
        rows: list[TableRow] = []
        above: dict[int, _Merged] = {}
        for element in _wrapped(table, names.ROW):
            at = line + len(rows)
            if self._is_left_out(element, at):
                continue
            if self._rows == limits.ROWS:
                seen.cut.append(at)
                break
            self._rows += 1
            cells, above = self._read_row(element, above, at)
            if len(cells) > limits.COLUMNS:
                seen.cut.append(at)
            rows.append(TableRow(tuple(cells[: limits.COLUMNS]), at))
        return Table(tuple(rows))

    def _is_left_out(self, row: "Element", line: int) -> bool:
        properties = row.find(names.ROW_PROPERTIES)
        if properties is None:
            return False
        deleted, inserted = (properties.find(tag) is not None for tag in _ROW_CHANGES)
        if deleted or inserted:
            self._paragraphs.seen.changes.append(line)
        hidden = properties.find(_ROW_HIDDEN) is not None
        if hidden:
            self._paragraphs.seen.hidden.append(line)
        return deleted or hidden

    def _read_row(
        self, row: "Element", above: dict[int, _Merged], line: int
    ) -> tuple[list[Cell], dict[int, _Merged]]:
        cells: list[Cell] = []
        below: dict[int, _Merged] = {}
        before, after = (_gap(row, tag) for tag in _GAPS)
        cells += [Cell("")] * before
        for element in _wrapped(row, names.CELL):
            properties = element.find(names.CELL_PROPERTIES)
            width = _span(properties)
            place = len(cells)
            if _merge(properties, _ACROSS) == "continue" and cells:
                cells += [replace(cells[-1], repeated=True)] * width
                continue
            down = _merge(properties, _DOWN)
            own = self._read_cell(element, line)
            held = above.get(place)
            if down == "continue" and held:
                self._paragraphs.seen.merged += [line] * bool(held.cell.text)
                # what stands in a covered cell is not shown, but nothing does in files of Word
                cells += [replace(held.cell, repeated=True)] * width
                below[place] = held
            else:
                cells += [own, *[replace(own, repeated=True)] * (width - 1)]
                if down:
                    below[place] = _Merged(own, width)
        cells += [Cell("")] * after
        return cells, below

    def _read_cell(self, cell: "Element", line: int) -> Cell:
        return Cell("\n".join(self._lines(cell, line)).strip("\n"))

    def _lines(self, cell: "Element", line: int) -> Iterator[str]:
        begun = ""
        for child in content(cell):
            if child.tag == names.TABLE:
                for row in self.read_table(child, line).rows:
                    yield " ".join(one.text for one in row.cells if not one.repeated).strip()
                continue
            read = self._paragraphs.read(child, line)
            begun += read.shown.replace("\t", " ")
            if read.joins_next:
                continue
            yield begun
            begun = ""
            for box in read.boxes:
                yield from self._lines(box, line)
        if begun:
            yield begun


def content(parent: "Element") -> "Iterator[Element]":
    """Yield paragraphs and tables of a body, a cell or a text box, through what is wrapped around them."""
    for child in parent:
        if child.tag in (names.PARAGRAPH, names.TABLE):
            yield child
        elif child.tag in names.WRAPPERS:
            yield from content(child)


def _wrapped(parent: "Element", tag: str) -> "Iterator[Element]":
    """Yield the rows of a table, or the cells of a row, through what is wrapped around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in names.WRAPPERS:
            yield from _wrapped(child, tag)


def _span(properties: "Element | None") -> int:
    span = properties.find(_SPAN) if properties is not None else None
    value = span.get(names.VALUE, "") if span is not None else ""
    return min(max(int(value), 1), limits.COLUMNS + 1) if value.isdecimal() else 1


def _gap(row: "Element", tag: str) -> int:
    properties = row.find(names.ROW_PROPERTIES)
    gap = properties.find(tag) if properties is not None else None
    value = gap.get(names.VALUE, "") if gap is not None else ""
    return min(int(value), limits.COLUMNS) if value.isdecimal() else 0


def _merge(properties: "Element | None", tag: str) -> str:
    """Return "restart" for the first of merged cells, "continue" for the others, "" for a cell that is not merged."""
    merge = properties.find(tag) if properties is not None else None
    return merge.get(names.VALUE, "continue") if merge is not None else ""
