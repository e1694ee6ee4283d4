"""Find tables without lines on a page: columns are parted where no word stands, rows where space is left.

Both are told by places alone. Where they cannot be told for certain, nothing is made a table of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.plans.formats.pdf.glyphs import join_line
from data.plans.formats.pdf.unruled_columns import (
    FEWEST_GAPS,
    FEWEST_ROWS,
    PageLine,
    Region,
    bottom_of,
    column_of,
    height_of,
    is_number,
    region_at,
)
from data.plans.formats.pdf.unruled_rows import rows_of


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table without lines: edges of its columns from the left, and the texts of its rows.

    `spans` are the rows of one text that goes over several columns, which has it in all of them. `top` and `bottom`
    are how high the table begins and ends.
    """

    xs: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    spans: frozenset[int]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Found:
    """The tables among the lines of a page; `doubtful` counts places that look like one but cannot be told apart."""

    tables: tuple[Aligned, ...] = ()
    doubtful: int = 0


def find_aligned(lines: Sequence[PageLine], known: tuple[float, ...] | None) -> Found:
    """Return the tables among the lines of a page, from its top.

    `known` are the columns of the table that the page before ended with: it may go on without a head.
    """
    tables: list[Aligned] = []
    doubtful, place, done = 0, 0, 0
    while place < len(lines):
        region = region_at(lines, place, done, known if place == 0 else None)
        if region is None:
            place += 1
            continue
        table = _table(region)
        tables += [table] if table else []
        doubtful += table is None and _looks_like_a_table(region)
        place = done = region.start + len(region.lines)
    return Found(tuple(tables), doubtful)


def _table(region: Region) -> Aligned | None:
    """Return the table in a region; None where its rows cannot be told."""
    rows = rows_of(region)
    if rows is None:
        return None
    edges = region.edges
    texts: list[tuple[str, ...]] = []
    spans = set()
    for row in rows:
        if any(map(region.spans, row)):
            number, text = _spanned(row, edges)
            spans.add(len(texts))
            texts.append((number, *[text] * len(edges)) if number else (text,) * (len(edges) + 1))
        else:
            texts.append(tuple(_cells(row, edges)))
    has_empty = any(not any(column) for column in zip(*texts, strict=True))
    if len(texts) < region.fewest or (has_empty and not region.follows):
        return None
    first, last = region.lines[0], region.lines[-1]
    left, right = min(line[0].left for line in region.lines), max(line[-1].right for line in region.lines)
    return Aligned(
        (left - 1, *edges, right + 1),
        tuple(texts),
        frozenset(spans),
        bottom_of(first) + height_of(first),
        bottom_of(last),
    )


def _spanned(row: Sequence[PageLine], edges: Sequence[float]) -> tuple[str, str]:
    pieces = [piece for line in row for piece in line]
    number = pieces[0].text if len(pieces) > 1 and pieces[0].right < edges[0] and is_number(pieces[0]) else ""
    return number, " ".join(piece.text for piece in (pieces[1:] if number else pieces))


def _cells(row: Sequence[PageLine], edges: Sequence[float]) -> Iterator[str]:
    for column in range(len(edges) + 1):
        text = ""
        for line in row:
            here = " ".join(piece.text for piece in line if column_of(piece, edges) == column)
            text = join_line(text, here, "\n") if here else text
        yield text


def _looks_like_a_table(region: Region) -> bool:
    full = sum(len(line) > FEWEST_GAPS for line in region.lines)
    return full >= FEWEST_ROWS and full * 3 >= len(region.lines)
