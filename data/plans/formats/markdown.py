"""Turn the bytes of a Markdown file into headings, paragraphs and tables of cells between bars."""

import re
from collections.abc import Sequence

from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from data.plans.formats.text import read_lines

_DASHES = re.compile(r":?-+:?")
_MOST_MARKS = 6
_TAB = re.compile(r"\t")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).){1,2000})(?<=\S)\1")
"""No sign of its own stands within: else each one that is never closed would be looked through to the end."""
_LONGEST = 5000
"""Characters of a line that may be one of a table's; a longer one is text."""


def read_markdown(content: bytes) -> Document:
    """Return the document in Markdown `content`; lines with tabs are the rows of a table as in a plain text.

    Raises PlanUnreadable as `data.plans.formats.text.read_lines` does.
    """
    lines = read_lines(content)
    blocks: list[Paragraph | Table] = []
    place = 0
    while place < len(lines):
        end = _end_of_table(lines, place)
        if end > place:
            rows = [(at + 1, lines[at]) for at in range(place, end) if at != place + 1 or not _is_rule(lines[at])]
            blocks.append(Table(tuple(TableRow(tuple(map(Cell, _cells(line))), at) for at, line in rows)))
            place = end
            continue
        blocks.append(_paragraph(lines[place], place + 1))
        place += 1
    return Document(tuple(blocks))


def _end_of_table(lines: Sequence[str], place: int) -> int:
    """Return the place behind the table that begins at `place`; `place` itself where none does."""
    has_rule = place + 1 < len(lines) and _is_rule(lines[place + 1])
    if "\t" in lines[place]:
        mark, end = _TAB, place
    elif "|" in lines[place] and has_rule:
        mark, end = _BAR, place + 2
    else:
        return place
    while end < len(lines) and mark.search(lines[end]):
        end += 1
    return end


def _is_rule(line: str) -> bool:
    return "|" in line and "-" in line and len(line) < _LONGEST and _is_below_head(line)


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    bare = line.strip().removeprefix("|")
    parts = _BAR.split(bare)
    if bare.endswith("|") and not parts[-1].strip():
        parts = parts[:-1]
    return [_plain(_BREAK.sub("\n", part)).replace("\\|", "|").strip() for part in parts]


def _paragraph(line: str, at: int) -> Paragraph:
    level = len(line) - len(line.lstrip("#"))
    if 0 < level <= _MOST_MARKS and line[level : level + 1].isspace():
        return Paragraph(_plain(line[level:].rstrip().rstrip("#").strip()), at, level=level)
    return Paragraph(_plain(line), at)


def _is_below_head(line: str) -> bool:
    """Return whether a line is that of dashes below the head of a table."""
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    return all(_DASHES.fullmatch(cell.strip()) for cell in cells)


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\2", text) if len(text) < _LONGEST else text
