"""Burn-up of a plan: duties due by each day, and duties done by then."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from data.enums import State
from scheduler.statistics.figures import Countable

Steps = tuple[tuple[date, int], ...]
"""Days (Viet Nam) in order, each with the number of duties up to it."""


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Two curves without undated and exempted duties: `planned` by written deadlines, `done` by the days that count
    for "on time", once confirmed.
    """

    planned: Steps
    done: Steps


def compute_burn_up(tallies: Iterable[Countable]) -> BurnUp:
    """Add up the tallies by day."""
    planned: Counter[date] = Counter()
    done: Counter[date] = Counter()
    for tally in tallies:
        if tally.first_due_on is None or tally.state is State.NOT_APPLICABLE:
            continue
        planned[tally.first_due_on] += tally.count
        if tally.state is State.DONE and tally.completed_on is not None:
            done[tally.completed_on] += tally.count
    return BurnUp(_steps(planned), _steps(done))


def _steps(counts: Counter[date]) -> Steps:
    days = sorted(counts)
    return tuple(zip(days, accumulate(counts[day] for day in days), strict=True))
