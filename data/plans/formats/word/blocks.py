"""Paragraphs and tables of a Word document in reading order."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from data.plans.formats.document import Block, Paragraph
from data.plans.formats.word import names
from data.plans.formats.word.paragraphs import Paragraphs, ReadParagraph
from data.plans.formats.word.rows import RowReader, content

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FRAME_CELLS = 1
"""A table of one column around other tables is a frame on the page, and no table."""


class Blocks:
    """The reader of one document's blocks; lines are counted through all of them."""

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs
        self._rows = RowReader(paragraphs)
        self._line = 0
        self._begun: ReadParagraph | None = None

    def read(self, body: "Element") -> Iterator[Block]:
        """Yield the blocks of a body or a text box."""
        for child in content(body):
            if child.tag == names.TABLE:
                yield from self._end_paragraph()
                yield from self._read_table(child)
            else:
                yield from self._read_paragraph(child)
        yield from self._end_paragraph()

    def _read_paragraph(self, element: "Element") -> Iterator[Block]:
        read = self._paragraphs.read(element, self._line + 1)
        if self._begun:
            begun = self._begun
            read = replace(
                begun,
                text=begun.text + read.text,
                joins_next=read.joins_next,
                numbering=begun.numbering or read.numbering,
                boxes=(*begun.boxes, *read.boxes),
            )
        self._begun = read
        if not read.joins_next:
            yield from self._end_paragraph()

    def _end_paragraph(self) -> Iterator[Block]:
        if read := self._begun:
            self._begun = None
            self._line += 1
            yield Paragraph(read.text, self._line, numbering=read.numbering, level=read.level)
            for box in read.boxes:
                yield from self.read(box)

    def _read_table(self, element: "Element") -> Iterator[Block]:
        if frame := _framed(element):
            for cell in frame:
                yield from self.read(cell)
            return
        table = self._rows.read_table(element, self._line + 1)
        self._line += len(table.rows)
        if table.rows:
            yield table


def _framed(table: "Element") -> "list[Element]":
    """Return the cells of a table that only frames others; none for any other table."""
    rows = table.findall(names.ROW)
    cells = [cell for row in rows for cell in row.findall(names.CELL)]
    is_frame = len(cells) == len(rows) == _FRAME_CELLS and any(cell.find(names.TABLE) is not None for cell in cells)
    return cells if is_frame else []
