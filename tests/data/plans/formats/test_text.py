"""A text file is a document: lines are paragraphs, lines with tabs the rows of tables."""

from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from data.plans.formats.text import read_text


def test_lines_with_tabs_are_tables_and_the_others_paragraphs() -> None:
    assert read_text("Mở đầu\n\nTT\tViệc\n1\tA\t\nCuối".encode()) == Document(
        (
            Paragraph("Mở đầu", 1),
            Paragraph("", 2),
            Table(
                (
                    TableRow((Cell("TT"), Cell("Việc")), 3),
                    TableRow((Cell("1"), Cell("A"), Cell("")), 4),
                )
            ),
            Paragraph("Cuối", 5),
        )
    )
