"""How many duties the plan asks for by each day, and how many were done by then."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from data.registry.statistics.tallies import DayTally

Steps = tuple[tuple[date, int], ...]
"""From each day (Viet Nam) on, how many in all; the days in order."""


@dataclass(frozen=True, slots=True)
class Course:
    """`planned` by the written deadlines, `done` by the days that count for "on time"; neither has the undated."""

    planned: Steps
    done: Steps


def compute_course(tallies: Iterable[DayTally]) -> Course:
    """Adds up the days of all tallies."""
    planned: Counter[date] = Counter()
    done: Counter[date] = Counter()
    for tally in tallies:
        if tally.first_due_on is None:
            continue
        planned[tally.first_due_on] += tally.count
        if tally.completed_on is not None:
            done[tally.completed_on] += tally.count
    return Course(_steps(planned), _steps(done))


def _steps(counts: Counter[date]) -> Steps:
    days = sorted(counts)
    return tuple(zip(days, accumulate(counts[day] for day in days), strict=True))
