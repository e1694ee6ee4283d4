"""Find tables without lines on a page: columns are parted where no word stands, rows where space is left.

Both are told by places alone. Where they cannot be told for certain, nothing is made a table of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.plans.formats.pdf.letters import COLUMN_GAP, Piece, join_line

_FEWEST_GAPS = 2
_FEWEST_ROWS = 3
_SAME_CELL = 1.12
"""Lines of a column that are no farther apart than its lines usually are, by so much, are of one cell."""
_LEAST_STEP = 0.8
_FAR = 1.4
_NEAR_ABOVE = 1.3
_SEPARATE = 4.0
"""Heights: what is so far below is no part of the table."""
_WIDE = 0.45
"""A lone text over so much of the width goes over several columns."""
_ROW_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])[.)]{0,2}")

PageLine = Sequence[Piece]
Span = tuple[float, float]


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
    """What of the lines of a page is a table; `doubtful` is how much looks like one that cannot be told apart."""

    tables: tuple[Aligned, ...] = ()
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class _Region:
    """Lines that leave the same gaps between columns, from `start` on; `edges` lie in these gaps.

    `fewest` is how many rows make a table of it.
    """

    start: int
    lines: Sequence[PageLine]
    edges: tuple[float, ...]
    fewest: int = _FEWEST_ROWS

    def spans(self, line: PageLine) -> bool:
        return any(piece.left < edge < piece.right for piece in line for edge in self.edges)


def find_aligned(lines: Sequence[PageLine], known: tuple[float, ...] | None) -> Found:
    """Return the tables among the lines of a page, from its top.

    `known` are the columns of the table that the page before ended with: it may go on without a head.
    """
    tables: list[Aligned] = []
    doubtful, place, done = 0, 0, 0
    while place < len(lines):
        region = _region_at(lines, place, done, known if place == 0 else None)
        if region is None:
            place += 1
            continue
        table = _table(region)
        tables += [table] if table else []
        doubtful += table is None and _looks_like_a_table(region)
        place = done = region.start + len(region.lines)
    return Found(tuple(tables), doubtful)


def _region_at(lines: Sequence[PageLine], place: int, done: int, known: tuple[float, ...] | None) -> _Region | None:
    """Return the lines from `place` on that leave gaps for columns, with those above that stand beside its first."""
    goes_on = known is not None and not any(
        piece.left < edge < piece.right for piece in lines[place] for edge in known[1:-1]
    )
    if len(lines[place]) <= _FEWEST_GAPS and not goes_on:
        return None
    covered = _spans_of(lines[place])
    if goes_on and known:
        covered = _united([*covered, *((left + 2, right - 2) for left, right in pairwise(known))])
    end, last = place + 1, place + 1
    for line in lines[place + 1 :]:
        above, need = lines[end - 1], COLUMN_GAP * _height(line)
        if _bottom(above) - _bottom(line) > _SEPARATE * _height(above):
            break
        if not _may_span(line, covered):
            united = _united([*covered, *_spans_of(line)])
            gaps, before = len(_gaps(united, need)), len(_gaps(covered, need))
            if gaps < _FEWEST_GAPS or (before > _FEWEST_GAPS and gaps * 2 < before):
                break
            covered, last = united, end + 1
        end += 1
    start = place
    while start > done and _bottom(lines[start - 1]) - _bottom(lines[start]) < _NEAR_ABOVE * _height(lines[start]):
        united = _united([*covered, *_spans_of(lines[start - 1])])
        if len(_gaps(united, 0)) < len(_gaps(covered, 0)):
            break
        start, covered = start - 1, united
    gaps_left = _gaps(covered, COLUMN_GAP * _height(lines[place]))
    parted = sum(len(line) > 1 for line in lines[start:last])
    if len(gaps_left) < _FEWEST_GAPS or (not goes_on and parted < _FEWEST_ROWS):
        return None
    edges = tuple((left + right) / 2 for left, right in gaps_left)
    return _Region(start, lines[start:last], edges, 1 if goes_on else _FEWEST_ROWS)


def _spans_of(line: PageLine) -> list[Span]:
    return [(piece.left, piece.right) for piece in line]


def _united(spans: Sequence[Span]) -> list[Span]:
    united: list[Span] = []
    for left, right in sorted(spans):
        if united and left <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], right))
        else:
            united.append((left, right))
    return united


def _gaps(covered: Sequence[Span], need: float) -> list[Span]:
    """Return the gaps between what is covered that are wide enough to part columns."""
    found: list[Span] = []
    for (_left, right), (left, _right) in pairwise(covered):
        if left - right >= need:
            found.append((right, left))
    return found


def _may_span(line: PageLine, covered: Sequence[Span]) -> bool:
    """Tell if a line may go over several columns: a lone text, or one with a number before it, wide or over a gap."""
    texts = line[1:] if len(line) > 1 and _is_number(line[0]) else line
    if len(texts) != 1:
        return False
    left, right = texts[0].left, texts[0].right
    over = any(left < gap[0] and gap[1] < right for gap in _gaps(covered, COLUMN_GAP * texts[0].height))
    return over or right - left > _WIDE * (covered[-1][1] - covered[0][0])


def _table(region: _Region) -> Aligned | None:
    """Return the table in a region; None where its rows cannot be told."""
    rows = _rows(region)
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
    if len(texts) < region.fewest or any(not any(column) for column in zip(*texts, strict=True)):
        return None
    first, last = region.lines[0], region.lines[-1]
    left, right = min(line[0].left for line in region.lines), max(line[-1].right for line in region.lines)
    return Aligned(
        (left - 1, *edges, right + 1), tuple(texts), frozenset(spans), _bottom(first) + _height(first), _bottom(last)
    )


def _rows(region: _Region) -> list[list[PageLine]] | None:
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


def _usual_step(region: _Region) -> float:
    """Return how far apart the lines of one cell are: nothing stands nearer to each other."""
    least = _LEAST_STEP * _height(region.lines[0])
    steps = (
        _middle_of(above) - _middle_of(below) for column in _columns(region) for above, below in pairwise(column)
    )
    return min((step for step in steps if step > least), default=0.0)


def _columns(region: _Region) -> Iterator[list[Piece]]:
    for column in range(len(region.edges) + 1):
        yield [
            piece
            for line in region.lines
            if not region.spans(line)
            for piece in line
            if _column_of(piece, region.edges) == column
        ]


def _blocks(region: _Region, step: float) -> Iterator[Span]:
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


def _numbers(row: Sequence[PageLine], region: _Region) -> int:
    return sum(line[0].right < region.edges[0] and _is_number(line[0]) for line in row)


def _rows_by_number(region: _Region) -> list[list[PageLine]] | None:
    """Return the rows where no space parts them: each begins beside its number, where numbers stand on top."""
    starts = [place for place, line in enumerate(region.lines) if _numbers([line], region)]
    on_top = sum(len(region.lines[place]) > 1 and not region.lines[place][1].text[:1].islower() for place in starts)
    if len(starts) + 1 < _FEWEST_ROWS or starts[0] == 0 or on_top < len(starts) or starts[0] > _FEWEST_ROWS:
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
        if place > starts[0] and _column_of(line[0], region.edges) == 0
    ]
    cuts = sorted(
        {0, *starts, *first, *spanning, *apart, *(place + 1 for place in spanning if place + 1 < len(region.lines))}
    )
    return [list(region.lines[cut:after]) for cut, after in pairwise([*cuts, len(region.lines)])]


def _single_lines(region: _Region) -> list[list[PageLine]] | None:
    """Return each line as a row, where all have something in most columns."""
    filled = [
        len({_column_of(piece, region.edges) for piece in line}) for line in region.lines if not region.spans(line)
    ]
    is_full = bool(filled) and min(filled) * 2 > len(region.edges) + 1
    return [[line] for line in region.lines] if is_full else None


def _spanned(row: Sequence[PageLine], edges: Sequence[float]) -> tuple[str, str]:
    pieces = [piece for line in row for piece in line]
    number = pieces[0].text if len(pieces) > 1 and pieces[0].right < edges[0] and _is_number(pieces[0]) else ""
    return number, " ".join(piece.text for piece in (pieces[1:] if number else pieces))


def _cells(row: Sequence[PageLine], edges: Sequence[float]) -> Iterator[str]:
    for column in range(len(edges) + 1):
        text = ""
        for line in row:
            here = " ".join(piece.text for piece in line if _column_of(piece, edges) == column)
            text = join_line(text, here, "\n") if here else text
        yield text


def _column_of(piece: Piece, edges: Sequence[float]) -> int:
    middle = (piece.left + piece.right) / 2
    return sum(edge < middle for edge in edges)


def _looks_like_a_table(region: _Region) -> bool:
    full = sum(len(line) > _FEWEST_GAPS for line in region.lines)
    return full >= _FEWEST_ROWS and full * 3 >= len(region.lines)


def _is_number(piece: Piece) -> bool:
    return bool(_ROW_NUMBER.fullmatch(piece.text))


def _bottom(line: PageLine) -> float:
    return line[0].bottom


def _height(line: PageLine) -> float:
    return line[0].height


def _middle(line: PageLine) -> float:
    return _middle_of(line[0])


def _middle_of(piece: Piece) -> float:
    return piece.bottom + piece.height / 2
