"""The table of public holidays says what the library says."""

import holidays
import pytest

from data.rules.calendar import _calculated
from tests.data.rules.holiday_table import FIRST, LAST


@pytest.mark.parametrize("year", [*range(FIRST, LAST + 1), LAST + 5])
def test_the_table_says_what_the_library_says(year: int) -> None:
    """It is written anew by `python -m tests.data.rules.holiday_table`."""
    found, ours = holidays.country_holidays("VN", years=year, language="vi"), _calculated(year)
    assert dict(ours.off) == dict(found)
    assert {day for day in ours.worked if day.year == year} == {
        day for day in found.weekend_workdays if day.year == year
    }
