"""Split a document into its tables: the rows under each head, whatever page breaks and lines stand between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from data.plans.formats.document import Document, Paragraph, Table, TableRow
from data.plans.table.columns.evidence import looks_like_agency, looks_like_time
from data.plans.table.columns.header_words import columns_of
from data.plans.table.columns.headers import (
    find_spans,
    is_column_numbers,
    is_header,
    is_other_header,
    is_same_header,
    is_second_line,
    join_lines,
    name_periods,
)
from data.plans.table.columns.kinds import Column
from data.text import fold

FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with its cells in single spaces.

    `lines` are the cells with their own lines. `repeated` are the places that a merged cell covers besides its first,
    `blank` those of cells that say that they are empty, `dittos` those filled from the row that they sent to.
    `after_break` says that a page may have ended before it: other lines, another table or the head again stand
    between.
    """

    line: int
    cells: tuple[str, ...]
    repeated: frozenset[int] = frozenset()
    blank: frozenset[int] = frozenset()
    after_break: bool = False
    lines: tuple[str, ...] = ()
    dittos: frozenset[int] = frozenset()


@dataclass(slots=True)
class Repeated:
    """A head that stands again in the middle of the table: its line, its cells, the place among the rows."""

    line: int
    cells: tuple[str, ...]
    before: int


