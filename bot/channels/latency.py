"""The least time that a provider has lately taken to answer."""

from collections.abc import Callable
from math import inf
from time import monotonic

RECENTLY = 30.0
"""Seconds; what is older than twice as long is forgotten: the way to a provider changes."""
_ENOUGH = 5
"""Calls after which something is known."""
_AT_FIRST = 0.25
"""Seconds that a call is thought to take before."""
_SURE, _UNSURE = 0.98, 0.005
"""The part of the least time that is counted on, but for so many seconds."""
_OF_THE_SPREAD = 0.25
"""The part of what a call usually takes longer that is not counted on either: the least may not have been seen."""
_NEWS = 0.05


class Latency:
    """The least time between asking and being answered, of the calls of the last minute.

    No call arrives sooner, and no answer is written later before it is read, than the two ways take together: so much
    is certain of when the other side counted a call, besides that it was between asking and being answered.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with nothing known. `clock` gives the time in seconds."""
        self._clock = clock
        self._least = self._least_before = inf
        self._usual = 0.0
        self._count = 0
        self._began = 0.0

    def record(self, seconds: float) -> None:
        """Record a call that was answered after `seconds`."""
        now = self._clock()
        if now - self._began > RECENTLY:
            self._least_before = self._least if now - self._began <= 2 * RECENTLY else inf
            self._least, self._began = inf, now
            self._count = 0 if self._least_before == inf else self._count
        self._usual = seconds if not self._count else self._usual + _NEWS * (seconds - self._usual)
        self._least = min(seconds, self._least)
        self._count += 1

    @property
    def least(self) -> float:
        """Return the time (seconds) that every call takes at least; 0 while little is known."""
        if self._count < _ENOUGH:
            return 0.0
        least = min(self._least, self._least_before)
        return max(0.0, _SURE * least - _UNSURE - _OF_THE_SPREAD * (self._usual - least))

    @property
    def unsure(self) -> float:
        """Return the time (seconds) that a call usually takes longer than `least`."""
        return self._usual - self.least if self._count else _AT_FIRST
