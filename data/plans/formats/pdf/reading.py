"""Read a PDF with text: the ruled tables of each page, and the paragraphs around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pypdfium2
from pypdfium2 import raw

from data.documents import limits as file_limits
from data.documents.faults import Fault, Unacceptable
from data.errors import PlanUnreadable
from data.plans.formats import limits
from data.plans.formats.document import Block, Cell, Document, Paragraph, TableRow
from data.plans.formats.notes import Seen
from data.plans.formats.pdf.alignment import Aligned, find_aligned
from data.plans.formats.pdf.glyphs import Letter, Line, join_lines, lines_of, pieces_of, read_letters
from data.plans.formats.pdf.grids import CellArea, PageGrid, find_grids
from data.plans.formats.pdf.page_breaks import PageTable, mend_page_breaks
from data.plans.formats.pdf.paragraphs import paragraphs_of
from data.plans.formats.pdf.rules import read_rules

_PAGE_NUMBER = re.compile(r"[-– ]{0,4}(?:Trang )?\d{1,4}(?:/\d{1,4})?[-– ]{0,4}")


def read_pdf_pages(content: bytes) -> Document:
    """Return the paragraphs and tables of a .pdf, page by page.

    Raises PlanUnreadable("scan") where no page has text, and `data.documents.faults.Unacceptable`.
    """
    try:
        opened = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        fault = Fault.ENCRYPTED if "password" in str(error) else Fault.DAMAGED
        raise Unacceptable(fault) from error
    reader = _Pages()
    parts: list[Block | PageTable] = []
    for number in range(min(len(opened), file_limits.PDF_PAGES)):
        page = raw.FPDF_LoadPage(opened.raw, number)
        if page:
            parts += reader.read(page, number + 1)
            raw.FPDF_ClosePage(page)
    if len(opened) > file_limits.PDF_PAGES:
        reader.seen.cut.append(reader.line)
    if not parts:
        raise PlanUnreadable("scan")
    return Document(tuple(mend_page_breaks(parts)), reader.seen.notes())


@dataclass(slots=True)
class _Pages:
    """The reader of the pages of one file; lines are counted through all of them."""

    seen: Seen = field(default_factory=Seen)
    line: int = 0
    _rows: int = 0
    _aligned: tuple[float, ...] | None = None
    """The columns of the table without lines that the page before ended with."""

    def read(self, page: raw.FPDF_PAGE, number: int) -> "Iterator[Block | PageTable]":
        """Yield the parts of a page from its top."""
        letters = read_letters(page)
        if not any(letter.text.strip() for letter in letters):
            self.seen.pictures += [self.line + 1] * (raw.FPDFPage_CountObjects(page) > 0)
            return
        grids = find_grids(read_rules(page))
        within: dict[int, list[tuple[tuple[int, int], Letter]]] = {place: [] for place in range(len(grids))}
        outside = []
        for letter in letters:
            x, y = (letter.left + letter.right) / 2, letter.middle
            for place, grid in enumerate(grids):
                if (at := grid.place(x, y)) is not None:
                    within[place].append((at, letter))
                    break
            else:
                outside.append(letter)
        lines = _without_page_number(lines_of(outside))
        if not grids:
            yield from self._read_without_grids(outside, lines, number)
            return
        self._aligned = None
        for place, grid in enumerate(grids):
            above = [line for line in lines if line.bottom >= grid.top - line.height / 2]
            lines = lines[len(above) :]
            yield from self._paragraphs(above, number)
            yield self._table(grid, within[place], number)
        yield from self._paragraphs(lines, number)

    def _read_without_grids(
        self, letters: list[Letter], lines: list[Line], number: int
    ) -> "Iterator[Block | PageTable]":
        """Yield the parts of a page without ruled tables; a table may stand there without its lines."""
        shown = {round(line.bottom) for line in lines}
        pieces = [
            line
            for line in pieces_of(letters, self._aligned or ())
            if round(min(one.bottom for one in line)) in shown
        ]
        found = find_aligned(pieces, self._aligned)
        self._aligned = found.tables[-1].xs if found.tables else None
        self.seen.untold += [self.line + 1] * found.doubtful
        for table in found.tables:
            above = [line for line in lines if line.bottom >= table.top]
            lines = [line for line in lines if line.bottom < table.bottom - 1]
            yield from self._paragraphs(above, number)
            yield self._aligned_table(table, number)
        yield from self._paragraphs(lines, number)

    def _aligned_table(self, found: Aligned, page: int) -> PageTable:
        table = PageTable([], [], [], found.xs)
        for place, texts in enumerate(found.rows):
            if self._rows == limits.ROWS:
                self.seen.cut.append(self.line)
                break
            self.line += 1
            self._rows += 1
            spans = place in found.spans
            cells = (
                Cell(text, repeated=spans and column > 0 and text == texts[column - 1])
                for column, text in enumerate(texts)
            )
            table.rows.append(TableRow(tuple(cells), self.line, page))
            table.downs.append((1,) * len(texts))
            table.widths.append(tuple(len(texts) if spans else 1 for _text in texts))
        if table.rows:
            self.seen.aligned.append(table.rows[0].line)
        return table

    def _paragraphs(self, lines: list[Line], page: int) -> Iterator[Block]:
        for text in paragraphs_of(lines):
            self.line += 1
            yield Paragraph(text, self.line, page)

    def _table(self, grid: PageGrid, letters: list[tuple[tuple[int, int], Letter]], page: int) -> PageTable:
        held: dict[tuple[int, int], list[Letter]] = {}
        for at, letter in letters:
            area = grid.cells[at]
            held.setdefault((area.top, area.left), []).append(letter)
        texts = {place: join_lines(lines_of(found)) for place, found in held.items()}
        table = PageTable([], [], [], grid.xs)
        for row in range(len(grid.ys) - 1):
            if self._rows == limits.ROWS:
                self.seen.cut.append(self.line)
                break
            areas = [grid.cells[row, column] for column in range(len(grid.xs) - 1)]
            cells = tuple(_cell(area, texts, row, column) for column, area in enumerate(areas))
            if any(cell.text for cell in cells):
                self.line += 1
                self._rows += 1
                table.rows.append(TableRow(cells, self.line, page))
                table.downs.append(tuple(area.bottom - row + 1 for area in areas))
                table.widths.append(tuple(area.right - column + 1 for column, area in enumerate(areas)))
                below = [area for column, area in enumerate(areas) if area.top < row and area.left == column]
                self.seen.merged += [self.line for area in below if texts.get((area.top, area.left))]
        return table


def _cell(area: CellArea, texts: dict[tuple[int, int], str], row: int, column: int) -> Cell:
    cell = Cell(texts.get((area.top, area.left), ""))
    is_first = (row, column) == (area.top, area.left)
    return cell if is_first or not cell.text else replace(cell, repeated=True)


def _without_page_number(lines: list[Line]) -> list[Line]:
    """Leave out a number that stands alone in the first or last line of a page."""
    if lines and _PAGE_NUMBER.fullmatch(lines[0].text):
        lines = lines[1:]
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text):
        lines = lines[:-1]
    return lines
