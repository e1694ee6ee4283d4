"""Read a text of OpenDocument (.odt): paragraphs and tables in reading order."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from data.documents.faults import Fault, Unacceptable
from data.plans.formats.document import Block, Cell, Document, Paragraph
from data.plans.formats.notes import Seen
from data.plans.formats.open_document import names
from data.plans.formats.open_document.names import name
from data.plans.formats.open_document.paragraphs import Paragraphs
from data.plans.formats.open_document.parts import open_parts
from data.plans.formats.open_document.styles import Styles
from data.plans.formats.open_document.tables import read_rows
from data.plans.formats.sheets.grid import Grid, Sheet

_BODY = f"{name('office:body')}/{name('office:text')}"


def read_open_text(content: bytes) -> Document:
    """Return the paragraphs and tables of a .odt. Raises `data.documents.faults.Unacceptable`."""
    parts = open_parts(content)
    body = parts.content.find(_BODY)
    if body is None:
        raise Unacceptable(Fault.DAMAGED)
    seen = Seen()
    blocks = tuple(_Blocks(Paragraphs(Styles(parts.styles, parts.content), seen)).read(body))
    return Document(blocks, seen.notes())


class _Blocks:
    """The reader of one document's blocks; lines are counted through all of them."""

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs
        self._grid = Grid(paragraphs.seen)
        self._line = 0

    def read(self, body: Element) -> Iterator[Block]:
        """Yield the blocks of a body or a text box."""
        for flowing in self._paragraphs.flow(body):
            if flowing.element.tag == names.TABLE:
                yield from self._read_table(flowing.element)
                continue
            self._line += 1
            read = self._paragraphs.read(flowing.element, self._line)
            yield Paragraph(read.text, self._line, numbering=flowing.numbering, level=flowing.level)
            for box in read.boxes:
                yield from self.read(box)

    def _read_table(self, element: Element) -> Iterator[Block]:
        sheet = Sheet("")
        self._line = read_rows(element, sheet, self._line + 1, self._read_cell) - 1
        yield from self._grid.tables(sheet)

    def _read_cell(self, cell: Element, line: int) -> Cell:
        return Cell("\n".join(self._lines(cell, line)).strip("\n"))

    def _lines(self, parent: Element, line: int) -> Iterator[str]:
        for flowing in self._paragraphs.flow(parent):
            if flowing.element.tag == names.TABLE:
                yield from self._lines_of_table(flowing.element, line)
                continue
            read = self._paragraphs.read(flowing.element, line)
            yield f"{flowing.numbering} {read.text}".strip().replace("\t", " ")
            for box in read.boxes:
                yield from self._lines(box, line)

    def _lines_of_table(self, table: Element, line: int) -> Iterator[str]:
        for row in table.iter(names.ROW):
            cells = ("\n".join(self._lines(cell, line)) for cell in row.iterfind(names.CELL))
            yield " ".join(cells).strip()
