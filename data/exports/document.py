"""Official documents in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, as Word files.

Page A4 with margins of 20, 20, 30 and 15 mm (I.1, I.4); Times New Roman; state name and motto, issuing body, number,
place and date, kind and subject, recipients and signature each where and how section II has them; page numbers in the
middle of the upper margin, from the second page on (I.7). Number, day and signature are left for those who sign.
Whatever the words, there is a file: what XML cannot hold becomes a space.

The frame is Vietnamese by law, whatever language the program speaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Cell

from data.exports.document_layout import (
    BODY_SIZE,
    line,
    mark,
    rule,
    set_page,
    set_widths,
    turn_page,
    write,
    write_cell,
)
from data.text import printable

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_HEAD, _TABLE, _RECIPIENTS, _COPIES, _NARROW = Pt(12), Pt(12), Pt(12), Pt(11), Pt(11)
_MANY = 8
"""The number of columns from which on headings are smaller, so that no word is broken."""
_PAGE_WIDTH = 210 - 30 - 15
_LEFT, _RIGHT = 65, _PAGE_WIDTH - 65
_LAST = 8
"""The number of paragraphs before the signature that go to the last page with it."""
_LAST_LINES, _PAGE_LINES = 12, 28
"""The lines of a table that go to its last page together, a third of one across, and those that it surely holds."""
_CELL_MARGINS, _SMALL_LETTER = 4, 1.9
"""Millimetres, about, beside the words of a cell, and of a letter in it."""
_MOTTO_WIDTH = 61
"""Millimetres of the motto in its type: the line under it is as long."""
_LETTER_WIDTH = 2.9
"""Millimetres, about, of a bold capital: the lines under body and subject are a third to a half of the words."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The issuing body, its `superior` ("" for none), the `symbol` after the number ("BC-STP") and its `place`.

    A name of several lines has them divided.
    """

    superior: str
    issuer: str
    symbol: str
    place: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `widths` in millimetres add up to 165, in an annex to 252; with `total` the last row is bold, and all
    stand on one page.

    A row that is one text is a heading across the table.
    """

    headings: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str] | str]
    total: bool = False


