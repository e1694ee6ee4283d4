"""Read the tables of tasks of a document: tasks and headings in their order, each cell whole again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.errors import PlanUnreadable
from data.plans.formats.document import Document
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.table.captions import ANY, OUTER, find_first_heading, headings_of
from data.plans.table.columns.assignment import Columns, assign_columns
from data.plans.table.columns.kinds import Column
from data.plans.table.dittos import resolve_dittos
from data.plans.table.merged_cells import fill_empty_cells, split_shared_cells
from data.plans.table.parts import FEWEST_COLUMNS, Part, Repeated, split_parts
from data.plans.table.row import Entry, Heading, Row, map_row
from data.plans.table.row_kinds import RowKind, ends_document, kind_of
from data.plans.table.schedules import join_periods
from data.plans.table.task_tables import has_no_tasks

_SHARED = frozenset({Column.LEAD, Column.COORDINATING, Column.TIMEFRAME})
_OF_TASK = (Column.NUMBER, Column.LEAD, Column.TIMEFRAME)


@dataclass(frozen=True, slots=True)
class TaskTable:
    """All rows of tasks of a plan.

    `first_line` is that of the first head, in the block with the place `first_block`: before it the body of the plan
    ends.
    """

    first_block: int
    first_line: int
    entries: tuple[Entry, ...]
    warnings: tuple[Remark, ...]


def read_table(document: Document) -> TaskTable:
    """Read the tables of tasks in a document.

    Raises PlanUnreadable("no_table") where there is none with rows in it.
    """
    found = split_parts(document)
    readers = [reader for part in found.parts if (reader := _read_part(part))]
    if not readers:
        readers = [reader for part in found.headless if (reader := _read_part(part))]
    if not any(reader.has_tasks for reader in readers):
        raise PlanUnreadable("no_table")
    entries: list[Entry] = []
    sheets = {reader.part.sheet for reader in readers}
    sheet, sheets_read = "", 0
    for place, reader in enumerate(readers):
        part = reader.part
        if len(sheets) > 1 and part.sheet != sheet:
            sheet, sheets_read = part.sheet, sheets_read + 1
            entries.append(Heading(part.first_line, sheet, caption=f"S{sheets_read}"))
        if len(readers) > 1:
            entries += headings_of(part.captions, is_first=place == 0)
        entries += reader.entries
    if first_heading := find_first_heading(entries, readers[0].part.captions):
        entries.insert(0, first_heading)
    merges_known = any(row.repeated for reader in readers for row in reader.part.rows)
    if not merges_known:
        fill_empty_cells(entries)
    warnings = [warning for reader in readers for warning in reader.warnings()]
    read = {(reader.part.block, reader.part.first_line) for reader in readers}
    left_out = [part for part in found.parts if (part.block, part.first_line) not in read]
    warnings += [
        remark(RemarkCode.TABLE_LEFT_OUT, line=part.first_line, heads="; ".join(filter(None, part.names)))
        for part in left_out
    ]
    first = readers[0].part
    return TaskTable(first.block, first.first_line, tuple(entries), tuple(warnings))


def _read_part(part: Part) -> "_PartReader | None":
    """Read a table, unless it holds no tasks."""
    if not any(part.names):
        part = _without_paragraphs(part)
    headings = {
        before
        for before, line, text in part.between
        if headings_of([], is_first=False, lines=[(line, text)], styles=OUTER)
    }
    part = join_periods(replace(part, rows=resolve_dittos(part.rows, headings)))
    width = max([len(part.names), *(len(row.cells) for row in part.rows)])
    names = [*part.names, *[""] * (width - len(part.names))]
    cells = [
        [
            row.cells[place]
            for row in part.rows
            if place < len(row.cells) and place not in row.repeated and len({*filter(None, row.cells)}) > 2
        ]
        for place in range(width)
    ]
    columns = assign_columns(names, cells, part.spans)
    if not part.rows or not columns.is_of_tasks or has_no_tasks(names, columns):
        return None
    if not any(names) and not {Column.LEAD, Column.TIMEFRAME} <= set(columns.header.values()):
        return None  # by their content alone, columns are those of tasks only where all of them are there
    reader = _PartReader(part, columns, names)
    reader.read()
    return reader


def _without_paragraphs(part: Part) -> Part:
    """Return a table without a head from its first whole row on: in a sheet, the text above it is rows, too."""
    wide = (place for place, row in enumerate(part.rows) if len({*filter(None, row.cells)}) >= FEWEST_COLUMNS)
    first = next(wide, 0)
    return replace(part, rows=part.rows[first:], first_line=part.rows[first].line) if first else part


class _PartReader:
    def __init__(self, part: Part, columns: Columns, names: list[str]) -> None:
        self.part = part
        self.entries: list[Entry] = []
        self._columns = columns
        self._names = names
        self._skipped: list[tuple[int, str]] = []
        self._last: Row | None = None
        self._group = ""

    @property
    def has_tasks(self) -> bool:
        return any(isinstance(entry, Row) for entry in self.entries)

    def read(self) -> None:
        part = self.part
        rows = [map_row(grid, self._columns, self._names) for grid in part.rows]
        heads_again = {again.before for again in part.heads_again}
        has_ended = False
        for place, row in enumerate(rows):
            self._read_between(place)
            kind = kind_of(rows, place)
            begins = kind is RowKind.TASK or (kind is RowKind.HEADING and row.numbering) or place in heads_again
            has_ended = (has_ended and not begins) or ends_document(row)
            match RowKind.FOOTER if has_ended else kind:
                case RowKind.FOOTER:
                    self._skip(place, row)
                case RowKind.HEADING:
                    self._add_heading(row)
                case RowKind.TASK:
                    self._add(row)
                case RowKind.REST:
                    self._join(row)
        split_shared_cells(self.entries, is_shared=self._columns.shared is not None)

    def warnings(self) -> Iterator[Remark]:
        """Warn of what was skipped between the rows, and of columns that are not sure."""
        if self.part.heads_again:
            lines = tuple(again.line for again in self.part.heads_again)
            yield remark(RemarkCode.HEADER_REPEATED, lines=lines)
        for number, text in sorted(self._skipped):
            yield remark(RemarkCode.LINE_SKIPPED, line=number, skipped=text)
        for place in self._columns.doubtful:
            column = self._columns.header[place]
            yield remark(RemarkCode.COLUMN_DOUBTFUL, head=self._names[place], column=column)
        if not any(self.part.names):
            yield remark(RemarkCode.COLUMNS_WITHOUT_HEAD, line=self.part.first_line)

    def _read_between(self, place: int) -> None:
        """Read what stands between the row at `place` and the one before: heads again, headings, stray lines."""
        again = [one for one in self.part.heads_again if one.before == place]
        between = [(line, text) for before, line, text in self.part.between if before == place]
        for one in again:
            self._rejoin_tails(one)
        styles = ANY if again and place else OUTER
        headings = headings_of([], is_first=False, lines=between, styles=styles)
        self.entries += headings
        taken = {heading.line for heading in headings}
        self._skipped += [one for one in between if one[0] not in taken]

    def _rejoin_tails(self, again: Repeated) -> None:
        """Give back what a head that stands again has more than the first one: the tail of the cell above."""
        for place, column in self._columns.header.items():
            title = self._names[place]
            cell = again.cells[place] if place < len(again.cells) else ""
            if self._last and title and cell != title and cell.startswith(title):
                tail = cell.removeprefix(title).strip()
                self._last.append(column, tail)
                self._last.repairs.append(remark(RemarkCode.HEADER_JOINED, line=again.line, column=column, text=tail))

    def _skip(self, place: int, row: Row) -> None:
        """Keep a row that is left out, to be told; the last, mostly a sum or a note, only where it may be a task."""
        may_be_task = row[Column.TITLE] and any(row[column] for column in _OF_TASK)
        if place + 1 < len(self.part.rows) or may_be_task:
            self._skipped.append((row.line, " ".join(filter(None, self.part.rows[place].cells))))

    def _add_heading(self, row: Row) -> None:
        """Add a heading with what stands beside it: tails of the row above, or what goes for all rows below."""
        beside = {column: row[column] for column in row.pieces if column in _SHARED and row[column]}
        tails = tuple((text, column) for column, text in beside.items() if text[:1].islower())
        if self._last and tails:
            for text, column in tails:
                self._last.append(column, text)
            self._last.repairs.append(remark(RemarkCode.ROW_JOINED, line=row.line, pieces=tails))
        shared = {column: text for column, text in beside.items() if not text[:1].islower()}
        self.entries.append(Heading(row.line, row[Column.TITLE], row.numbering, shared=shared, is_row=True))

    def _add(self, row: Row) -> None:
        if not row[Column.TITLE] and self._last:
            row.take(Column.TITLE, self._last[Column.TITLE])
            row.repairs.append(remark(RemarkCode.TAKEN_FROM_ABOVE, column=Column.TITLE, text=row[Column.TITLE]))
        if row[Column.GROUP] and row[Column.GROUP] != self._group:
            self._group = row[Column.GROUP]
            self.entries.append(Heading(row.line, self._group))
        self.entries.append(row)
        self._last = row

    def _join(self, row: Row) -> None:
        above = self._last
        if above is None or (self.entries and self.entries[-1] is not above and not row[Column.TITLE]):
            self._add_or_skip(row)
            return
        own = [column for column in row.pieces if column not in row.repeated]
        for column in own:
            above.append(column, row[column])
        pieces = tuple((row[column], column) for column in own)
        above.repairs.append(remark(RemarkCode.ROW_JOINED, line=row.line, pieces=pieces))
        above.repairs.extend(row.repairs)

    def _add_or_skip(self, row: Row) -> None:
        if row[Column.TITLE]:
            self._add(row)
        else:
            self._skipped.append((row.line, " ".join(row[column] for column in row.pieces)))
