"""What the reader of a file format hands on: a document as blocks in reading order, before anybody has understood it.

A format reader finds paragraphs, tables and cells, and says what it had to do to get them (`Note`). It neither cleans
text nor skips any: blanks, soft hyphens, old encodings, repeated headers and rows cut by a page are mended behind it,
the same for every format. It leaves out only what no page shows (comments, deleted text, hidden sheets).
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class NoteCode(StrEnum):
    """What a format reader had to do that a clerk should know of."""

    MERGED_REPEATED = "merged_repeated"
    """The value of a merged cell was repeated in every row it covers."""
    TRACKED_CHANGES = "tracked_changes"
    """Changes that were tracked and not yet accepted were read as accepted."""
    DECODED_FONT = "decoded_font"
    """Text in an old font (.VnTime, VNI-Times) was decoded."""
    HIDDEN_LEFT_OUT = "hidden_left_out"
    """Hidden rows, columns or sheets were left out."""
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    """A formula without a stored value, or with an error in it, was read as an empty cell."""
    PAGES_WITHOUT_TEXT = "pages_without_text"
    """Pages that are pictures were left out."""
    WITHOUT_LINES = "without_lines"
    """A table without lines was read by where its words stand."""
    COLUMNS_UNTOLD = "columns_untold"
    """What looks like a table without lines was left as text: its columns or rows could not be told."""
    CUT_SHORT = "cut_short"
    """What stands behind the bounds of rows and columns was left out."""


@dataclass(frozen=True, slots=True)
class Note:
    """One such thing, `count` times; `lines` are some of the lines (see `Paragraph`) where it was."""

    code: NoteCode
    count: int = 1
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    `text` is what the page shows, its lines and paragraphs parted by "\\n", an automatic number before its paragraph.
    `repeated` marks the value of a merged cell in the places that it covers besides its first one, to the right
    or below. `day` is set for a true date of a spreadsheet; `month_only` says that its number format shows no day
    (mm/yyyy), and `day` is then the first of the month. A number is written as the format shows it, "1" and no "1.0".
    `is_blank` is not for readers: it marks a cell that says that it is empty ("00/01/1900"), and is merged with none.
    """

    text: str
    repeated: bool = False
    day: date | None = None
    month_only: bool = False
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: one cell for each column of the grid, merged ones repeated; `line` and `page` as below."""

    cells: tuple[Cell, ...]
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or what one page shows of it; `sheet` is the name of the sheet in a spreadsheet, else "".

    A letterhead that is drawn as a table without lines is one as well. Empty rows and columns at its edges may be
    left out, those within it stay.
    """

    rows: tuple[TableRow, ...]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside of tables.

    `line` is the line of a text file, from 1; in other formats paragraphs and table rows are counted in reading
    order, in a spreadsheet the rows of the sheet. `page` is known in PDF alone. `numbering` is the automatic number
    that the page shows before `text` and `text` does not hold ("1.", "a)"). `level` is that of a heading, from 1,
    where the document says so.
    """

    text: str
    line: int
    page: int | None = None
    numbering: str = ""
    level: int | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a format reader found it."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = field(default=())
