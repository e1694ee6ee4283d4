"""Work that takes too long is stopped, wherever it runs, and nothing else is."""

import re
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from time import thread_time

import pytest

from bot import turn_limit
from bot.turn_limit import CpuTimeLimit
from handlers.base.turn_limit import TurnTimedOut

LIMIT = CpuTimeLimit(timedelta(milliseconds=20))
SHORT = CpuTimeLimit(timedelta(milliseconds=2))

Run = Callable[[Callable[[], object]], object]


def here(work: Callable[[], object]) -> object:
    return work()


def in_a_thread(work: Callable[[], object]) -> object:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


ANYWHERE = pytest.mark.parametrize("run", [here, in_a_thread])


def for_ever() -> None:
    while True:
        pass


def spend(seconds: float) -> None:
    end = thread_time() + seconds
    while thread_time() < end:
        pass


@ANYWHERE
def test_work_that_never_ends_is_given_up(run: Run) -> None:
    with pytest.raises(TurnTimedOut):
        run(lambda: LIMIT(for_ever))


def test_a_match_that_never_ends_is_given_up() -> None:
    with pytest.raises(TurnTimedOut):
        LIMIT(lambda: re.match(r"(?:(?:ngay)\b\s*:?\s*)*\d", "ngay " * 60))


@ANYWHERE
def test_what_ends_in_time_is_answered_and_what_fails_fails(run: Run) -> None:
    assert run(lambda: LIMIT(lambda: "xong")) == "xong"
    with pytest.raises(ZeroDivisionError):
        run(lambda: LIMIT(lambda: 1 // 0))


@ANYWHERE
def test_whoever_takes_errors_for_their_own_does_not_save_it(run: Run) -> None:
    def stubborn() -> str:
        for _try in range(3):
            try:
                for_ever()
            except BaseException:  # noqa: BLE001 - as a callback of a library does
                continue
        return "done after all"

    with pytest.raises(TurnTimedOut):
        run(lambda: LIMIT(stubborn))


@ANYWHERE
def test_what_may_not_be_left_half_way_is_finished_first(run: Run) -> None:
    left: list[str] = []

    @contextmanager
    def held() -> Iterator[None]:
        spend(0.05)  # it is opened: inside contextlib, as a pool's books are kept inside SQLAlchemy
        left.append("opened")
        try:
            yield
        finally:
            left.append("closed")

    def work() -> None:
        with held():
            for_ever()

    with pytest.raises(TurnTimedOut):
        run(lambda: LIMIT(work))
    assert left == ["opened", "closed"]


def test_waiting_is_no_work() -> None:
    LIMIT(signal.pause)  # until the timer goes off, and finds that nothing was worked


@ANYWHERE
def test_nothing_is_interrupted_once_the_work_is_over(run: Run) -> None:
    def again_and_again() -> None:
        for _try in range(60):
            with suppress(TurnTimedOut):
                SHORT(lambda: spend(0.00195))  # by a hair's breadth, this way or that
            spend(0.003)

    run(again_and_again)


@ANYWHERE
def test_another_limit_by_the_same_signal_goes_on(run: Run) -> None:
    handler = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    theirs = signal.setitimer(signal.ITIMER_REAL, 1000, 500)
    try:
        with pytest.raises(TurnTimedOut):
            run(lambda: LIMIT(for_ever))
        left, again = signal.getitimer(signal.ITIMER_REAL)
        assert 900 < left < 1000
        assert again == 500
    finally:
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, *theirs)


def test_many_are_watched_over_at_once_and_only_who_takes_too_long_is_stopped() -> None:
    def one(number: int) -> str:
        try:
            return str(LIMIT(lambda: for_ever() if number % 2 else "xong"))
        except TurnTimedOut:
            return "stopped"

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(16))) == ["xong", "stopped"] * 8


def test_a_shorter_limit_is_kept_beside_a_longer_one() -> None:
    ended = threading.Event()

    def wait() -> None:
        ended.wait(60)

    with ThreadPoolExecutor(2) as pool:
        long = pool.submit(CpuTimeLimit(timedelta(minutes=5)), wait)
        with pytest.raises(TurnTimedOut):
            pool.submit(LIMIT, for_ever).result(60)
        ended.set()
        long.result(60)


def test_no_watch_is_left_behind() -> None:
    in_a_thread(lambda: LIMIT(lambda: None))
    for thread in threading.enumerate():
        if thread.name == "turn limit":
            thread.join(10)
            assert not thread.is_alive()


@pytest.fixture
def watchman(monkeypatch: pytest.MonkeyPatch) -> turn_limit._Watchman:
    """A watchman who has nothing to watch over yet."""
    found = turn_limit._Watchman()
    monkeypatch.setattr(turn_limit, "_watchman", found)
    return found


def test_an_interruption_that_comes_at_the_very_end_leaves_no_watch(
    watchman: turn_limit._Watchman, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_watch: turn_limit._Watch) -> None:
        raise TurnTimedOut

    monkeypatch.setattr(turn_limit._Watch, "settle", interrupted)
    with pytest.raises(TurnTimedOut):
        in_a_thread(lambda: LIMIT(lambda: "xong"))
    assert watchman._watches == set()


def test_a_watch_that_is_over_is_not_looked_at(watchman: turn_limit._Watchman) -> None:
    watch = turn_limit._Watch(0)
    watch.over = True
    watchman._watches.add(watch)
    assert watchman._find_due() == []
    assert watchman._watches == set()


def test_where_no_thread_can_be_started_the_next_turn_is_limited_all_the_same(
    watchman: turn_limit._Watchman, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("bot.turn_limit.threading.Thread.start", lambda _thread: (_ for _ in ()).throw(RuntimeError))
        with pytest.raises(RuntimeError):
            watchman.watch_over(turn_limit._Watch(1))
    assert watchman._watches == set()
    with pytest.raises(TurnTimedOut):
        in_a_thread(lambda: LIMIT(for_ever))
