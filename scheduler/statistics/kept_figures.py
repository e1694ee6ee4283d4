"""Figures of the board that are kept while they hold: a province of 230,000 duties takes seconds to count.

What is counted in a moment is counted anew as soon as anything was recorded. What takes longer is shown for up to a
minute more, with the instant that it is of; one counts at a time, and whoever asks meanwhile is shown what there is.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from data.registry.board.edition import Edition, get_edition
from data.rules.instants import within
from data.store import Session
from scheduler.statistics.board import BoardFigures

QUICK = 0.15
"""Seconds of counting for which nobody is shown earlier figures."""
KEPT = timedelta(minutes=1)
_MOST = 64
"""Kinds of figures, by what is counted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Figures as they were at an instant (UTC)."""

    figures: BoardFigures
    at: datetime
    edition: Edition
    took: float


class KeptFigures:
    """The figures of one registry, kept by what they count. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """`clock` returns seconds that only go up."""
        self._clock = clock
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._counting: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, session: Session, key: Hashable, now: datetime, count: Callable[[], BoardFigures]) -> Kept:
        """Return the figures under `key`, which names all that `count` depends on beside the registry."""
        edition = get_edition(session)
        with self._lock:
            kept, mine = self._kept.get(key), self._counting.setdefault(key, Lock())
        if kept and _holds(kept, edition, now):
            return kept
        if not mine.acquire(blocking=kept is None) and kept:
            return kept
        try:
            with self._lock:
                kept = self._kept.get(key)
            if kept and _holds(kept, edition, now):  # counted by somebody else while this one waited
                return kept
            began = self._clock()
            found = Kept(count(), now, edition, self._clock() - began)
            self._keep(key, found)
        finally:
            mine.release()
        return found

    def _keep(self, key: Hashable, found: Kept) -> None:
        with self._lock:
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                old, _figures = self._kept.popitem(last=False)
                self._counting.pop(old, None)


def _holds(kept: Kept, edition: Edition, now: datetime) -> bool:
    return within(kept.at, now, KEPT) and (kept.edition == edition or kept.took > QUICK)
