"""Find the lines of a page that leave the same gaps: the columns of a table whose lines are not drawn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.plans.formats.pdf.glyphs import COLUMN_GAP, Piece

FEWEST_GAPS = 2
FEWEST_ROWS = 3
_NEAR_ABOVE = 1.3
_SEPARATE = 4.0
"""Heights: what is so far below is no part of the table."""
_WIDE = 0.45
"""A lone text over so much of the width goes over several columns."""
_TOWARDS_RIGHT = 0.8
"""Where in a gap the edge is: near the next column, since this one's lines may be longer on another page."""
_ROW_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])[.)]{0,2}")

PageLine = Sequence[Piece]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that leave the same gaps between columns, from `start` on; `edges` lie in these gaps.

    `fewest` is how many rows make a table of it; one that `follows` has the columns of the page before.
    """

    start: int
    lines: Sequence[PageLine]
    edges: tuple[float, ...]
    fewest: int = FEWEST_ROWS
    follows: bool = False

    def spans(self, line: PageLine) -> bool:
        """Tell if something of a line goes over several columns."""
        return any(piece.left < edge < piece.right for piece in line for edge in self.edges)


def region_at(lines: Sequence[PageLine], place: int, done: int, known: tuple[float, ...] | None) -> Region | None:
    """Return the lines from `place` on that leave gaps for columns, with those above that stand beside its first."""
    if known and (following := _following_region(lines, place, known)):
        return following
    if len(lines[place]) <= FEWEST_GAPS:
        return None
    covered = _spans_of(lines[place])
    end, last = place + 1, place + 1
    for line in lines[place + 1 :]:
        above, need = lines[end - 1], COLUMN_GAP * height_of(line)
        if bottom_of(above) - bottom_of(line) > _SEPARATE * height_of(above):
            break
        if not _may_span(line, covered):
            united = _united([*covered, *_spans_of(line)])
            gaps, before = len(_gaps(united, need)), len(_gaps(covered, need))
            if gaps < FEWEST_GAPS or (before > FEWEST_GAPS and gaps * 2 < before):
                break
            covered, last = united, end + 1
        end += 1
    start = place
    while start > done and bottom_of(lines[start - 1]) - bottom_of(lines[start]) < _NEAR_ABOVE * height_of(
        lines[start]
    ):
        united = _united([*covered, *_spans_of(lines[start - 1])])
        if len(_gaps(united, 0)) < len(_gaps(covered, 0)):
            break
        start, covered = start - 1, united
    gaps_left = _gaps(covered, COLUMN_GAP * height_of(lines[place]))
    parted = sum(len(line) > 1 for line in lines[start:last])
    if len(gaps_left) < FEWEST_GAPS or parted < FEWEST_ROWS:
        return None
    edges = tuple(left + _TOWARDS_RIGHT * (right - left) for left, right in gaps_left)
    return Region(start, lines[start:last], edges)


def _following_region(lines: Sequence[PageLine], place: int, known: tuple[float, ...]) -> Region | None:
    """Return the lines with which the table of the page before goes on: they keep to its columns; else None."""
    edges = known[1:-1]
    half = COLUMN_GAP * height_of(lines[place]) / 2 + 1
    columns = [(left + half, right - half) for left, right in pairwise(known)]
    end = place
    for line in lines[place:]:
        above = lines[end - 1] if end > place else line
        if bottom_of(above) - bottom_of(line) > _SEPARATE * height_of(above):
            break
        crosses = any(piece.left < edge < piece.right for piece in line for edge in edges)
        if crosses and not _may_span(line, columns):
            return None
        end += 1
    while end > place and _is_lone(lines[end - 1], edges):
        end -= 1
    return Region(place, lines[place:end], edges, 1, follows=True) if end > place else None


def _is_lone(line: PageLine, edges: Sequence[float]) -> bool:
    """Tell if a line goes over columns: at the end of a table it is text below."""
    return any(piece.left < edge < piece.right for piece in line for edge in edges)


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
    texts = line[1:] if len(line) > 1 and is_number(line[0]) else line
    if len(texts) != 1:
        return False
    left, right = texts[0].left, texts[0].right
    over = any(left < gap[0] and gap[1] < right for gap in _gaps(covered, COLUMN_GAP * texts[0].height))
    return over or right - left > _WIDE * (covered[-1][1] - covered[0][0])


def column_of(piece: Piece, edges: Sequence[float]) -> int:
    """Return the place of the column in which a piece stands."""
    middle = (piece.left + piece.right) / 2
    return sum(edge < middle for edge in edges)


def is_number(piece: Piece) -> bool:
    """Tell if a piece is the number of a row."""
    return bool(_ROW_NUMBER.fullmatch(piece.text))


def bottom_of(line: PageLine) -> float:
    """Return how low a line stands."""
    return line[0].bottom


def height_of(line: PageLine) -> float:
    """Return how high the letters of a line are."""
    return line[0].height
