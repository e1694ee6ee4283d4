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
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from data.text import printable

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_FONT = "Times New Roman"
_BODY, _HEAD, _TABLE, _RECIPIENTS, _COPIES = Pt(14), Pt(12), Pt(12), Pt(12), Pt(11)
_PAGE_WIDTH = 210 - 30 - 15
_LEFT, _RIGHT = 65, _PAGE_WIDTH - 65
_MOTTO_WIDTH = 61
"""Millimetres of the motto in its type: the line under it is as long."""
_LETTER_WIDTH = 2.9
"""Millimetres, about, of a bold capital: the lines under body and subject are a third to a half of the words."""
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""What stands behind the borders in a paragraph's properties: Word takes no other order."""
_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The issuing body, its `superior` ("" for none), the `symbol` after the number ("BC-STP") and its `place`."""

    superior: str
    issuer: str
    symbol: str
    place: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `widths` in millimetres add up to 165; with `total` the last row is bold."""

    headings: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    total: bool = False


class OfficialDocument:
    """A document, written from top to bottom."""

    def __init__(self, head: Letterhead, kind: str, subject: str, year: int) -> None:
        """Write the head. `kind` is the document's ("BÁO CÁO"), `year` its date's; the day stays blank."""
        self._document = Document()
        properties = self._document.core_properties
        properties.title, properties.author = printable(f"{kind} {subject}"), printable(head.issuer)
        properties.comments = ""
        _set_page(self._document)
        self._letterhead(head, year)
        self._title(kind, subject)

    def part(self, text: str) -> None:
        """Add the heading of a part: "I. TÌNH HÌNH CHUNG"."""
        self._document.add_paragraph(printable(text), "Phần")

    def chapter(self, text: str) -> None:
        """Add a heading within a part: "1. Cải cách thể chế"."""
        self._document.add_paragraph(printable(text), "Mục")

    def say(self, text: str) -> None:
        """Add a paragraph."""
        self._before = self._document.add_paragraph(printable(text), "Đoạn")

    def table(self, table: Table) -> None:
        """Add a table on the page of the paragraph before it; its headings repeat on every page."""
        self._before.paragraph_format.keep_with_next = True
        grid = self._document.add_table(0, len(table.headings), "Table Grid")
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        _set_widths(grid, table.widths)
        last = len(table.rows) if table.total else None
        for number, row in enumerate((table.headings, *table.rows)):
            line = grid.add_row()
            _mark(line, "w:cantSplit")
            if not number:
                _mark(line, "w:tblHeader")
            for cell, text, width in zip(line.cells, row, table.widths, strict=True):
                _write(cell, text, width, heading=not number, bold=number in (0, last))
        self.say("")

    def close(self, recipients: Sequence[str], signing: Sequence[str]) -> None:
        """Add recipients and signing capacity, never on a page of their own; the name stays blank."""
        self._before.paragraph_format.keep_with_next = True
        left, right = self._side_by_side(_LEFT + 20)
        _line(left, "Nơi nhận:", _RECIPIENTS, bold=True, italic=True, align=WD_ALIGN_PARAGRAPH.LEFT)
        for number, to in enumerate(recipients, 1):
            end = "." if number == len(recipients) else ";"
            _line(left, f"- {to}{end}", _COPIES, align=WD_ALIGN_PARAGRAPH.LEFT)
        for capacity in signing:
            _line(right, capacity.upper(), _BODY, bold=True)

    def content(self) -> bytes:
        """Return the document as a file."""
        target = BytesIO()
        self._document.save(target)
        return target.getvalue()

    def _letterhead(self, head: Letterhead, year: int) -> None:
        left, right = self._side_by_side(_LEFT)
        if head.superior:
            _line(left, head.superior.upper(), _HEAD)
        _line(left, head.issuer.upper(), _HEAD, bold=True)
        _rule(left, _LEFT, min(len(head.issuer) * _LETTER_WIDTH, _LEFT) * 0.45)
        _line(left, f"Số:          /{head.symbol}", Pt(13))
        _line(right, STATE, _HEAD, bold=True)
        _line(right, MOTTO, Pt(13), bold=True)
        _rule(right, _RIGHT, _MOTTO_WIDTH)
        _line(right, f"{head.place or '……………'}, ngày      tháng      năm {year}", _BODY, italic=True)

    def _title(self, kind: str, subject: str) -> None:
        self._before = self._document.add_paragraph()
        for text in (kind.upper(), subject):
            paragraph = self._document.add_paragraph(style="Tên")
            paragraph.add_run(printable(text)).bold = True
        _rule(self._document, _PAGE_WIDTH, 50)

    def _side_by_side(self, left: int) -> tuple[_Cell, _Cell]:
        """Add two columns without borders, `detach` millimetres and the rest; return their cells."""
        grid = self._document.add_table(1, 2)
        _set_widths(grid, (left, _PAGE_WIDTH - left))
        _mark(grid.rows[0], "w:cantSplit")
        first, second = grid.rows[0].cells
        return first, second


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    number._p.append(_element("w:fldSimple", instr="PAGE"))  # noqa: SLF001 - python-docx has no fields
    _set_styles(document.styles)


def _set_styles(styles: Any) -> None:
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FONT, _BODY
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)
    normal.element.rPr.append(_element("w:lang", val="vi-VN"))
    normal.paragraph_format.space_after = Pt(0)
    for name, bold, level in (("Đoạn", False, None), ("Phần", True, "0"), ("Mục", True, "1"), ("Tên", True, None)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.bold = bold
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0 if name == "Tên" else 6)
        style.paragraph_format.alignment = _CENTRE if name == "Tên" else _BOTH
        style.paragraph_format.first_line_indent = None if name == "Tên" else Mm(10)
        style.paragraph_format.keep_with_next = level is not None
        if level:
            style.element.get_or_add_pPr().append(_element("w:outlineLvl", val=level))


def _set_widths(grid: Any, widths: Sequence[int]) -> None:
    """Set the widths of columns, both as Word and as LibreOffice read them."""
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)


def _mark(row: Any, rule: str) -> None:
    """Set a rule of a row that python-docx does not know, such as `w:cantSplit` or `w:tblHeader`."""
    row._tr.get_or_add_trPr().append(OxmlElement(rule))  # noqa: SLF001


def _write(cell: _Cell, text: str, width: int, *, heading: bool, bold: bool) -> None:
    """Write a cell of a table: numbers and headings centred, words to the left."""
    cell.width = Mm(width)
    paragraph = cell.paragraphs[0]
    number = text.replace("/", "").isdigit()
    paragraph.alignment = _CENTRE if heading or number else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold = _TABLE, bold


def _line(
    cell: _Cell,
    text: str,
    size: Pt,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = _CENTRE,
) -> None:
    """Add a line to a cell of the head or foot."""
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.text or len(cell.paragraphs) > 1 else first
    paragraph.alignment = align
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic = size, bold, italic


def _rule(under: Any, width: float, length: float) -> None:
    """Draw a centred line of `length` in a column of `width` millimetres."""
    paragraph: Paragraph = under.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(max(0.0, (width - length) / 2))
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    layout.space_after = Pt(6)
    borders = OxmlElement("w:pBdr")
    borders.append(_element("w:top", val="single", sz="6", space="1", color="auto"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)  # noqa: SLF001 - nothing public does


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
