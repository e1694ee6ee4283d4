"""Read cells that send to a cell above: "nt", "-nt-", "Như trên", a mark of repetition, "Như mục 2"."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from data.plans.table.numbering import read_numbering
from data.plans.table.parts import GridRow
from data.text import fold

_MARKS = frozenset("\"'”“″‟〃′ʺ’‘")
_AS_ABOVE = re.compile(r"[-–(. ]{0,4}(?:n ?\.? ?t|nhu (?:tren|dong tren|o tren|muc tren|nhiem vu tren))[-–). ]{0,4}")
_AS_NUMBER = re.compile(
    r"[-–( ]{0,4}nhu (?:muc|nhiem vu|diem|dong|noi dung)(?: so| thu)? (?P<number>[\w.]{1,12}?)[-–). ]{0,4}"
)
_LONGEST = 40


def is_ditto(cell: str) -> bool:
    """Tell if a cell says no more than that it is as one above."""
    text = cell.strip()
    if not text or len(text) > _LONGEST:
        return False
    if set(text.replace(" ", "")) <= _MARKS:
        return True
    folded = fold(text)
    return bool(_AS_ABOVE.fullmatch(folded) or _AS_NUMBER.fullmatch(folded))


def resolve_dittos(rows: Sequence[GridRow], headings: Collection[int] = ()) -> list[GridRow]:
    """Return rows in which each such cell has what it stands for: the one above it, or that of the row named.

    Where that is empty, or a heading stands between, the cell stays as it is: what it means is asked. `headings` are
    the places of rows before which there is one outside of the table.
    """
    resolved: list[GridRow] = []
    first = 0
    for number, row in enumerate(rows):
        first = number if number in headings else first
        places = [place for place, cell in enumerate(row.cells) if place and is_ditto(cell)]
        if not places:
            resolved.append(row)
            continue
        cells, lines = list(row.cells), list(row.lines)
        filled = set()
        for place in places:
            source = _source(cells[place], place, resolved[first:])
            if source:
                cells[place], lines[place] = source.cells[place], source.lines[place]
                filled.add(place)
        resolved.append(replace(row, cells=tuple(cells), lines=tuple(lines), dittos=frozenset(filled)))
    return resolved


def _source(cell: str, place: int, above: Sequence[GridRow]) -> GridRow | None:
    """Return the row whose cell at a place is meant; None where a heading stands between, or that cell is empty."""
    named = _AS_NUMBER.fullmatch(fold(cell.strip()))
    number = named["number"].strip(".") if named else ""
    for row in reversed(above):
        if _is_heading(row):
            return None
        if number and not _is_numbered(row, number):
            continue
        is_told = place < min(len(row.cells), len(row.lines)) and row.cells[place] and not is_ditto(row.cells[place])
        return row if is_told else None
    return None


def _is_heading(row: GridRow) -> bool:
    """Tell if nothing stands in a row but one text, with a number before it or without."""
    texts = {*filter(None, row.cells)}
    return len(texts) <= 1 or (len(texts) == 2 and read_numbering(row.cells[0]) is not None)


def _is_numbered(row: GridRow, number: str) -> bool:
    return fold(row.cells[0]).strip(" .)") == number
