"""A document as a text and back: what a child process hands to the process that asked for it."""

import json
from datetime import date
from typing import Any

from data.plans.formats.document import Block, Cell, Document, Note, NoteCode, Paragraph, Table, TableRow


def write_document(document: Document) -> str:
    """Return a document as JSON."""
    blocks = [_table(block) if isinstance(block, Table) else _paragraph(block) for block in document.blocks]
    notes = [[note.code.value, note.count, note.lines] for note in document.notes]
    return json.dumps({"blocks": blocks, "notes": notes}, ensure_ascii=False, separators=(",", ":"))


def read_document(written: str) -> Document:
    """Return the document that `write_document` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    held = json.loads(written)
    return Document(
        tuple(map(_read_block, held["blocks"])),
        tuple(Note(NoteCode(code), int(count), tuple(map(int, lines))) for code, count, lines in held["notes"]),
    )


def _paragraph(block: Paragraph) -> list[Any]:
    return [block.text, block.line, block.page, block.numbering, block.level]


def _table(block: Table) -> dict[str, Any]:
    return {
        "sheet": block.sheet,
        "rows": [[row.line, row.page, [_cell(cell) for cell in row.cells]] for row in block.rows],
    }


def _cell(cell: Cell) -> str | list[Any]:
    """Return a cell: its text alone where there is no more, as of most cells."""
    if not cell.repeated and cell.day is None:
        return cell.text
    return [cell.text, cell.repeated, cell.day.isoformat() if cell.day else None, cell.month_only]


def _read_block(held: Any) -> Block:
    if isinstance(held, dict):
        rows = (TableRow(tuple(map(_read_cell, cells)), line, page) for line, page, cells in held["rows"])
        return Table(tuple(rows), str(held["sheet"]))
    text, line, page, numbering, level = held
    return Paragraph(str(text), line, page, numbering, level)


def _read_cell(held: Any) -> Cell:
    if isinstance(held, str):
        return Cell(held)
    text, repeated, day, month_only = held
    return Cell(str(text), bool(repeated), date.fromisoformat(day) if day else None, bool(month_only))
