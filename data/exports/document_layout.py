"""Page, styles and lines of an official document, as Word wants them written."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import _Cell

from data.text import printable

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

BODY_SIZE = Pt(14)
BLANK = "…"
"""The mark of what is to be filled in by hand: it stands out on the page."""

NO_BREAK = "\N{NO-BREAK SPACE}"
_FONT = "Times New Roman"
_KEPT = re.compile(rf"(?<=\b[Qq]uý) (?=\d|[IV]+\b)|(?<={BLANK}) (?=\w)")
"""The blanks at which no line ends: "Quý I", "… văn bản"."""
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""The properties of a paragraph that must follow its borders: Word takes no other order."""
_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def set_page(document: Any) -> None:
    """Set the page, its number and the styles of the document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    number._p.append(element("w:fldSimple", instr="PAGE"))  # noqa: SLF001 - python-docx has no fields
    _set_styles(document.styles)


def turn_page(document: Any) -> None:
    """Begin an annex: a page across, whose numbers begin anew (Nghị định 30, III.1.d)."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section._sectPr.append(element("w:pgNumType", start="1"))  # noqa: SLF001 - python-docx has no page numbers


def _set_styles(styles: Any) -> None:
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FONT, BODY_SIZE
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)
    normal.element.rPr.append(element("w:lang", val="vi-VN"))
    normal.paragraph_format.space_after = Pt(0)
    for name, bold, level in (("Đoạn", False, None), ("Phần", True, "0"), ("Mục", True, "1"), ("Tên", True, None)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.bold = bold
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0 if name == "Tên" else 6)
        style.paragraph_format.alignment = _CENTRE if name == "Tên" else _BOTH
        style.paragraph_format.first_line_indent = None if name == "Tên" else Mm(10)
        if level:
            style.element.get_or_add_pPr().append(element("w:outlineLvl", val=level))


def set_widths(grid: Any, widths: Sequence[int]) -> None:
    """Set the widths of columns in millimetres, both as Word and as LibreOffice read them."""
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)


def mark(row: Any, rule: str) -> None:
    """Set a rule of a row that python-docx does not know, such as `w:cantSplit` or `w:tblHeader`."""
    row._tr.get_or_add_trPr().append(OxmlElement(rule))  # noqa: SLF001


def write(paragraph: "Paragraph", text: str, *, size: Length | None = None, bold: bool | None = None) -> None:
    """Write a text; what it leaves blank stands out, on the line of what it counts."""
    for at, words in enumerate(_KEPT.sub(NO_BREAK, printable(text)).split(BLANK)):
        if at:
            blank = _run(paragraph, BLANK, size, bold=bold)
            blank.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if words or not at:
            _run(paragraph, words, size, bold=bold)


def _run(paragraph: "Paragraph", words: str, size: Length | None, *, bold: bool | None) -> Any:
    run = paragraph.add_run(words)
    run.font.size, run.bold = size, bold
    return run


def write_cell(cell: _Cell, text: str, size: Length, *, heading: bool, bold: bool) -> None:
    """Write a cell of a table: numbers and headings centred, words to the left."""
    paragraph = cell.paragraphs[0]
    number = text.replace("/", "").isdigit()
    paragraph.alignment = _CENTRE if heading or number else WD_ALIGN_PARAGRAPH.LEFT
    write(paragraph, text, size=size, bold=bold)


def line(
    cell: _Cell,
    text: str,
    size: Length,
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


def rule(under: Any, width: float, length: float) -> None:
    """Draw a centred line of `length` in a column of `width` millimetres."""
    paragraph: Paragraph = under.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(max(0.0, (width - length) / 2))
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    layout.space_after = Pt(6)
    borders = OxmlElement("w:pBdr")
    borders.append(element("w:top", val="single", sz="6", space="1", color="auto"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)  # noqa: SLF001 - nothing public does


def element(tag: str, **attributes: str) -> Any:
    """Return an element with attributes of the same name space."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
