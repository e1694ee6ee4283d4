"""Agencies are placed by what is sure of them, not by what was seen of few duties."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.statistics.figures import Figures
from scheduler.statistics.overview import Part
from scheduler.statistics.ranking import least_share, rank_agencies


def agency(key: str, on_time: int, late: int = 0, overdue: int = 0) -> Part:
    return Part(key, key, figures=Figures(done_on_time=on_time, done_late=late, open_overdue=overdue))


def test_three_of_three_stand_behind_ninety_of_ninety_five() -> None:
    ranked = rank_agencies([agency("three", 3), agency("many", 90, 3, 2), agency("none", 0), agency("bad", 1, 4, 5)])
    assert [(one.place, one.part.key) for one in ranked] == [(1, "many"), (2, "three"), (3, "bad")]


def test_equal_figures_share_a_place() -> None:
    ranked = rank_agencies([agency("a", 4, 1), agency("b", 9, 1), agency("c", 4, 0, 1)])
    assert [(one.place, one.part.key) for one in ranked] == [(1, "b"), (2, "a"), (2, "c")]


def test_the_bound_is_wilsons() -> None:
    """Published values of the interval without continuity correction: 81 of 263 (Newcombe 1998), 15 of 148."""
    assert round(least_share(81, 263), 4) == 0.2553
    assert round(least_share(15, 148), 4) == 0.0624


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_bound_lies_below_the_share_and_grows_with_it(done: int, more: int) -> None:
    whole = done + more
    assert 0 <= least_share(done, whole) <= (done / whole if whole else 0)
    assert least_share(done + 1, whole + 1) > least_share(done, whole + 1) or whole == 0
