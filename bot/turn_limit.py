"""Limit on the CPU time of a turn, in the main thread or in a worker thread.

What counts is the CPU time of the turn's own thread: a turn that waits for another writer, for a disk or for its
share of a busy machine does nothing wrong, and what it waits for has limits of its own.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import FrameType

from handlers.base.turn_limit import Result, TurnTimedOut

TURN = timedelta(seconds=2)
_AGAIN = 0.01
"""Seconds after which it is looked again whether a turn has used up its time, and is where it can be stopped."""
_SHORTEST = 0.001  # seconds; a timer of nought is none
_UNBREAKABLE = ("sqlalchemy", "importlib", "_frozen_importlib", "logging", "threading", "weakref", "contextlib")
"""Modules that may not be left half-way: a pool would lose a connection, a lock would stay closed, a module would be
half there. All of them are soon done.
"""


class CpuTimeLimit:
    """A limit that stops a turn after `work` of CPU time (`handlers.base.turn_limit.Limit`).

    In the main thread a signal does it, which interrupts a match of a pattern as well. In any other thread the
    interpreter does, between two of its steps: what is a single step to it, such as a match, ends first.
    """

    def __init__(self, work: timedelta) -> None:
        self._seconds = work.total_seconds()

    def __call__(self, work: Callable[[], Result]) -> Result:
        if threading.current_thread() is threading.main_thread():
            return _by_signal(work, self._seconds)
        return _by_another_thread(work, self._seconds)


class _Budget:
    """CPU time of one turn, counted from now on. `spent`: the turn was stopped.

    It is stopped again after as many more, since whoever was interrupted may be one who swallows errors.
    """

    def __init__(self, seconds: float, used: Callable[[], float]) -> None:
        self._seconds, self._used = seconds, used
        self._end = used() + seconds
        self.spent = False

    def must_stop(self, frame: FrameType | None) -> bool:
        """Return True if the time is used up and the code in `frame` may be interrupted; the caller interrupts it."""
        used = self._used()
        if used < self._end or _is_unbreakable(frame):
            return False
        self.spent, self._end = True, used + self._seconds
        return True


def _by_signal(work: Callable[[], Result], seconds: float) -> Result:
    """Run `work` in the main thread, limited by SIGALRM. A timer set before goes on with the rest of its time."""
    budget, over = _Budget(seconds, time.thread_time), False

    def look(_number: int, frame: FrameType | None) -> None:
        if not over and budget.must_stop(frame):
            raise TurnTimedOut

    began, handler = time.monotonic(), signal.signal(signal.SIGALRM, look)
    theirs, again = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        result = work()
    finally:
        over = True  # first of all: a signal that is on its way finds nothing to do
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler or signal.SIG_DFL)
        if theirs:
            signal.setitimer(signal.ITIMER_REAL, max(theirs - (time.monotonic() - began), _SHORTEST), again)
    if budget.spent:
        raise TurnTimedOut
    return result


def _by_another_thread(work: Callable[[], Result], seconds: float) -> Result:
    watch = _Watch(seconds)
    _watchman.watch_over(watch)
    try:
        result = work()
    finally:
        try:
            watch.over = True  # first of all: nothing comes between the end of the work and this
            watch.settle()
        finally:
            _watchman.leave(watch)
    if watch.budget.spent:
        raise TurnTimedOut
    return result


class _Watch:
    """The watch over the work of the thread it was made in, until that is `over`. `looked_at` is when it is due."""

    def __init__(self, seconds: float) -> None:
        self._watched = threading.get_ident()
        clock = time.pthread_getcpuclockid(self._watched)
        self.budget = _Budget(seconds, lambda: time.clock_gettime(clock))
        self.looked_at = time.monotonic() + seconds
        self.over = False
        self._deciding = threading.Lock()

    def look(self) -> None:
        """Interrupt the work if its time is used up and it may be interrupted where it is."""
        with self._deciding:
            self.looked_at = time.monotonic() + _AGAIN
            if not self.over and self.budget.must_stop(sys._current_frames().get(self._watched)):  # noqa: SLF001 - no other way
                _raise_in(self._watched, TurnTimedOut)

    def settle(self) -> None:
        """End the watch. A pending interruption may still arrive inside this call, but not after it."""
        with self._deciding:
            _raise_in(self._watched, None)


class _Watchman:
    """One thread that looks after all work in other threads: one for each turn would cost a tenth of the turn.

    It ends when there is nothing to watch over at the time of its next look.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew, with nothing to watch over."""
        self._watches: set[_Watch] = set()
        self._changing = threading.Lock()
        self._is_there = False
        self._next_look = 0.0
        self._sooner = threading.Event()

    def watch_over(self, watch: _Watch) -> None:
        """Look at `watch` when it is due, and again and again from then on."""
        with self._changing:
            if not self._is_there:
                threading.Thread(target=self._run, daemon=True, name="turn limit").start()
                self._is_there = True  # where none can be started, the next turn tries again
            elif watch.looked_at < self._next_look:
                self._sooner.set()
            self._watches.add(watch)

    def leave(self, watch: _Watch) -> None:
        """Look at `watch` no more."""
        with self._changing:
            self._watches.discard(watch)

    def _run(self) -> None:
        while watches := self._find_due():
            for watch in watches:
                watch.look()

    def _find_due(self) -> list[_Watch]:
        """Wait for the next look and return what is due; nothing, once there is nothing to watch over."""
        while True:
            with self._changing:
                self._watches = {watch for watch in self._watches if not watch.over}
                self._is_there = bool(self._watches)
                if not self._is_there:
                    return []
                now = time.monotonic()
                if due := [watch for watch in self._watches if watch.looked_at <= now]:
                    return due
                self._next_look = min(watch.looked_at for watch in self._watches)
                self._sooner.clear()
            self._sooner.wait(self._next_look - now)


_watchman = _Watchman()
os.register_at_fork(after_in_child=_watchman.forget)  # a child has no thread but its own


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Make `thread` raise `error` at its next step; None cancels an error that is not raised yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error and ctypes.py_object(error))


_CALLERS = (_by_signal.__code__, _by_another_thread.__code__)


def _is_unbreakable(frame: FrameType | None) -> bool:
    """Return True if the code in `frame` must not be interrupted, or is not part of the work."""
    while frame and frame.f_code not in _CALLERS:
        if frame.f_globals.get("__name__", "").startswith(_UNBREAKABLE):
            return True
        frame = frame.f_back
    return frame is None
