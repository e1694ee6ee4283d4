"""Read a time that is drawn: a column for each quarter or month, with a mark in those in which a task is done."""

import re
from collections.abc import Sequence
from dataclasses import replace

from data.plans.table.columns.headers import PERIOD
from data.plans.table.parts import GridRow, Part
from data.text import fold

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FEWEST = 3
_MARKS = frozenset({"x", "xx", "v", "✓", "✔", "√", "*", "+", "1", "■", "●"})
_HEAD = "Thời gian thực hiện"


def is_period(name: str) -> bool:
    """Tell if a head is that of one quarter or month."""
    return bool(PERIOD.fullmatch(fold(name)))


def join_periods(part: Part) -> Part:
    """Return a table whose columns of periods are one column of times; others as they are."""
    places = [place for place, name in enumerate(part.names) if is_period(name)]
    if len(places) < _FEWEST or places != list(range(places[0], places[-1] + 1)):
        return part
    labels = [_label(part.names[place]) for place in places]
    year = next((found[0] for place in places if (found := _YEAR.search(part.names[place]))), "")
    rows = [_joined(row, places, labels, year) for row in part.rows]
    again = [replace(one, cells=tuple(_without(one.cells, places, _HEAD))) for one in part.heads_again]
    names = list(_without(part.names, places, _HEAD))
    return replace(part, names=names, rows=rows, heads_again=again, width=len(names))


def _label(name: str) -> str:
    found = PERIOD.fullmatch(fold(name))
    assert found is not None  # noqa: S101 - asked only of periods
    is_quarter = found["kind"].startswith("q")
    return f"{'Quý' if is_quarter else 'Tháng'} {found['number'].upper().lstrip('0')}"


def _joined(row: GridRow, places: Sequence[int], labels: Sequence[str], year: str) -> GridRow:
    texts = [row.cells[place] if place < len(row.cells) else "" for place in places]
    marked = [label for label, text in zip(labels, texts, strict=True) if fold(text) in _MARKS]
    words = list(dict.fromkeys(text for text in texts if text and fold(text) not in _MARKS))
    spans = not marked and len(words) == 1 and all(texts) and places[0] > 0 and words[0] == row.cells[places[0] - 1]
    if marked and not words:
        words = [f"{', '.join(marked)}{f'/{year}' if year else ''}"]
    time = words[0] if spans else "; ".join(words)
    moved = [place if place < places[0] else place - len(places) + 1 for place in range(len(row.cells))]
    kept = [place for place in range(len(row.cells)) if place not in places[1:]]
    return replace(
        row,
        cells=tuple(_without(row.cells, places, time)),
        lines=tuple(_without(row.lines, places, time)),
        repeated=frozenset(
            moved[place] for place in row.repeated if place in kept and (spans or place not in places)
        ),
        blank=frozenset(moved[place] for place in row.blank if place in kept),
    )


def _without(cells: Sequence[str], places: Sequence[int], text: str) -> list[str]:
    return [*cells[: places[0]], text, *cells[places[-1] + 1 :]]
