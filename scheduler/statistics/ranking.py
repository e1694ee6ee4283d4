"""Agencies ranked by how surely they are on time: by the share that is likely at least, not by the one that was seen.

The share is of duties done by their first deadline among those of which it is known (done, or overdue). Three of
three prove less than ninety of ninety-five, so an agency is placed by the lower end of the interval of 95 % for its
share: E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from scheduler.statistics.overview import Part

_Z = 1.959964
"""The bounds of the middle 95 % of the normal distribution, in standard deviations."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An agency with its place, from 1, which those of equal figures share. `at_least` is what it is placed by."""

    place: int
    part: Part
    at_least: float


def least_share(count: int, whole: int) -> float:
    """Return the lower bound (0 to 1) of Wilson's interval of 95 % for `count` of `whole`; 0 of nothing."""
    if not whole:
        return 0.0
    share, square = count / whole, _Z * _Z
    middle = share + square / (2 * whole)
    spread = _Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return max(0.0, (middle - spread) / (1 + square / whole))


def rank_agencies(agencies: Iterable[Part]) -> list[Ranked]:
    """Return the agencies of which anything is known, the surest first; of equals in the order of the directory."""
    bounds = [
        (least_share(part.figures.done_on_time, judged), part) for part in agencies if (judged := part.figures.judged)
    ]
    bounds.sort(key=lambda one: -one[0])
    ranked: list[Ranked] = []
    for at, (bound, part) in enumerate(bounds):
        place = ranked[-1].place if ranked and ranked[-1].at_least == bound else at + 1
        ranked.append(Ranked(place, part, bound))
    return ranked
