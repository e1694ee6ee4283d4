"""OpenDocument files (.odt, .ods) made of a document, as LibreOffice writes their XML."""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from data.plans.formats.document import Cell, Document, Table
from tests.data.plans.formats.made_files import areas_of

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{short}="{_OASIS}:{name}:1.0"'
    for short, name in {
        **{one: one for one in ("office", "text", "table", "style")},
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


def packed(kind: str, body: str, styles: str = "", **parts: str) -> bytes:
    """Return a file of a kind ("text", "spreadsheet") with this body, automatic styles and other parts."""
    held = BytesIO()
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    with ZipFile(held, "w", ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", ZIP_STORED)
        package.writestr("content.xml", content)
        for name, part in parts.items():
            folder, _, file = name.rpartition("__")
            package.writestr(
                f"{folder.replace('__', '/').replace('META_INF', 'META-INF')}/{file.replace('_', '.')}", part
            )
        if "META_INF__manifest_xml" not in parts:
            package.writestr("META-INF/manifest.xml", "<manifest/>")
    return held.getvalue()


def open_text_of(document: Document) -> bytes:
    """Return a .odt."""
    return packed("text", "".join(
        _table(block) if isinstance(block, Table) else paragraphs(block.text) for block in document.blocks
    ))  # fmt: skip


def open_sheets_of(document: Document) -> bytes:
    """Return a .ods: a sheet for each table, paragraphs as rows above it."""
    rows, sheets = "", ""
    for block in document.blocks:
        if isinstance(block, Table):
            sheets += _table(block, rows)
            rows = ""
        else:
            rows += f"<table:table-row>{_cell(Cell(block.text))}</table:table-row>"
    return packed("spreadsheet", sheets)


def paragraphs(text: str) -> str:
    """Return each line of a text as a paragraph."""
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))


def _table(table: Table, above: str = "") -> str:
    return f"<table:table table:name={quoteattr(table.sheet)}>{above}{''.join(_rows(table))}</table:table>"


def _rows(table: Table) -> Iterator[str]:
    spans = {area[:2]: area for area in areas_of(table)}
    for place, row in enumerate(table.rows):
        cells = ""
        for column, cell in enumerate(row.cells):
            if cell.repeated:
                cells += "<table:covered-table-cell/>"
                continue
            _top, _left, bottom, right = spans.get((place, column), (place, column, place, column))
            cells += _cell(cell, bottom - place + 1, right - column + 1)
        yield f"<table:table-row>{cells}</table:table-row>"


def _cell(cell: Cell, down: int = 1, across: int = 1) -> str:
    span = (
        f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
        if (down, across) != (1, 1)
        else ""
    )
    value = f' office:value-type="date" office:date-value="{cell.day.isoformat()}"' if cell.day else ""
    return f"<table:table-cell{span}{value}>{paragraphs(cell.text) if cell.text else ''}</table:table-cell>"
