"""Clocks of the office: the only module that asks the machine what time it is.

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
class StandStill:
    """A time during which a rehearsal's clock stands still, and what the office says of it at the end.

    `idle`: nothing was done meanwhile, so the clock makes up for the time that passed. `until` is the instant that it
    does not pass before the office works again.
    """

    idle: bool = False
    until: datetime | None = None


UNNOTICED = timedelta(milliseconds=100)
"""A difference between two clocks that is left as it is: it comes from the way between them as well."""


class Clock(ABC):
    """Time of the office, and time of the world outside.

    The latter is the machine's, or that of whoever it follows: what several machines share goes by one clock.
    """

    _ahead = timedelta()

    def follow(self, instant: datetime) -> None:
        """Take `instant` (UTC), told just now by a clock that several machines share, for the time of the world."""
        ahead = instant - datetime.now(UTC)
        if abs(ahead - self._ahead) > UNNOTICED:
            self._ahead = ahead

    @abstractmethod
    def now(self) -> datetime:
        """Return the office's instant (UTC): it decides what is due, overdue, sent."""

    def today(self) -> date:
        """Return the office's date in Viet Nam."""
        return viet_nam_date(self.now())

    def wall(self) -> datetime:
        """Return the real instant (UTC), for what the world outside imposes: leases, a channel's pauses."""
        return datetime.now(UTC) + self._ahead

    def stand_still(self) -> AbstractContextManager[StandStill]:
        """Stop a rehearsal's clock while the block runs; real time goes on."""
        return nullcontext(StandStill())


class SystemClock(Clock):
    """Clock of an office that lives in real time."""

    def now(self) -> datetime:
        return self.wall()


class RehearsalClock(Clock):
    """Clock of an office that lives at another time: from `start` on, `rate` times as fast as the world outside.

    It begins when it is first read, since a program takes a while to load, and never runs so fast that the office
    cannot follow: see `stand_still`. `monotonic` counts real seconds, unlike the time of day, which can be set back.
    Safe to share between threads.
    """

    def __init__(
        self, start: datetime, rate: float = 1.0, *, monotonic: Callable[[], float] = machine.monotonic
    ) -> None:
        """Raise ValueError for a `start` without a time zone or a `rate` that is not above zero."""
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
        """Set the clock forward to `instant`. Raises ValueError for an earlier one: what was sent stays sent."""
        with self._lock:
            self._set(aware(instant))

    def advance(self, by: timedelta) -> None:
        """Set the clock forward by `by`. Raises ValueError for a negative one."""
        with self._lock:
            self._set(self._now() + by)

    @contextmanager
    def stand_still(self) -> Iterator[StandStill]:
        """Stop while the office works: moments in a real day, but days in a fast rehearsal.

        It can be moved meanwhile, and stands where it was moved to. After its first stop it waits for the office to
        work again: until then it goes on by `LONGEST_STEP` and not past `StandStill.until`, or a busy machine would
        miss whole mornings.
        """
        still = StandStill()
        with self._lock:
            self._go_on_from(self._now())
            self._holders += 1
            self._step, self._until = LONGEST_STEP, None
        try:
            yield still
        finally:
            with self._lock:
                if not still.idle:
                    self._go_on_from(self._now())
                self._holders -= 1
                self._until = still.until

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
