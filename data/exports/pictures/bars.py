"""Bar chart of agencies (or sections): a bar for each, divided by the standing of its duties."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.exports.pictures.canvas import (
    BIG,
    MARGIN,
    SMALL,
    TEXT,
    WIDTH,
    Canvas,
    fit_text,
    text_width,
)
from data.exports.pictures.paints import GREY, PAINTS_OF_BARS, RULE, Paint

_HEAD, _KEY, _ROW, _BAR, _FOOT = 168, 52, 96, 44, 24


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar. `counts` are in the order of `PAINTS_OF_BARS`; `note` stands above it on the right."""

    name: str
    note: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """The content of the chart; `keys` name the paints."""

    title: str
    subtitle: str
    keys: tuple[str, ...]
    bars: Sequence[Bar]


def draw_bars(what: Bars) -> bytes:
    """Draw the chart as a PNG. All bars have the same length and show shares, with the numbers in them."""
    keys = _key_rows(what.keys)
    top = _HEAD + _KEY * len(keys)
    canvas = Canvas(top + _ROW * len(what.bars) + _FOOT)
    canvas.write((MARGIN, 70), fit_text(what.title, WIDTH - 2 * MARGIN, BIG, bold=True), BIG, bold=True)
    canvas.write((MARGIN, 122), fit_text(what.subtitle, WIDTH - 2 * MARGIN), ink=GREY)
    for row, places in enumerate(keys):
        for x, at in places:
            _key(canvas, x, _HEAD + _KEY * row, PAINTS_OF_BARS[at], what.keys[at])
    for row, bar in enumerate(what.bars):
        _bar(canvas, top + _ROW * row, bar)
    return canvas.png()


def _key_rows(keys: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Return the positions of the keys: rows of (x, index)."""
    rows: list[list[tuple[int, int]]] = [[]]
    x = MARGIN
    for at, words in enumerate(keys):
        width = 62 + int(text_width(words, SMALL)) + 34
        if x + width > WIDTH - MARGIN // 2 and rows[-1]:
            rows.append([])
            x = MARGIN
        rows[-1].append((x, at))
        x += width
    return rows


def _key(canvas: Canvas, x: int, y: int, paint: Paint, words: str) -> None:
    canvas.fill((x, y, x + 50, y + 32), paint)
    canvas.write((x + 62, y + 27), words, SMALL)


def _bar(canvas: Canvas, y: int, bar: Bar) -> None:
    left, right = MARGIN, WIDTH - MARGIN
    canvas.write((right, y + 36), bar.note, SMALL, anchor="rs", ink=GREY)
    room = right - left - text_width(bar.note, SMALL) - 24
    canvas.write((left, y + 36), fit_text(bar.name, room, TEXT), TEXT)
    top, total, before = y + 46, sum(bar.counts), 0
    canvas.fill((left, top, right, top + _BAR), Paint(RULE))
    for count, paint in zip(bar.counts, PAINTS_OF_BARS, strict=True):
        ends = [left + (right - left) * n // total if total else left for n in (before, before + count)]
        box = (ends[0], top, ends[1] - (2 if ends[1] < right else 0), top + _BAR)
        canvas.fill(box, paint)
        if count:
            canvas.label(box, str(count))
        before += count
