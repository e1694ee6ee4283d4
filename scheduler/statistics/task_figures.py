"""Figures counted by task: a task of many agencies is one, and done when all of its duties are."""

from collections.abc import Iterable

from data.rules.standing import Standing
from scheduler.statistics.figures import NONE, Figures

_OPEN_FIRST = (
    Standing.OPEN_OVERDUE,
    Standing.OPEN_IN_TIME,
    Standing.WAITING,
    Standing.DONE_LATE,
    Standing.DONE_ON_TIME,
)
"""A task stands as the first of these in which one of its duties stands; undated duties decide only where all are."""


def count_tasks(tasks: Iterable[Figures]) -> Figures:
    """Return how many tasks stand how, by the figures of the duties of each."""
    return sum(map(_as_one, tasks), NONE)


def task_standing(duties: Figures) -> Standing:
    """Return how a task stands by the figures of its duties."""
    if found := next((found for found in _OPEN_FIRST if duties.of(found)), None):
        return found
    return Standing.NO_DATE if duties.no_date else Standing.NOT_APPLICABLE


def _as_one(duties: Figures) -> Figures:
    found = task_standing(duties)
    in_extension = found is Standing.DONE_LATE and duties.done_late == duties.done_in_extension
    return Figures(**{found.value: 1}, extended=int(duties.extended > 0), done_in_extension=int(in_extension))
