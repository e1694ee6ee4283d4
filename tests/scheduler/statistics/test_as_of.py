"""Of which plans the figures of a day are: those that were active when it ended, whatever became of them since."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from data.errors import NoFigures, NotFound
from data.registry.plans import plan_closing
from data.store import Store
from scheduler.statistics.as_of import plans_as_of
from tests import factories as make

OLD, NEW = "175/KH-UBND", "20/KH-UBND"
TODAY = date(2025, 6, 2)
READ = {OLD: datetime(2024, 1, 2, 2, tzinfo=UTC), NEW: datetime(2024, 12, 27, 2, tzinfo=UTC)}
ACTS = (
    (plan_closing.close, OLD, datetime(2025, 1, 10, 2, tzinfo=UTC)),
    (plan_closing.reopen, OLD, datetime(2025, 1, 20, 2, tzinfo=UTC)),
    (plan_closing.close, OLD, datetime(2025, 3, 3, 16, 59, tzinfo=UTC)),  # a minute before midnight in Viet Nam
    (plan_closing.reopen, OLD, datetime(2025, 3, 3, 17, 1, tzinfo=UTC)),
    (plan_closing.close, OLD, datetime(2025, 4, 1, 2, tzinfo=UTC)),
    (plan_closing.close, NEW, datetime(2025, 5, 5, 2, tzinfo=UTC)),
)
"""The old plan is closed and reopened twice before it is closed for good, and then the new one too."""


def live(session: Session) -> None:
    ids = {}
    for number, read_at in READ.items():
        signed = read_at.date()
        ids[number] = make.known(make.plan(session, number, issued_on=signed, imported_at=read_at).id)
    for act, number, at in ACTS:
        act(session, ids[number], now=at, actor="test")


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        ("2024-01-02", [OLD]),
        ("2024-12-26", [OLD]),
        ("2024-12-27", [NEW, OLD]),
        ("2025-01-09", [NEW, OLD]),
        ("2025-01-10", [NEW]),
        ("2025-01-19", [NEW]),
        ("2025-01-20", [NEW, OLD]),
        ("2025-03-02", [NEW, OLD]),
        ("2025-03-03", [NEW]),
        ("2025-03-04", [NEW, OLD]),
        ("2025-04-01", [NEW]),
        ("2025-05-04", [NEW]),
    ],
)
def test_figures_of_a_day_are_of_the_plans_active_then(store: Store, day: str, numbers: list[str]) -> None:
    with store.write() as session:
        live(session)
        scope, at = plans_as_of(session, date.fromisoformat(day), TODAY)
    assert list(scope.numbers) == numbers
    assert at.day == date.fromisoformat(day)


@pytest.mark.parametrize(("day", "reason"), [("2024-01-01", "before_plan"), ("2025-05-05", "no_plan")])
def test_a_day_on_which_no_plan_was_active_has_no_figures(store: Store, day: str, reason: str) -> None:
    with store.write() as session:
        live(session)
        with pytest.raises(NoFigures) as refused:
            plans_as_of(session, date.fromisoformat(day), TODAY)
        assert refused.value.reason == reason
        named, _at = plans_as_of(session, date(2025, 5, 5), TODAY, number=OLD)
    assert named.numbers == (OLD,)


def test_a_registry_without_plans_has_no_figures_of_any_day(store: Store) -> None:
    with store.read() as session, pytest.raises(NotFound):
        plans_as_of(session, date(2025, 1, 1), TODAY)
