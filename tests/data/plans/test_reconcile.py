"""Which old date a new one continues."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.plans.storing.deadline_pairing import pair_dates

MARCH, MAY, JUNE, SEPTEMBER = (date(2024, month, 15) for month in (3, 5, 6, 9))

DATES = st.lists(st.sampled_from([None, MARCH, MAY, JUNE, SEPTEMBER]), max_size=6)


@pytest.mark.parametrize(
    ("before", "after", "continues"),
    [
        ([], [MARCH], [None]),
        ([MARCH], [], []),
        ([MARCH, JUNE], [MARCH, JUNE], [0, 1]),
        ([MARCH, JUNE], [JUNE, MARCH], [1, 0]),
        ([MARCH], [MAY], [0]),
        ([MARCH, JUNE], [MARCH, SEPTEMBER], [0, 1]),
        ([MARCH, JUNE], [MARCH, MAY, JUNE], [0, None, 1]),
        ([MARCH, MAY, JUNE], [MAY, JUNE], [1, 2]),
        ([None], [MARCH], [0]),
        ([MARCH], [None], [0]),
    ],
)
def test_progress_stays_with_its_date(
    before: list[date | None], after: list[date | None], continues: list[int | None]
) -> None:
    assert pair_dates(before, after) == continues


@given(DATES, DATES)
def test_no_date_is_continued_twice_and_none_is_left_over_while_another_waits(
    before: list[date | None], after: list[date | None]
) -> None:
    found = pair_dates(before, after)
    continued = [at for at in found if at is not None]
    assert len(found) == len(after)
    assert len(set(continued)) == len(continued) == min(len(before), len(after))


@given(DATES, DATES)
def test_a_date_that_stands_in_both_keeps_its_place(before: list[date | None], after: list[date | None]) -> None:
    kept = sum(at is not None and before[at] == day for at, day in zip(pair_dates(before, after), after, strict=True))
    assert kept == sum(min(before.count(day), after.count(day)) for day in set(before))
