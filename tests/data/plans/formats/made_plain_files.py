"""Files of text formats (.rtf, .md) and .pdf made of a document."""

from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

import data.exports.pictures as pictures
from data.plans.formats.document import Document, Table
from tests.data.plans.formats.made_files import areas_of

FONT = Path(pictures.__file__).parent / "fonts" / "Roboto-Regular.ttf"
_TWIPS = 1500


def rich_text_of(document: Document) -> bytes:
    """Return a .rtf, letters beyond ASCII written as Word writes them."""
    body = "".join(
        _rich_table(block) if isinstance(block, Table) else rf"\pard {_rich(block.text)}\par" + "\n"
        for block in document.blocks
    )
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0\fcharset0 Times New Roman;}}}}{body}}}".encode("ascii")


def markdown_of(document: Document) -> bytes:
    """Return a .md; its tables know no merged cells: the first of them alone is written."""
    lines = []
    for block in document.blocks:
        if not isinstance(block, Table):
            lines += [block.text, ""]
            continue
        rows = [
            "| " + " | ".join(_marked("" if cell.repeated else cell.text) for cell in row.cells) + " |"
            for row in block.rows
        ]
        lines += [rows[0], "|" + " --- |" * len(block.rows[0].cells), *rows[1:], ""]
    return "\n".join(lines).encode()


def text_of(document: Document) -> bytes:
    """Return a .txt: cells parted by tabs; merged cells are written once, and no cell has lines of its own."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            cells = (
                ["" if cell.repeated else " ".join(cell.text.split("\n")) for cell in row.cells] for row in block.rows
            )
            lines += map("\t".join, cells)
        else:
            lines.append(block.text)
    return "\n".join(lines).encode()


def pdf_of(document: Document, *, landscape: bool = False, ruled: bool = True) -> bytes:
    """Return a .pdf: tables with all their lines drawn, or none, cut by pages where they are long."""
    made = FPDF(orientation="landscape" if landscape else "portrait")
    made.add_font("roboto", fname=FONT)
    made.set_font("roboto", size=10)
    made.add_page()
    for block in document.blocks:
        if not isinstance(block, Table):
            made.multi_cell(0, 5, block.text or " ", align="L", new_x="LMARGIN", new_y="NEXT")
            continue
        spans = {area[:2]: area for area in areas_of(block)}
        borders = TableBordersLayout.ALL if ruled else TableBordersLayout.NONE
        with made.table(
            borders_layout=borders,
            headings_style=FontFace(),
            first_row_as_headings=False,
            padding=1,
            line_height=5,
            text_align="LEFT",
        ) as table:
            for place, read in enumerate(block.rows):
                row = table.row()
                for column, cell in enumerate(read.cells):
                    if not cell.repeated:
                        _top, _left, bottom, right = spans.get((place, column), (place, column, place, column))
                        row.cell(cell.text, rowspan=bottom - place + 1, colspan=right - column + 1)
        made.ln(5)
    return bytes(made.output())


def _rich_table(table: Table) -> str:
    spans = {area[:2]: area for area in areas_of(table)}
    covered = {
        (row, column): (row == top, column == left)
        for top, left, bottom, right in spans.values()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    written = ""
    for place, row in enumerate(table.rows):
        shapes, texts = "", ""
        for column, cell in enumerate(row.cells):
            is_top, is_left = covered.get((place, column), (True, True))
            merged = (place, column) in covered
            shapes += (r"\clvmgf" if is_top else r"\clvmrg") if merged else ""
            shapes += (r"\clmgf" if is_left else r"\clmrg") if merged else ""
            shapes += rf"\cellx{(column + 1) * _TWIPS}"
            texts += rf"\pard\intbl {_rich('' if cell.repeated else cell.text)}\cell "
        written += rf"\trowd{shapes}" + "\n" + texts + r"\row" + "\n"
    return written


def _rich(text: str) -> str:
    """Return a text in RTF: a letter that is in no code page by its number, with "?" for readers that know none."""
    written = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}").replace("\t", r"\tab ")
    lines = ("".join(sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in line) for line in written.split("\n"))
    return r"\par ".join(lines)


def _marked(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", "<br>")
