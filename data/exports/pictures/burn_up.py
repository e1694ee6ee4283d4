"""Burn-up chart of a year: duties due by each day, and duties done by then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

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
from data.exports.pictures.paints import DONE, DONE_EDGE, GREY, PLANNED, RULE, TODAY

Steps = Sequence[tuple[date, int]]
"""From each day on, how many in all; the days in order."""

_HEIGHT, _TOP, _BOTTOM, _LEFT, _RIGHT = 1000, 290, 890, 110, WIDTH - MARGIN
_KEYS_AT = 190
_LINES = 5
"""The most intervals of the scale; each is 1, 2 or 5, or ten or a hundred times as much."""


@dataclass(frozen=True, slots=True)
class BurnUp:
    """The content of the chart, for the days from `first` to `last` inclusive; `done` ends at `today`.

    `months` are the names of those that begin between the two.
    """

    title: str
    subtitle: str
    planned_key: str
    done_key: str
    today_key: str
    months: Sequence[str]
    first: date
    last: date
    today: date
    planned: Steps
    done: Steps


def draw_burn_up(what: BurnUp) -> bytes:
    """Draw the chart as a PNG."""
    paper = _Paper(what)
    paper.draw_done()
    paper.draw_scales()
    paper.draw_planned()
    paper.draw_today()
    paper.draw_words()
    return paper.canvas.png()


def round_step(most: int) -> int:
    """Return the interval of a scale up to `most`: a round number, and at most `_LINES` of them."""
    tens = 1
    while True:
        for step in (tens, 2 * tens, 5 * tens):
            if step * _LINES >= most:
                return step
        tens *= 10


class _Paper:
    """The chart in the making, with its two scales."""

    def __init__(self, what: BurnUp) -> None:
        self.canvas = Canvas(_HEIGHT)
        self._what = what
        most = max((1, *(count for _day, count in (*what.planned, *what.done))))
        self._step = round_step(most)
        self._most = -(-most // self._step) * self._step

    def draw_done(self) -> None:
        """Fill the area under the duties done, with an edge that is visible without colour."""
        corners = self._corners(self._what.done, min(self._what.today, self._what.last))
        for (left, y), (right, _y) in pairwise(corners):
            self.canvas.fill((int(left), int(y), int(right), _BOTTOM), DONE)
        self.canvas.line(corners, DONE_EDGE, 7)

    def draw_planned(self) -> None:
        """Draw the line of duties due."""
        self.canvas.line(self._corners(self._what.planned, self._what.last), PLANNED, 5)

    def draw_scales(self) -> None:
        """Write numbers at the left and months below."""
        for count in range(0, self._most + 1, self._step):
            self.canvas.line([(_LEFT, self._y(count)), (_RIGHT, self._y(count))], RULE, 2)
            self.canvas.write((_LEFT - 14, self._y(count)), str(count), SMALL, anchor="rm", ink=GREY)
        wide = (_RIGHT - _LEFT) / len(self._what.months)
        for n, month in enumerate(self._what.months):
            self.canvas.write((_LEFT + wide * (n + 0.5), _BOTTOM + 46), month, SMALL, anchor="ms", ink=GREY)

    def draw_today(self) -> None:
        """Draw a vertical line at today, if it is one of the days shown."""
        if self._what.first <= self._what.today <= self._what.last:
            x = self._x(self._what.today)
            for y in range(_TOP - 30, _BOTTOM, 24):
                self.canvas.line([(x, y), (x, y + 14)], TODAY, 4)
            words, half = self._what.today_key, text_width(self._what.today_key, SMALL) / 2
            at = min(max(x, MARGIN + half), _RIGHT - half)
            self.canvas.write((at, _TOP - 38), words, SMALL, anchor="ms", ink=TODAY)

    def draw_words(self) -> None:
        """Write title and keys."""
        room = WIDTH - 2 * MARGIN
        self.canvas.write((MARGIN, 70), fit_text(self._what.title, room, BIG, bold=True), BIG, bold=True)
        self.canvas.write((MARGIN, 122), fit_text(self._what.subtitle, room), TEXT, ink=GREY)
        x = MARGIN
        self.canvas.line([(x, _KEYS_AT), (x + 56, _KEYS_AT)], PLANNED, 5)
        self.canvas.write((x + 68, _KEYS_AT), self._what.planned_key, SMALL, anchor="lm")
        x += 68 + int(text_width(self._what.planned_key, SMALL)) + 44
        self.canvas.fill((x, _KEYS_AT - 16, x + 56, _KEYS_AT + 16), DONE)
        self.canvas.line([(x, _KEYS_AT - 16), (x + 56, _KEYS_AT - 16)], DONE_EDGE, 7)
        self.canvas.write((x + 68, _KEYS_AT), self._what.done_key, SMALL, anchor="lm")

    def _corners(self, steps: Steps, last: date) -> list[tuple[float, float]]:
        """Return the corners of a stair from the first day to the end of `last`, starting at the count before it."""
        first = self._what.first
        count = max((count for day, count in steps if day < first), default=0)
        corners = [(self._x(first), self._y(count))]
        for day, count in steps:
            if first <= day <= last:
                corners += [(self._x(day), corners[-1][1]), (self._x(day), self._y(count))]
        return [*corners, (self._x(last + timedelta(1)), corners[-1][1])]

    def _x(self, day: date) -> float:
        days = (self._what.last - self._what.first).days + 1
        return _LEFT + (_RIGHT - _LEFT) * (day - self._what.first).days / days

    def _y(self, count: int) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * count / self._most
