"""Rows that the end of a page cuts are made whole; a merged cell that goes on behind it is repeated there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.plans.formats.document import Block, Cell, Table, TableRow

_NEAR = 6.0
"""Points by which the edges of one table may differ between pages."""
_AMID_SENTENCE = (")", ",", ";", ".", "”")


@dataclass(slots=True)
class PageTable:
    """What a page shows of a table: its rows, over how many rows and columns the cell at each place goes on from
    there, and the edges of its columns."""

    rows: list[TableRow]
    downs: list[tuple[int, ...]]
    widths: list[tuple[int, ...]]
    xs: tuple[float, ...]

    def fits(self, other: "PageTable") -> bool:
        """Tell if both have the same columns."""
        return len(self.xs) == len(other.xs) and all(
            abs(one - two) <= _NEAR for one, two in zip(self.xs, other.xs, strict=True)
        )


def mend_page_breaks(parts: Sequence[Block | PageTable]) -> list[Block]:
    """Return blocks in which tables that go on over pages are whole: each page's part stays a table of its own."""
    first: PageTable | None = None
    last: PageTable | None = None
    for part in parts:
        if not isinstance(part, PageTable):
            first = last = None
            continue
        if first and last and part.rows and last.rows and last.fits(part):
            _join(first, last, part)
        else:
            first = part
        last = part if part.rows else last
    blocks = (Table(tuple(part.rows)) if isinstance(part, PageTable) else part for part in parts)
    return [block for block in blocks if not isinstance(block, Table) or block.rows]


def _join(first: PageTable, last: PageTable, part: PageTable) -> None:
    """Join the first row of a page's part with the last of the part before, if it is the rest of it."""
    at = _rows_of_head(first, part)
    if at >= len(part.rows):
        return
    row, above = part.rows[at], last.rows[-1]
    if _is_rest(row, above, part.widths[at], last.widths[-1]):
        last.rows[-1] = replace(above, cells=tuple(map(_joined, above.cells, row.cells)))
        del part.rows[at], part.downs[at], part.widths[at]
        if at >= len(part.rows):
            return
        above = last.rows[-1]
    for column, cell in enumerate(above.cells):
        down = part.downs[at][column]
        if (
            cell.text
            and (cell.repeated or down > 1)
            and not part.rows[at].cells[column].text
            and _says_more(part.rows[at])
        ):
            for place in range(at, min(at + down, len(part.rows))):
                cells = list(part.rows[place].cells)
                cells[column] = replace(cell, repeated=True)
                part.rows[place] = replace(part.rows[place], cells=tuple(cells))


def _rows_of_head(first: PageTable, part: PageTable) -> int:
    """Return how many rows at the beginning repeat those of the table's first page."""
    count = 0
    for row, head in zip(part.rows, first.rows, strict=False):
        if _texts(row) != _texts(head):
            break
        count += 1
    return count


def _is_rest(row: TableRow, above: TableRow, widths: Sequence[int], widths_above: Sequence[int]) -> bool:
    """Tell if a row is the rest of the one above: without a number, in its cells, and it leaves some out or goes on
    amid a sentence."""
    cells = [(cell, before) for cell, before in zip(row.cells, above.cells, strict=True)]
    if row.cells[0].text or tuple(widths) != tuple(widths_above):
        return False
    own = [(cell.text, before.text) for cell, before in cells if cell.text and not cell.repeated]
    if not own or any(not before for _text, before in own):
        return False
    goes_on = any(text[0].islower() or text[0] in _AMID_SENTENCE for text, _before in own)
    lacks = any(before.text and not cell.text for cell, before in cells[1:])
    return goes_on or lacks


def _says_more(row: TableRow) -> bool:
    return sum(bool(cell.text) for cell in row.cells) > 1


def _joined(cell: Cell, rest: Cell) -> Cell:
    return replace(cell, text=f"{cell.text}\n{rest.text}") if rest.text and not rest.repeated else cell


def _texts(row: TableRow) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row.cells]
