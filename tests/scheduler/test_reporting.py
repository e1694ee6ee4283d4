"""Which days the data of a periodic report are of (Công văn 1796/SNV-CCHC)."""

from datetime import date

import pytest

from scheduler.reporting import data_of


@pytest.mark.parametrize(
    ("due_on", "first", "last"),
    [
        (date(2024, 3, 15), date(2023, 12, 15), date(2024, 3, 14)),
        (date(2024, 6, 15), date(2023, 12, 15), date(2024, 6, 14)),
        (date(2024, 9, 15), date(2024, 6, 15), date(2024, 9, 14)),
        (date(2024, 12, 15), date(2023, 12, 15), date(2024, 12, 14)),
    ],
    ids=["Quý I", "6 tháng", "Quý III", "năm"],
)
def test_the_data_end_the_day_before_the_report_is_due(due_on: date, first: date, last: date) -> None:
    assert data_of(due_on) == (first, last)
