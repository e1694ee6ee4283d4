"""How instants that were written down compare with now, on machines whose clocks are not quite the same."""

from datetime import datetime, timedelta

UNSURE = timedelta(minutes=1)
"""How far apart clocks may be without one of them having been set."""


def within(since: datetime, now: datetime, lasts: timedelta) -> bool:
    """Say whether at most `lasts` has passed since an instant; a later one is of a clock that was ahead."""
    return -UNSURE <= now - since <= lasts
