"""Test doubles of clocks."""

from datetime import datetime, timedelta

from data.rules.viet_nam_time import aware
from scheduler.clock import Clock


class FixedClock(Clock):
    """Clock that stands still, inside the office and outside it, until it is moved; it may be moved back.

    `ahead` is how far the world outside is ahead of the office.
    """

    def __init__(self, instant: datetime) -> None:
        """Raise ValueError for an instant without a time zone."""
        self._instant = aware(instant)
        self.ahead = timedelta()

    def now(self) -> datetime:
        return self._instant

    def wall(self) -> datetime:
        return self._instant + self.ahead

    def move_to(self, instant: datetime) -> None:
        """Set the clock to `instant`. Raises ValueError for one without a time zone."""
        self._instant = aware(instant)
