"""Figures that take long are kept for a minute; quick ones only while nothing was recorded."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import cast

import pytest

from data.registry.office import audit
from data.store import Session, Store
from scheduler.statistics import kept_figures
from scheduler.statistics.board import BoardFigures
from scheduler.statistics.kept_figures import KEPT, QUICK, KeptFigures
from tests.handlers.morning import MORNING


class Counting:
    """A count that takes some seconds of a clock of its own, and tells how often it was made."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.made, self._now = seconds, 0, 0.0
        self.figures = KeptFigures(lambda: self._now)

    def ask(self, session: Session, now: datetime = MORNING, key: str = "all") -> int:
        return cast("int", self.figures.get(session, key, now, self._count).figures)

    def _count(self) -> BoardFigures:
        self.made += 1
        self._now += self.seconds
        return cast("BoardFigures", self.made)


def record(session: Session) -> None:
    audit.record_action(session, now=MORNING, actor="officer:1", action="chat.link", subject="web")
    session.flush()


@pytest.fixture
def session(planned: Store) -> Iterator[Session]:
    with planned.write() as session:
        yield session


def test_what_is_quick_is_counted_anew_once_anything_was_recorded(session: Session) -> None:
    quick = Counting(QUICK / 2)
    assert (quick.ask(session), quick.ask(session)) == (1, 1)
    record(session)
    assert quick.ask(session) == 2


def test_what_takes_long_is_shown_for_a_minute(session: Session) -> None:
    slow = Counting(QUICK * 20)
    assert slow.ask(session) == 1
    record(session)
    assert slow.ask(session, MORNING + KEPT) == 1
    assert slow.ask(session, MORNING + KEPT + timedelta(seconds=1)) == 2


def test_nothing_is_kept_for_longer_even_where_nothing_was_recorded(session: Session) -> None:
    quick = Counting(0)
    assert (quick.ask(session), quick.ask(session, MORNING + timedelta(minutes=2))) == (1, 2)


def test_figures_of_one_thing_are_never_those_of_another(session: Session) -> None:
    slow = Counting(QUICK * 20)
    assert [slow.ask(session, key=key) for key in ("all", "one", "all", "one")] == [1, 2, 1, 2]


def test_who_waited_for_a_count_is_given_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Counting(QUICK * 20)
    lock = Waited(lambda: slow.ask(session))
    monkeypatch.setattr(kept_figures, "Lock", lambda: lock)
    assert slow.ask(session) == 1
    assert slow.made == 1


class Waited:
    """A lock that is free only after somebody else has done what they hold it for."""

    def __init__(self, first: Callable[[], object]) -> None:
        self._first: Callable[[], object] | None = first

    def acquire(self, *, blocking: bool) -> bool:
        first, self._first = self._first, None
        if first:
            first()
        return True

    def release(self) -> None:
        pass