@dataclass(slots=True)
class Part:
    """The rows under one head.

    `names` are the heads by column, `first_line` the line of the first; `captions` are the paragraphs that stand
    right above it; `between` are lines that stand among the rows, each with the number of rows before it. `sheet` is
    the name of its sheet in a spreadsheet, `block` the place of its first row among the blocks of the document.
    `spans` are the upper heads that several columns share, by column, none where the head has one line.
    """

    names: list[str]
    first_line: int
    captions: list[Paragraph] = field(default_factory=list)
    rows: list[GridRow] = field(default_factory=list)
    heads_again: list[Repeated] = field(default_factory=list)
    between: list[tuple[int, int, str]] = field(default_factory=list)
    width: int = 0
    sheet: str = ""
    block: int = 0
    spans: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The tables of a document: `parts` with a head, `headless` those without one, and the lines before the first."""

    parts: list[Part] = field(default_factory=list)
    headless: list[Part] = field(default_factory=list)


def split_parts(document: Document) -> Parts:
    """Return the tables of a document."""
    splitter = _Splitter()
    for place, block in enumerate(document.blocks):
        if isinstance(block, Table):
            splitter.read_table(block, place)
        else:
            splitter.read_paragraph(block)
    return splitter.found


class _Splitter:
    def __init__(self) -> None:
        self.found = Parts()
        self._part: Part | None = None
        self._tasks: Part | None = None
        self._captions: list[Paragraph] = []
        self._broken = False
        self._sheet = ""
        self._block = 0

    def read_paragraph(self, paragraph: Paragraph) -> None:
        self._broken = True
        if not paragraph.text.strip():
            return
        self._captions.append(paragraph)
        if self._part:
            self._part.between.append((len(self._part.rows), paragraph.line, paragraph.text.strip()))

    def read_table(self, table: Table, block: int) -> None:
        self._block = block
        if table.sheet != self._sheet:
            self._part, self._tasks, self._sheet = None, None, table.sheet
        rows = [grid_row(row) for row in table.rows]
        filled = [row for row in rows if any(row.cells)]
        width = max((len(row.cells) for row in filled), default=0)
        self._broken = True
        place = 0
        while place < len(filled):
            taken = self._read_head(filled, place)
            if taken:
                place += taken
                continue
            self._read_row(filled[place], width)
            place += 1
        self._captions = []

    def _read_head(self, rows: Sequence[GridRow], place: int) -> int:
        """Read a head that begins at `place`; return how many rows it has, 0 where none begins there."""
        first, second = rows[place], rows[place + 1] if place + 1 < len(rows) else None
        if self._part and is_same_header(first.cells, self._part.names) and self._part.rows:
            return self._read_again(self._part, rows, place)
        if second:
            second = replace(second, cells=name_periods(first.cells, second.cells))
        names, spans = list(first.cells), list[str]()
        lines = 1
        if second and (is_header(names) or not is_header(second.cells)) and is_second_line(second.cells, names):
            both = join_lines(names, second.cells)
            if is_header(both) and _are_short(first):
                names, spans, lines = both, find_spans(names, second.cells), 2
        if not is_header(names) and not (self._part and self._part.rows and is_other_header(names)):
            return 0
        if self._part and self._part.names == names:
            return self._read_again(self._part, rows, place)
        self._tasks = None if is_header(names) else self._tasks or self._part
        self._part = Part(
            names,
            first.line,
            self._captions,
            width=len(names),
            sheet=self._sheet,
            block=self._block,
            spans=spans,
        )
        self.found.parts.append(self._part)
        self._captions = []
        self._broken = False
        return lines + self._count_column_numbers(rows, place + lines)

    def _read_again(self, part: Part, rows: Sequence[GridRow], place: int) -> int:
        row = rows[place]
        part.heads_again.append(Repeated(row.line, row.cells, len(part.rows)))
        self._broken = True
        lines = 1
        if place + 1 < len(rows) and is_second_line(name_periods(row.cells, rows[place + 1].cells), row.cells):
            lines = 2
        return lines + self._count_column_numbers(rows, place + lines)

    def _count_column_numbers(self, rows: Sequence[GridRow], place: int) -> int:
        return int(place < len(rows) and is_column_numbers(rows[place].cells))

    def _read_row(self, row: GridRow, width: int) -> None:
        if self._tasks and _is_of_tasks(row, self._tasks.names):
            self._part, self._tasks, self._broken = self._tasks, None, True
        if self._part is None or (self._part.width != width and self._is_other(row, width)):
            self._read_headless(row, width)
            return
        broken = self._broken and bool(self._part.rows)
        self._part.rows.append(replace(row, after_break=broken))
        self._broken = False

    def _is_other(self, row: GridRow, width: int) -> bool:
        """Tell if a row without a head of its own belongs to another table: it has more places, or far fewer."""
        assert self._part is not None  # noqa: S101 - asked only under a head
        return self._broken and width > self._part.width + 1 and len(row.cells) >= FEWEST_COLUMNS

    def _read_headless(self, row: GridRow, width: int) -> None:
        texts = {*filter(None, row.cells)}
        if self._part is None and len(texts) == 1:  # in a sheet, paragraphs are rows
            self._captions.append(Paragraph(texts.pop(), row.line))
        last = self.found.headless[-1] if self.found.headless else None
        if last is None or self._broken or last.width != width:
            last = Part([""] * width, row.line, self._captions, width=width, sheet=self._sheet, block=self._block)
            self.found.headless.append(last)
            self._captions = []
        last.rows.append(row)
        self._broken = False


def grid_row(row: TableRow) -> GridRow:
    """Return a row with each text on one line."""
    return GridRow(
        row.line,
        tuple(" ".join(cell.text.split()) for cell in row.cells),
        frozenset(place for place, cell in enumerate(row.cells) if cell.repeated),
        frozenset(place for place, cell in enumerate(row.cells) if cell.is_blank),
        lines=tuple(cell.text for cell in row.cells),
    )


def _is_of_tasks(row: GridRow, names: Sequence[str]) -> bool:
    """Tell if a row below another head goes on with the table of tasks above it: it has a lead and a time."""
    looks = {Column.LEAD: looks_like_agency, Column.TIMEFRAME: looks_like_time}
    found = {
        column
        for name, cell in zip(names, row.cells, strict=False)
        for column in columns_of(fold(name))[:1]
        if column in looks and cell and looks[column](cell)
    }
    return found == looks.keys()


def _are_short(row: GridRow) -> bool:
    return all(len(cell) <= 60 for cell in row.cells)


def rows_of(parts: Parts) -> Iterator[GridRow]:
    """Yield the rows of all tables."""
    for part in (*parts.parts, *parts.headless):
        yield from part.rows
