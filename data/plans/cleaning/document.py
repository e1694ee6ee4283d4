"""Clean all texts of a document before anything is read in it; what its rows said before is kept beside."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.plans.cleaning.characters import clean_characters, clean_number, is_only_spaced, written_day
from data.plans.cleaning.old_fonts import decode, find_old_font
from data.plans.formats.document import Cell, Document, Note, NoteCode, Paragraph, Table, TableRow
from data.plans.remarks import Remark, RemarkCode, remark

_SHOWN = 5
"""Lines that are named of many."""


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """A cleaned document.

    `originals` are the rows of tables whose letters had to be replaced, by their lines, as the file has them, cells
    parted by tabs. `warnings` say once what was done.
    """

    document: Document
    originals: dict[int, str]
    warnings: tuple[Remark, ...]


def clean_document(document: Document) -> CleanDocument:
    """Return a document that reads as if it had been typed in plain letters and blanks."""
    fonts = find_old_font(_texts(document))
    cleaner = _Cleaner(fonts)
    blocks = tuple(
        cleaner.clean_table(block) if isinstance(block, Table) else cleaner.clean_paragraph(block)
        for block in document.blocks
    )
    return CleanDocument(
        Document(blocks, document.notes), cleaner.originals, (*cleaner.warnings(), *_note_warnings(document.notes))
    )


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text


class _Cleaner:
    def __init__(self, fonts: dict[str, str]) -> None:
        self.originals: dict[int, str] = {}
        self._fonts = fonts
        self._replaced: list[int] = []
        self._decoded: dict[str, list[int]] = {}

    def clean_paragraph(self, paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, text=self._clean(paragraph.text, paragraph.line))

    def clean_table(self, table: Table) -> Table:
        return replace(table, rows=tuple(map(self._clean_row, table.rows)))

    def warnings(self) -> Iterator[Remark]:
        for encoding, lines in self._decoded.items():
            yield remark(
                RemarkCode.OLD_FONT_DECODED, encoding=encoding.upper(), count=len(lines), lines=_first(lines)
            )
        if self._replaced:
            yield remark(RemarkCode.CHARACTERS_REPLACED, count=len(self._replaced), lines=_first(self._replaced))

    def _clean_row(self, row: TableRow) -> TableRow:
        before = len(self._replaced) + sum(map(len, self._decoded.values()))
        cells = tuple(self._clean_cell(cell, row.line) for cell in row.cells)
        if len(self._replaced) + sum(map(len, self._decoded.values())) > before:
            self.originals[row.line] = "\t".join(cell.text for cell in row.cells)
        return replace(row, cells=cells)

    def _clean_cell(self, cell: Cell, line: int) -> Cell:
        if cell.day:
            return replace(cell, text=written_day(cell.day, month_only=cell.month_only))
        text = clean_number(self._clean(cell.text, line))
        return replace(cell, text=text, is_blank=bool(cell.text.strip()) and not text)

    def _clean(self, text: str, line: int) -> str:
        if text.isascii():
            return text
        encoding = self._fonts.get(text)
        if encoding:
            self._decoded.setdefault(encoding, []).append(line)
            return clean_characters(decode(text, encoding))
        cleaned = clean_characters(text)
        if cleaned != text and not is_only_spaced(text, cleaned):
            self._replaced.append(line)
        return cleaned


def _note_warnings(notes: tuple[Note, ...]) -> Iterator[Remark]:
    for note in notes:
        yield remark(_OF_NOTES[note.code], count=note.count, lines=_first(note.lines))


def _first(lines: "tuple[int, ...] | list[int]") -> tuple[int, ...]:
    return tuple(dict.fromkeys(lines))[:_SHOWN]


_OF_NOTES = {
    NoteCode.MERGED_REPEATED: RemarkCode.MERGED_REPEATED,
    NoteCode.TRACKED_CHANGES: RemarkCode.TRACKED_CHANGES,
    NoteCode.DECODED_FONT: RemarkCode.FONT_DECODED,
    NoteCode.HIDDEN_LEFT_OUT: RemarkCode.HIDDEN_LEFT_OUT,
    NoteCode.FORMULA_WITHOUT_VALUE: RemarkCode.FORMULA_WITHOUT_VALUE,
    NoteCode.PAGES_WITHOUT_TEXT: RemarkCode.PAGES_WITHOUT_TEXT,
    NoteCode.WITHOUT_LINES: RemarkCode.WITHOUT_LINES,
    NoteCode.COLUMNS_UNTOLD: RemarkCode.COLUMNS_UNTOLD,
    NoteCode.CUT_SHORT: RemarkCode.CUT_SHORT,
}
