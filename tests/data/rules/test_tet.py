"""Which days Tết takes, and which Tết people speak of."""

from datetime import date

import pytest

from data.rules.tet import tet, tet_meant
from tests.data.rules.calendars import CALENDAR


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2024, date(2024, 2, 8), date(2024, 2, 14)),
        (2025, date(2025, 1, 27), date(2025, 2, 2)),
    ],
)
def test_tet_lasts_from_its_first_day_off_to_the_day_before_work(year: int, first: date, last: date) -> None:
    assert tet(year, CALENDAR) == (first, last)


@pytest.mark.parametrize(
    ("today", "year"), [(date(2024, 2, 7), 2024), (date(2024, 6, 1), 2024), (date(2024, 12, 1), 2025)]
)
def test_from_autumn_on_the_coming_tet_is_meant(today: date, year: int) -> None:
    assert tet_meant(today, CALENDAR) == tet(year, CALENDAR)
