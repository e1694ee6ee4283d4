"""The lines that are drawn on a page: borders of tables, as strokes or as thin filled rectangles."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pypdfium2 import raw

_THIN = 3.0
"""Points: what is drawn thinner is a line; two lines nearer to each other are one."""
_SHORTEST = 4.0
_DEEPEST = 5
_MOST_OBJECTS = 20_000
"""Objects of a page that are looked at: a map or a chart has more, a table does not."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one axis: at `place` of the other axis, from `begin` to `end`."""

    place: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of a page: horizontal ones lie at a height, vertical ones at a distance from the left."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


def read_rules(page: raw.FPDF_PAGE) -> Rules:
    """Return the lines drawn on a page."""
    horizontal, vertical = [], []
    for points, is_stroked in _paths(page):
        for (x, y), (other_x, other_y) in _edges(points, is_stroked=is_stroked):
            left, right, bottom, top = min(x, other_x), max(x, other_x), min(y, other_y), max(y, other_y)
            if top - bottom <= _THIN and right - left >= _SHORTEST:
                horizontal.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= _THIN and top - bottom >= _SHORTEST:
                vertical.append(Rule((left + right) / 2, bottom, top))
    return Rules(tuple(horizontal), tuple(vertical))


def _edges(points: list[Point], *, is_stroked: bool) -> Iterator[tuple[Point, Point]]:
    """Yield the two ends of each line of a path: a thin one is a line as a whole, of a filled area no edge is."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    if max(xs) - min(xs) <= _THIN or max(ys) - min(ys) <= _THIN:
        yield (min(xs), min(ys)), (max(xs), max(ys))
    elif is_stroked:
        yield from pairwise(points)


def _paths(page: raw.FPDF_PAGE) -> Iterator[tuple[list[Point], bool]]:
    """Yield the points of each path on a page, and whether its outline is drawn."""
    for place in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        yield from _paths_of(raw.FPDFPage_GetObject(page, place), _IDENTITY, 0)


def _paths_of(drawn: raw.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> Iterator[tuple[list[Point], bool]]:
    kind = raw.FPDFPageObj_GetType(drawn)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
        if fill.value or stroke.value:
            for points in _subpaths(drawn, _times(_matrix(drawn), outer)):
                yield points, bool(stroke.value)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        matrix = _times(_matrix(drawn), outer)
        for place in range(min(raw.FPDFFormObj_CountObjects(drawn), _MOST_OBJECTS)):
            yield from _paths_of(raw.FPDFFormObj_GetObject(drawn, place), matrix, depth + 1)


def _subpaths(path: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(min(raw.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, place)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(_moved((x.value, y.value), matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _matrix(drawn: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawn, matrix):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that moves a point by one, then by the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
