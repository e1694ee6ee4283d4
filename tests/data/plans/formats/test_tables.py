"""A table goes into a file of each format and comes out of it again: merged cells, dates, lines, gaps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.plans.formats.confined import read_content
from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from data.plans.formats.document_json import read_document, write_document
from tests.data.plans.formats.made_files import excel_of, old_excel_of, word_of
from tests.data.plans.formats.made_open_files import open_sheets_of, open_text_of
from tests.data.plans.formats.made_plain_files import markdown_of, pdf_of, rich_text_of

WORDS = ("Trồng cây", "Sở Nội vụ;\nSở Y tế", "Quý I/2026", "1", "1.1", "", "a) Việc\nb) Việc", "30/6/2026")
DAYS = (Cell("15/04/2026", day=date(2026, 4, 15)), Cell("04/2026", day=date(2026, 4, 1), month_only=True))
MERGED_DAY = Cell("17/08/2026", day=date(2026, 8, 17))
"""What is merged stands nowhere else: which of two equal neighbours a repeated cell belongs to, nobody could tell."""


@st.composite
def tables(draw: st.DrawFn, *, has_days: bool) -> Table:
    """Draw a table whose edges are filled, with one area of merged cells or none."""
    width, height = draw(st.integers(2, 5)), draw(st.integers(2, 6))
    cell = st.sampled_from([*map(Cell, WORDS), *(DAYS if has_days else ())])
    grid = [[draw(cell) for _ in range(width)] for _ in range(height)]
    for edge in (grid[0], grid[-1]):
        edge[0] = edge[-1] = Cell("x")
    if draw(st.booleans()):
        top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        bottom, right = draw(st.integers(top, height - 1)), draw(st.integers(left, width - 1))
        merged = draw(st.sampled_from([Cell("Gộp\nhai dòng"), *([MERGED_DAY] if has_days else ())]))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                grid[row][column] = replace(merged, repeated=(row, column) != (top, left))
    return Table(tuple(TableRow(tuple(row), line) for line, row in enumerate(grid, start=1)), "Trang")


WRITERS: dict[str, Callable[[Document], bytes]] = {
    "docx": word_of,
    "xlsx": excel_of,
    "xls": old_excel_of,
    "odt": open_text_of,
    "ods": open_sheets_of,
    "rtf": rich_text_of,
    "pdf": pdf_of,
    "md": markdown_of,
}
SHEETS = ("xlsx", "xls", "ods")


@settings(max_examples=25, deadline=None)
@given(drawn=tables(has_days=True))
@pytest.mark.parametrize("kind", WRITERS)
def test_a_table_is_read_as_it_was_written(kind: str, drawn: Table) -> None:
    table = drawn if kind in SHEETS else _without_days(drawn)
    assume(kind != "pdf" or _has_all_its_lines(table))
    blocks = read_content(kind, WRITERS[kind](Document((table,)))).blocks
    (read,) = (block for block in blocks if isinstance(block, Table))
    if kind == "pdf":  # a page knows lines, and no paragraphs; an empty row is a gap between lines
        assert _shown(read) == [row for row in _shown(table) if any(cell.text for cell in row)]
        return
    if kind == "md":  # it knows no merged cells
        assert [[cell.text for cell in row.cells] for row in read.rows] == [
            ["" if cell.repeated else cell.text for cell in row.cells] for row in table.rows
        ]
        return
    assert [row.cells for row in read.rows] == [row.cells for row in table.rows]
    assert [row.line for row in read.rows] == [row.line for row in table.rows]


def _without_days(table: Table) -> Table:
    return Table(
        tuple(replace(row, cells=tuple(Cell(cell.text, cell.repeated) for cell in row.cells)) for row in table.rows)
    )


def _has_all_its_lines(table: Table) -> bool:
    """Tell if between all rows and all columns a line is drawn somewhere: a page shows no others."""
    rows = [row.cells for row in table.rows]
    return all(any(not cell.repeated for cell in line) for line in (*rows, *zip(*rows, strict=True)))


def _shown(table: Table) -> list[list[Cell]]:
    return [[replace(cell, text=" ".join(cell.text.split())) for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("kind", WRITERS)
def test_several_tables_stay_apart(kind: str) -> None:
    one = Table((TableRow((Cell("TT"), Cell("Việc")), 1), TableRow((Cell("1"), Cell("A")), 2)), "Một")
    other = Table((TableRow((Cell("TT"), Cell("Hạn")), 1), TableRow((Cell("1"), Cell("B")), 2)), "Hai")
    between = () if kind in SHEETS else (Paragraph("Phụ lục 2", 3),)
    read = read_content(kind, WRITERS[kind](Document((one, *between, other)))).blocks
    rows = [[row.cells for row in block.rows] for block in read if isinstance(block, Table)]
    if kind == "xls":  # its one sheet holds both
        assert rows == [[row.cells for block in (one, other) for row in block.rows]]
    else:
        assert rows == [[row.cells for row in block.rows] for block in (one, other)]


@settings(max_examples=25, deadline=None)
@given(tables(has_days=True))
def test_a_document_goes_to_another_process_and_back(table: Table) -> None:
    document = Document((table,))
    assert read_document(write_document(document)) == document
