"""Read cells that send to a cell above: "nt", "-nt-", "Như trên", a mark of repetition, "Như mục 2"."""

import re
from collections.abc import Sequence
from dataclasses import replace

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


def resolve_dittos(rows: Sequence[GridRow]) -> list[GridRow]:
    """Return rows in which each such cell has what it stands for: the last one above it, or that of the row named."""
    resolved: list[GridRow] = []
    for row in rows:
        places = [place for place, cell in enumerate(row.cells) if place and is_ditto(cell)]
        if not places:
            resolved.append(row)
            continue
        cells, lines = list(row.cells), list(row.lines)
        for place in places:
            source = _source(cells[place], place, resolved)
            if source:
                cells[place], lines[place] = source.cells[place], source.lines[place]
        resolved.append(replace(row, cells=tuple(cells), lines=tuple(lines)))
    return resolved


def _source(cell: str, place: int, above: Sequence[GridRow]) -> GridRow | None:
    """Return the row whose cell at a place is meant; one that spans its whole row is a heading's."""
    named = _AS_NUMBER.fullmatch(fold(cell.strip()))
    number = named["number"].strip(".") if named else ""
    for row in reversed(above):
        if place >= len(row.cells) or not row.cells[place] or place >= len(row.lines):
            continue
        if len({*filter(None, row.cells)}) <= 1 or (number and not _is_numbered(row, number)):
            continue
        return row
    return None


def _is_numbered(row: GridRow, number: str) -> bool:
    return fold(row.cells[0]).strip(" .)") == number