class OfficialDocument:
    """A document, written from top to bottom."""

    def __init__(self, head: Letterhead, kind: str, subject: str, year: int) -> None:
        """Write the head. `kind` is the document's ("BÁO CÁO"), `year` its date's; the day stays blank."""
        self._document = Document()
        properties = self._document.core_properties
        name = head.issuer.replace("\n", " ")
        properties.title, properties.author = printable(f"{kind} {subject}"), printable(name)
        properties.comments = ""
        set_page(self._document)
        self._letterhead(head, year)
        self._title(kind, subject, _PAGE_WIDTH)

    def part(self, text: str) -> None:
        """Add the heading of a part: "I. TÌNH HÌNH CHUNG"."""
        self._heading(text, "Phần")

    def chapter(self, text: str) -> None:
        """Add a heading within a part: "1. Cải cách thể chế"."""
        self._heading(text, "Mục")

    def say(self, text: str) -> None:
        """Add a paragraph."""
        self._before = self._document.add_paragraph(style="Đoạn")
        write(self._before, text)

    def table(self, table: Table) -> None:
        """Add a table on the page of the paragraph before it; its headings repeat on every page."""
        self._before.paragraph_format.keep_with_next = True
        grid = self._document.add_table(0, len(table.headings), "Table Grid")
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        set_widths(grid, table.widths)
        last = len(table.rows) if table.total else None
        together = _count_kept_rows(table)
        for number, row in enumerate((table.headings, *table.rows)):
            cells = grid.add_row()
            mark(cells, "w:cantSplit")
            if not number:
                mark(cells, "w:tblHeader")
            if isinstance(row, str):
                whole = cells.cells[0].merge(cells.cells[-1])
                write_cell(whole, row, _TABLE, heading=False, bold=True)
                whole.paragraphs[0].paragraph_format.keep_with_next = True
                continue
            for cell, text in zip(cells.cells, row, strict=True):
                size = _NARROW if not number and len(table.headings) >= _MANY else _TABLE
                write_cell(cell, text, size, heading=not number, bold=number in (0, last))
                kept = table.total or number > len(table.rows) - together
                cell.paragraphs[0].paragraph_format.keep_with_next = kept and number < len(table.rows)
        self._before = self._document.add_paragraph()
        self._before.paragraph_format.line_spacing = Pt(6)

    def close(self, recipients: Sequence[str], signing: Sequence[str]) -> None:
        """Add recipients and signing capacity, never on a page almost of their own; the name stays blank."""
        for paragraph in self._document.paragraphs[-_LAST:]:
            paragraph.paragraph_format.keep_with_next = True
        left, right = self._side_by_side(_LEFT + 20)
        line(left, "Nơi nhận:", _RECIPIENTS, bold=True, italic=True, align=WD_ALIGN_PARAGRAPH.LEFT)
        for number, to in enumerate(recipients, 1):
            end = "." if number == len(recipients) else ";"
            line(left, f"- {to}{end}", _COPIES, align=WD_ALIGN_PARAGRAPH.LEFT)
        for capacity in signing:
            line(right, capacity.upper(), BODY_SIZE, bold=True)

    def annex(self, kind: str, subject: str, attached_to: str) -> None:
        """Begin an annex, on pages across; `attached_to` names the document in brackets."""
        turn_page(self._document)
        self._title(kind, subject, None)
        self._before = self._document.add_paragraph(style="Tên")
        write(self._before, attached_to, bold=False)
        self._before.runs[0].italic = True
        self._before.paragraph_format.space_after = Pt(6)

    def content(self) -> bytes:
        """Return the document as a file."""
        target = BytesIO()
        self._document.save(target)
        return target.getvalue()

    def _heading(self, text: str, style: str) -> None:
        heading = self._document.add_paragraph(printable(text), style)
        heading.paragraph_format.keep_with_next = True  # LibreOffice does not take it from the style

    def _letterhead(self, head: Letterhead, year: int) -> None:
        left, right = self._side_by_side(_LEFT)
        for words in head.superior.splitlines():
            line(left, words.upper(), _HEAD)
        lines = head.issuer.splitlines() or [""]
        for words in lines:
            line(left, words.upper(), _HEAD, bold=True)
        rule(left, _LEFT, min(len(lines[-1]) * _LETTER_WIDTH, _LEFT) * 0.45)
        line(left, f"Số:          /{head.symbol}", Pt(13))
        line(right, STATE, _HEAD, bold=True)
        line(right, MOTTO, Pt(13), bold=True)
        rule(right, _RIGHT, _MOTTO_WIDTH)
        line(right, f"{head.place or '……………'}, ngày      tháng      năm {year}", BODY_SIZE, italic=True)

    def _title(self, kind: str, subject: str, width: int | None) -> None:
        """Write kind and subject; under them a line where the column's `width` is given."""
        self._before = self._document.add_paragraph()
        for text in (kind.upper(), subject):
            paragraph = self._document.add_paragraph(style="Tên")
            write(paragraph, text, bold=True)
        if width:
            rule(self._document, width, 50)

    def _side_by_side(self, left: int) -> tuple[_Cell, _Cell]:
        """Add two columns without borders, `left` millimetres and the rest; return their cells."""
        grid = self._document.add_table(1, 2)
        set_widths(grid, (left, _PAGE_WIDTH - left))
        mark(grid.rows[0], "w:cantSplit")
        first, second = grid.rows[0].cells
        return first, second


def _count_kept_rows(table: Table) -> int:
    """Return how many of the last rows go to one page, so that it is not almost blank, and can hold them."""
    lines = kept = 0
    for row in reversed(table.rows):
        height = 1 if isinstance(row, str) else max(map(_count_lines, row, table.widths))
        if lines >= _LAST_LINES or lines + height > _PAGE_LINES:
            break
        lines, kept = lines + height, kept + 1
    return kept


def _count_lines(text: str, width: int) -> int:
    """Return the lines, about, of the text of a cell."""
    return sum(ceil(max(len(said), 1) * _SMALL_LETTER / (width - _CELL_MARGINS)) for said in text.split("\n"))
