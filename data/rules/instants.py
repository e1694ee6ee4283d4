"""Comparison of stored instants with now, on machines whose clocks are not quite the same."""

from datetime import datetime, timedelta

UNSURE = timedelta(minutes=1)
"""Difference between clocks of which none has been set."""


def within(since: datetime, now: datetime, lasts: timedelta) -> bool:
    """Tell if at most `lasts` has passed since an instant; a later one is of a clock that was ahead."""
    return -UNSURE <= now - since <= lasts
