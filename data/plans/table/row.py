"""A row of a table of tasks by its columns, and a heading between rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.table.cells import agencies, times
from data.plans.table.columns.assignment import Columns
from data.plans.table.columns.evidence import looks_like_agency, looks_like_time
from data.plans.table.columns.header_words import GIVEN, NO_DEADLINE
from data.plans.table.columns.kinds import Column, Header
from data.plans.table.numbering import Numbering, Style, read_numbering, split_numbering
from data.plans.table.parts import GridRow
from data.plans.times.in_title import find_time_in_title
from data.text import fold

_HEADING_COLUMNS = frozenset({Column.NUMBER, Column.CODE, Column.GROUP, Column.TITLE})
_OF_AGENCIES = frozenset({Column.LEAD, Column.COORDINATING})
_OUTER = frozenset({Style.LETTER, Style.ROMAN})
_MANY_WORDS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    `line` is the one it begins on (from 1), `pieces` those of its cells, `repairs` tells what was mended in it.
    `columns` are those of its table; `absent` those for which it has no cell at all, or one that says that it is
    empty; `repeated` those whose value is that of the row above (a merged cell). `notes` are cells that no task
    needs, each with the head of its column. `after_break` says that a page may have ended before it,
    `is_numbered_beside` that its number stands in a second column of numbers, of groups beside a running count,
    `spans` that its text is merged over the whole row.
    """

    line: int
    pieces: dict[Column, list[str]]
    repairs: list[Remark] = field(default_factory=list)
    columns: frozenset[Column] = frozenset(Column)
    absent: frozenset[Column] = frozenset()
    repeated: frozenset[Column] = frozenset()
    notes: tuple[tuple[str, str], ...] = ()
    after_break: bool = False
    is_numbered_beside: bool = False
    spans: bool = False

    def __getitem__(self, column: Column) -> str:
        return " ".join(self.pieces.get(column, ()))

    def append(self, column: Column, tail: str) -> None:
        """Add the rest of a cell that a page break cut."""
        self.pieces.setdefault(column, []).append(tail)

    def take(self, column: Column, text: str) -> None:
        """Give a cell another value than its own."""
        self.pieces[column] = [text]

    def copy(self) -> "Row":
        """Return the same row, to be changed on its own."""
        return replace(
            self, pieces={column: list(cells) for column, cells in self.pieces.items()}, repairs=[*self.repairs]
        )

    @property
    def numbering(self) -> Numbering | None:
        """Return the number in its first column."""
        return read_numbering(self[Column.NUMBER])

    @property
    def has_only_a_title(self) -> bool:
        """Tell if nothing but number and title stands in it, so that it may be a heading."""
        own = {column for column in self.pieces if self[column] and column not in self.repeated}
        return bool(own) and own <= _HEADING_COLUMNS


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: of a table, or over the rows that follow. `numbering` is None where it has no number.

    `caption` is the kind of a part of the document ("PL" for Phụ lục), else "". `shared` are cells beside it that go
    for all rows below: the lead of the whole group, or its time. `is_row` says that it was a row of the table.
    """

    line: int
    title: str
    numbering: Numbering | None = None
    caption: str = ""
    shared: Mapping[Column, str] = field(default_factory=dict)
    is_row: bool = False


Entry = Heading | Row
"""What stands in the table, in its order."""


def map_row(grid: GridRow, columns: Columns, names: list[str]) -> Row:
    """Return a row by its columns; a heading over the whole row stands in the title alone."""
    cells, repeated = _without_spans(grid)
    header = columns.header
    if text := _spanning(grid, cells):
        number, title = split_numbering(text)
        pieces = {Column.TITLE: [title]} | ({Column.NUMBER: [number]} if number else {})
        return Row(grid.line, pieces, after_break=grid.after_break, spans=len(cells) > 1 and bool(grid.repeated))
    row = Row(
        grid.line,
        {
            column: [_text(grid, cells, place, column)]
            for place, column in header.items()
            if place < len(cells) and cells[place] and column is not Column.NOTE
        },
        columns=frozenset(header.values()) | {Column.TITLE, Column.LEAD, Column.TIMEFRAME},
        absent=frozenset(column for place, column in header.items() if place >= len(cells) or place in grid.blank),
        repeated=frozenset(column for place, column in header.items() if place in repeated),
        notes=tuple(_notes(cells, columns, names)),
        after_break=grid.after_break,
    )
    for column in (header[place] for place in sorted(grid.dittos) if header.get(place) in row.pieces):
        row.repairs.append(remark(RemarkCode.TAKEN_FROM_ABOVE, column=column, text=row[column]))
    if not row[Column.TIMEFRAME] and not find_time_in_title(row[Column.TITLE]):
        _take_from_step(row, cells, columns, names)
    if Column.NUMBER not in header.values():
        _number_from_title(row)
    elif text := _misplaced_title(row):
        return Row(
            grid.line,
            {Column.NUMBER: row.pieces.get(Column.NUMBER, [""]), Column.TITLE: [text]},
            after_break=row.after_break,
        )
    elif not row[Column.NUMBER]:
        row, cells = _number_from_neighbour(row, cells, header, names)
    beyond = [
        cell
        for place, cell in enumerate(cells)
        if cell and (place not in header or (header[place] is Column.NOTE and not names[place]))
    ]
    if beyond:
        row.repairs.append(remark(RemarkCode.CELLS_DROPPED, skipped="; ".join(beyond)))
    return row


def _take_from_step(row: Row, cells: list[str], columns: Columns, names: list[str]) -> None:
    """Give a row without a deadline the time of another step under the same head, of two of which one has its day."""
    for place in columns.steps:
        if (
            place < len(cells)
            and columns.header.get(place, Column.NOTE) is Column.NOTE
            and not GIVEN.search(fold(names[place]))
            and not NO_DEADLINE.search(fold(names[place]))
            and looks_like_time(cells[place])
        ):
            row.take(Column.TIMEFRAME, cells[place])
            row.repairs.append(
                remark(RemarkCode.TAKEN_FROM_STEP, column=Column.TIMEFRAME, head=names[place], text=cells[place])
            )
            return


def _misplaced_title(row: Row) -> str:
    """Return the one text of a row below the head of something that it is not: that of a heading; "" for others."""
    others = [column for column in row.pieces if column is not Column.NUMBER and row[column]]
    if row[Column.TITLE] or row.repeated or len(others) != 1:
        return ""
    text, number = row[others[0]], row.numbering
    if number.style not in _OUTER if number else not text.isupper():
        return ""
    fits = looks_like_agency(text) if others[0] in _OF_AGENCIES else looks_like_time(text)
    return "" if fits else text


def _text(grid: GridRow, cells: list[str], place: int, column: Column) -> str:
    """Return the text of a cell; agencies and times may each stand on a line of their own."""
    if column in _OF_AGENCIES and "\n" in grid.lines[place]:
        return agencies(grid.lines[place])
    if column is Column.TIMEFRAME and "\n" in grid.lines[place]:
        return times(grid.lines[place])
    return cells[place]


def _number_from_title(row: Row) -> None:
    """Give a row of a table without a column of numbers the number that its title begins with."""
    number, title = split_numbering(row[Column.TITLE])
    if number:
        row.take(Column.NUMBER, number)
        row.take(Column.TITLE, title)


def _number_from_neighbour(row: Row, cells: list[str], header: Header, names: list[str]) -> tuple[Row, list[str]]:
    """Give a row its number from a second column of numbers, whose head spans both; return it and the other cells."""
    first = next(place for place, column in header.items() if column is Column.NUMBER)
    place = first + 1
    is_free = place < len(cells) and header.get(place) in {None, Column.NOTE, Column.CODE}
    beside = is_free and (names[place] == "" or names[place].split()[0] == names[first].split()[0])
    if not beside or read_numbering(cells[place]) is None:
        return row, cells
    row.take(Column.NUMBER, cells[place])
    return replace(row, is_numbered_beside=True), [*cells[:place], "", *cells[place + 1 :]]


def _without_spans(grid: GridRow) -> tuple[list[str], frozenset[int]]:
    """Return the cells with each text that spans several columns in the first of them alone."""
    cells = list(grid.cells)
    spanned = {
        place for place in grid.repeated if place and place < len(cells) and cells[place] == cells[place - 1] != ""
    }
    for place in sorted(spanned, reverse=True):
        if len({*cells}) <= _MANY_WORDS:  # a lead that also coordinates, both merged with the row above, is no span
            cells[place] = ""
    return cells, frozenset(place for place in grid.repeated if cells[place])


def _spanning(grid: GridRow, cells: list[str]) -> str:
    """Return the text of a row that holds nothing else, with its number in front; "" where it holds more."""
    filled = [cell for cell in cells if cell]
    texts = list(dict.fromkeys(filled))
    spans = len(texts) < sum(map(bool, grid.cells)) or (len(texts) == 1 and cells[0] == texts[0])
    if not spans or not texts or len(texts) > 2:
        return ""
    if len(texts) == 1:
        return texts[0] if read_numbering(texts[0]) is None else ""
    return f"{texts[0].rstrip('.')}. {texts[1]}" if read_numbering(texts[0]) else ""


def _notes(cells: list[str], columns: Columns, names: list[str]) -> list[tuple[str, str]]:
    return [
        (names[place], cells[place])
        for place, column in columns.header.items()
        if column is Column.NOTE and place < len(cells) and cells[place] and names[place]
    ]
