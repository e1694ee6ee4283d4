"""The periodic report on administrative reform: which days its data are of.

Công văn 1796/SNV-CCHC of 07/9/2022: due on the 15th of the last month of a period, with data up to the day before.
The reports of Quý I, 6 tháng and the year count from 15 December, that of Quý III from 15 June.
"""

from datetime import date, timedelta

_THIRD_QUARTER = 9
_YEAR_BEGINS, _SECOND_HALF_BEGINS = (12, 15), (6, 15)


def data_of(due_on: date) -> tuple[date, date]:
    """The first and the last day (Viet Nam) of the data of the report that is due on `due_on`."""
    if due_on.month == _THIRD_QUARTER:
        first = date(due_on.year, *_SECOND_HALF_BEGINS)
    else:
        first = date(due_on.year - 1, *_YEAR_BEGINS)
    return first, due_on - timedelta(1)
