"""A table of tasks goes into a file of every format, with every damage, and the reader gives the table back."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.plans.cleaning.document import clean_document
from data.plans.formats.confined import read_content
from data.plans.formats.document import Block, Cell, Document, NoteCode, Paragraph, Table, TableRow
from data.plans.table.columns.kinds import Column
from data.plans.table.row import Heading, Row
from data.plans.table.rows import read_table
from tests.data.plans.formats.made_plain_files import pdf_of, text_of
from tests.data.plans.formats.test_tables import WRITERS
from tests.data.plans.table.made_tables import NEEDED, MadeTable, made_tables

Damage = Callable[[str], str]

WITHOUT_LINES = "pdf without lines"
FILES: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    **{kind: (kind, write) for kind, write in WRITERS.items() if kind != "pdf"},
    "txt": ("txt", text_of),
    "pdf": ("pdf", partial(pdf_of, landscape=True)),
    WITHOUT_LINES: ("pdf", partial(pdf_of, landscape=True, ruled=False)),
}

DAMAGES: dict[str, Damage] = {
    "none": str,
    "blanks that do not break": lambda text: text.replace(" ", "\u00a0"),
    "unseen characters": lambda text: text.replace(" ", " \u200b"),
    "soft hyphens": lambda text: text.replace("h", "h\u00ad"),
    "Eth for Đ": lambda text: text.replace("Đ", "Ð").replace("đ", "ð"),
    "letters and accents apart": lambda text: unicodedata.normalize("NFD", text),
    "blanks at the ends": lambda text: f" {text}  " if text else text,
}
SHOWN_ON_A_PAGE = ("none", "blanks at the ends")
"""A page has the letters of its typeface, not those of what was typed."""


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=8, deadline=None)
@given(data=st.data(), made=made_tables())
def test_a_table_in_a_file_is_read_as_it_was_made(name: str, data: st.DataObject, made: MadeTable) -> None:
    kind, write = FILES[name]
    damage = data.draw(st.sampled_from(SHOWN_ON_A_PAGE if kind == "pdf" else tuple(DAMAGES)))
    document = Document(tuple(_damaged(block, DAMAGES[damage]) for block in made.document.blocks))
    document = _on_one_page(document) if name == WITHOUT_LINES else document
    read = read_content(kind, write(document))
    if name == WITHOUT_LINES:
        assume(any(note.code is NoteCode.WITHOUT_LINES for note in read.notes))  # else it is said, and not read
        assume({block.rows[0].page for block in read.blocks if isinstance(block, Table)} == {1})
    entries = read_table(clean_document(read).document).entries
    rows = [entry for entry in entries if isinstance(entry, Row)]
    shown = [column for column in (*NEEDED, Column.DELIVERABLE, Column.COORDINATING) if column in made.tasks[0].cells]
    assert [[row[column] for column in shown] for row in rows] == [
        [task.cells[column] for column in shown] for task in made.tasks
    ]
    assert len([entry for entry in entries if isinstance(entry, Heading)]) == max(task.section for task in made.tasks)


def _on_one_page(document: Document) -> Document:
    """Return a document whose table is whole: two rows alone on a page tell no columns."""
    rows = (row for block in document.blocks if isinstance(block, Table) for row in block.rows)
    return Document((document.blocks[0], Table(tuple(map(_unmerged, rows)))))


def _unmerged(row: TableRow) -> TableRow:
    """Return a row as a page without lines can show it: what is merged over rows stands beside none of them."""
    if all(cell.repeated for cell in row.cells[1:]):
        return row
    return replace(row, cells=tuple(replace(cell, repeated=False) for cell in row.cells))


def _damaged(block: Block, damage: Damage) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=damage(block.text))
    rows = [
        replace(row, cells=tuple(replace(cell, text=damage(cell.text)) for cell in row.cells)) for row in block.rows
    ]
    for place, row in enumerate(rows):
        above = rows[place - 1].cells if place else ()
        rows[place] = replace(
            row, cells=tuple(_within(cell, column, row.cells, above) for column, cell in enumerate(row.cells))
        )
    return Table(tuple(rows))


def _within(cell: Cell, column: int, beside: Sequence[Cell], above: Sequence[Cell]) -> Cell:
    """Return a cell as its own table has it: what was merged on the page before stands there no more."""
    continues = any(
        one.text == cell.text for one in (*above[column : column + 1], *beside[max(0, column - 1) : column])
    )
    return cell if continues else replace(cell, repeated=False)
