"""Part the rows of a table whose lines are not drawn: by the space between them, else beside their numbers."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from data.plans.formats.pdf.glyphs import Piece
from data.plans.formats.pdf.unruled_columns import (
    FEWEST_ROWS,
    PageLine,
    Region,
    Span,
    column_of,
    height_of,
    is_number,
)

_SAME_CELL = 1.12
"""Lines of a column that are no farther apart than its lines usually are, by so much, are of one cell."""
_LEAST_STEP = 0.8
_FAR = 1.4


def rows_of(region: Region) -> list[list[PageLine]] | None:
    """Return the lines of each row: cells that stand side by side make one. None where rows leave no space."""
    step = _usual_step(region)
    blocks = sorted(_blocks(region, step), key=lambda block: -block[1])
    rows: list[Span] = []
    for low, high in blocks:
        if rows and high > rows[-1][0]:
            rows[-1] = (min(rows[-1][0], low), rows[-1][1])
        else:
            rows.append((low, high))
    parted = [[line for line in region.lines if low <= _middle(line) <= high] for low, high in rows]
    if all(_numbers(row, region) <= 1 for row in parted) and len(parted) >= region.fewest:
        return parted
    return _rows_by_number(region) or _single_lines(region)


def _usual_step(region: Region) -> float:
    """Return how far apart the lines of one cell are: nothing stands nearer to each other."""
    least = _LEAST_STEP * height_of(region.lines[0])
    steps = (
        _middle_of(above) - _middle_of(below) for column in _columns(region) for above, below in pairwise(column)
    )
    return min((step for step in steps if step > least), default=0.0)


def _columns(region: Region) -> Iterator[list[Piece]]:
    for column in range(len(region.edges) + 1):
        yield [
            piece
            for line in region.lines
            if not region.spans(line)
            for piece in line
            if column_of(piece, region.edges) == column
        ]


def _blocks(region: Region, step: float) -> Iterator[Span]:
    """Yield how low and high each cell reaches, and each line that goes over several columns."""
    for column in _columns(region):
        block: list[Piece] = []
        for piece in column:
            if block and _middle_of(block[-1]) - _middle_of(piece) > _SAME_CELL * step:
                yield _extent(block)
                block = []
            block.append(piece)
        if block:
            yield _extent(block)
    for line in region.lines:
        if region.spans(line):
            yield _extent(line)


def _extent(pieces: Sequence[Piece]) -> Span:
    """Return how low and high pieces reach, less what letters leave of a line's height."""
    middles = [_middle_of(piece) for piece in pieces]
    half = pieces[0].height / 4
    return min(middles) - half, max(middles) + half


def _numbers(row: Sequence[PageLine], region: Region) -> int:
    return sum(line[0].right < region.edges[0] and is_number(line[0]) for line in row)


def _rows_by_number(region: Region) -> list[list[PageLine]] | None:
    """Return the rows where no space parts them: each begins beside its number, where numbers stand on top."""
    starts = [place for place, line in enumerate(region.lines) if _numbers([line], region)]
    on_top = sum(all(not piece.text[:1].islower() for piece in region.lines[place][1:]) for place in starts)
    if len(starts) + 1 < FEWEST_ROWS or starts[0] == 0 or on_top < len(starts) or starts[0] > FEWEST_ROWS:
        return None
    spanning = [place for place, line in enumerate(region.lines) if region.spans(line)]
    far = _FAR * _usual_step(region)
    apart = [
        place + 1
        for place, (above, line) in enumerate(pairwise(region.lines))
        if _middle(above) - _middle(line) > far
    ]
    first = [
        place
        for place, line in enumerate(region.lines)
        if place > starts[0] and column_of(line[0], region.edges) == 0
    ]
    cuts = sorted(
        {0, *starts, *first, *spanning, *apart, *(place + 1 for place in spanning if place + 1 < len(region.lines))}
    )
    return [list(region.lines[cut:after]) for cut, after in pairwise([*cuts, len(region.lines)])]


def _single_lines(region: Region) -> list[list[PageLine]] | None:
    """Return each line as a row, where all have something in most columns."""
    filled = [
        len({column_of(piece, region.edges) for piece in line}) for line in region.lines if not region.spans(line)
    ]
    is_full = bool(filled) and min(filled) * 2 > len(region.edges) + 1
    return [[line] for line in region.lines] if is_full else None


def _middle(line: PageLine) -> float:
    return _middle_of(line[0])


def _middle_of(piece: Piece) -> float:
    return piece.bottom + piece.height / 2
