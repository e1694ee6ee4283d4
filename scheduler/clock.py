"""What time it is: the only module that asks the machine.

Everything else is given `now` (an aware instant in UTC) or `today` (a date in Viet Nam) and so can be
rehearsed. The server's own time zone plays no part anywhere.
"""

import time as machine
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Lock

from data.rules.viet_nam_time import aware, viet_nam_date

LONGEST_STEP = timedelta(hours=12)
"""What passes of a rehearsal between two looks of the office at what is due, at most: shorter than a slot."""


@dataclass(slots=True)
class Hold:
    """Of a clock. `idle`: nothing was done meanwhile, and the time that passed is made up for.

    `until` is the instant that a rehearsal does not pass before the office works again.
    """

    idle: bool = False
    until: datetime | None = None


class Clock(ABC):
    """The time the office lives at, and the time of the world outside."""

    @abstractmethod
    def now(self) -> datetime:
        """The office's instant (UTC): decides what is due, overdue, sent."""

    def today(self) -> date:
        """The office's date in Viet Nam."""
        return viet_nam_date(self.now())

    def wall(self) -> datetime:
        """The real instant (UTC), for what the world outside imposes: leases, a channel's pauses."""
        return datetime.now(UTC)

    def held(self) -> AbstractContextManager[Hold]:
        """While the block runs a rehearsal stands still; real time does not."""
        return nullcontext(Hold())


class SystemClock(Clock):
    """The office lives in real time."""

    def now(self) -> datetime:
        return self.wall()


class RehearsalClock(Clock):
    """The office lives at another time: from `start` on, `rate` times as fast as the world outside.

    It begins when it is first looked at, since a program takes a while to load.
    Not so fast that the office could not follow: see `held`. `monotonic` counts real seconds. It is not the system's
    time of day, which can be set back. Safe to share between threads.
    """

    def __init__(
        self, start: datetime, rate: float = 1.0, *, monotonic: Callable[[], float] = machine.monotonic
    ) -> None:
        """Raises ValueError for a `start` without a time zone or a `rate` that is not above zero."""
        if not rate > 0:
            raise ValueError(f"a clock runs forward, not at rate {rate:g}")
        self._origin = aware(start)
        self._rate = rate
        self._monotonic = monotonic
        self._counted_from: float | None = None
        self._holders = 0
        self._step: timedelta | None = None
        self._until: datetime | None = None
        self._lock = Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._now()

    def move_to(self, instant: datetime) -> None:
        """Goes on from `instant`. Raises ValueError where that is past: what was sent cannot be unsent."""
        with self._lock:
            self._set(aware(instant))

    def advance(self, by: timedelta) -> None:
        """Skips `by`. Raises ValueError for a negative one."""
        with self._lock:
            self._set(self._now() + by)

    @contextmanager
    def held(self) -> Iterator[Hold]:
        """The moments that the office's own work takes: nothing beside a real day, days in a fast rehearsal.

        It can be moved meanwhile, and stands where it was moved to. Once held it waits for the office to look again:
        without that it goes on by `LONGEST_STEP` and no further, nor past `Hold.until`, or a busy machine would miss
        whole mornings.
        """
        hold = Hold()
        with self._lock:
            self._go_on_from(self._now())
            self._holders += 1
            self._step, self._until = LONGEST_STEP, None
        try:
            yield hold
        finally:
            with self._lock:
                if not hold.idle:
                    self._go_on_from(self._now())
                self._holders -= 1
                self._until = hold.until

    def _now(self) -> datetime:
        if self._counted_from is None:
            self._counted_from = self._monotonic()
        if self._holders:
            return self._origin
        passed = timedelta(seconds=(self._monotonic() - self._counted_from) * self._rate)
        now = self._origin + (passed if self._step is None else min(passed, self._step))
        return min(now, self._until) if self._until else now

    def _set(self, instant: datetime) -> None:
        now = self._now()
        if instant < now:
            raise ValueError(f"the clock stands at {now.isoformat()} and does not go back")
        self._go_on_from(instant)
        self._until = None

    def _go_on_from(self, instant: datetime) -> None:
        self._origin, self._counted_from = instant, self._monotonic()
