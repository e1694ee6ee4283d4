"""The lines drawn on a page → the grids of tables: which places make one cell."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.plans.formats import limits
from data.plans.formats.pdf.rules import Rule, Rules

_NEAR = 3.0
"""Points: lines that are nearer are one, and ends that miss each other by less meet."""
_FEWEST_COLUMNS = 2
_MOST_RULES = 5000
"""Lines of a page; a table has hundreds."""


@dataclass(frozen=True, slots=True)
class CellArea:
    """A cell: its first and last row and column on the grid, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class PageGrid:
    """The grid of a table: columns' edges from the left, rows' edges from the top, and its cells by their places."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: dict[tuple[int, int], CellArea]

    @property
    def top(self) -> float:
        """Return how high the table begins."""
        return self.ys[0]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of a point; None outside."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[-1] < y <= self.ys[0]):
            return None
        return bisect_right([-edge for edge in self.ys], -y) - 1, bisect_right(self.xs, x) - 1


def find_grids(rules: Rules) -> list[PageGrid]:
    """Return the tables of a page, from the top: lines that meet, in two columns at least."""
    horizontal, vertical = _joined(rules.horizontal), _joined(rules.vertical)
    if len(horizontal) + len(vertical) > _MOST_RULES:
        return []
    found = []
    for across, down in _groups(horizontal, vertical):
        xs = _edges([rule.place for rule in down], [end for rule in across for end in (rule.begin, rule.end)])
        ys = _edges([rule.place for rule in across], [end for rule in down for end in (rule.begin, rule.end)])
        if _FEWEST_COLUMNS < len(xs) <= limits.COLUMNS + 1 and len(ys) > 1:
            heights = tuple(reversed(ys))
            found.append(PageGrid(tuple(xs), heights, _cells(xs, heights, across, down)))
    return sorted(found, key=lambda grid: -grid.top)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Return lines made whole: pieces that lie one behind the other, as borders of single cells do."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.place):
        if rows and rule.place - rows[-1][0].place <= _NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    joined: list[Rule] = []
    for row in rows:
        place = sum(rule.place for rule in row) / len(row)
        begun: Rule | None = None
        for rule in sorted(row, key=lambda one: one.begin):
            if begun and rule.begin <= begun.end + _NEAR:
                begun = Rule(place, begun.begin, max(begun.end, rule.end))
            else:
                joined += [begun] if begun else []
                begun = Rule(place, rule.begin, rule.end)
        joined += [begun] if begun else []
    return joined


def _groups(horizontal: list[Rule], vertical: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the lines that meet each other, table by table."""
    left, right = set(range(len(horizontal))), set(range(len(vertical)))
    while left:
        across, down = {left.pop()}, set[int]()
        new_across = set(across)
        while new_across:
            new_down = {one for one in right if any(_meet(horizontal[rule], vertical[one]) for rule in new_across)}
            right -= new_down
            down |= new_down
            new_across = {one for one in left if any(_meet(horizontal[one], vertical[rule]) for rule in new_down)}
            left -= new_across
            across |= new_across
        if down:
            yield [horizontal[one] for one in across], [vertical[one] for one in down]


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.begin - _NEAR <= down.place <= across.end + _NEAR
        and down.begin - _NEAR <= across.place <= down.end + _NEAR
    )


def _edges(places: list[float], ends: list[float]) -> list[float]:
    """Return the edges of columns or rows; where an outer border is not drawn, the others end there."""
    edges = sorted(set(places))
    if min(ends) < edges[0] - _NEAR:
        edges.insert(0, min(ends))
    if max(ends) > edges[-1] + _NEAR:
        edges.append(max(ends))
    return edges


def _cells(
    xs: list[float], ys: tuple[float, ...], across: list[Rule], down: list[Rule]
) -> dict[tuple[int, int], CellArea]:
    """Return the cells of a grid: places between which no line is drawn are one, as far as they make a rectangle."""
    right_of = {(row, column): _is_drawn(down, xs[column + 1], (ys[row] + ys[row + 1]) / 2)
                for row in range(len(ys) - 1) for column in range(len(xs) - 2)}  # fmt: skip
    below = {(row, column): _is_drawn(across, ys[row + 1], (xs[column] + xs[column + 1]) / 2)
             for row in range(len(ys) - 2) for column in range(len(xs) - 1)}  # fmt: skip
    cells: dict[tuple[int, int], CellArea] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in cells:
                continue
            right = column
            while right < len(xs) - 2 and not right_of[row, right] and (row, right + 1) not in cells:
                right += 1
            bottom = row
            while bottom < len(ys) - 2 and not any(below[bottom, one] for one in range(column, right + 1)):
                bottom += 1
            area = CellArea(row, column, bottom, right)
            cells |= {(y, x): area for y in range(row, bottom + 1) for x in range(column, right + 1)}
    return cells


def _is_drawn(rules: list[Rule], place: float, at: float) -> bool:
    return any(abs(rule.place - place) <= _NEAR and rule.begin - _NEAR <= at <= rule.end + _NEAR for rule in rules)
