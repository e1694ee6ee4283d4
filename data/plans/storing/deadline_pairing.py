"""Pair the dates of two readings of a task, so that progress stays with the date it was made for."""

from collections.abc import Sequence
from datetime import date


def pair_dates(before: Sequence[date | None], after: Sequence[date | None]) -> list[int | None]:
    """Return for each date of `after` the index of the date of `before` that it continues; None where it is new.

    Equal dates belong together, wherever they stand. What is left on both sides is paired in order: a date that
    was moved keeps its progress.
    """
    free = list(range(len(before)))
    found: list[int | None] = []
    for due_on in after:
        same = next((at for at in free if before[at] == due_on), None)
        found.append(same)
        if same is not None:
            free.remove(same)
    return [at if at is not None else (free.pop(0) if free else None) for at in found]
