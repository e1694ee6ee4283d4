"""Agencies by the months of their deadlines: where the year went well, and where it did not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.registry.statistics.tallies import Tally
from scheduler.statistics.figures import Figures, Judged, add_up

Month = tuple[int, int]
"""A year and a month, 1 to 12."""
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Months:
    """Figures of each agency (by its id) in each month of its deadlines; what has no date is in none.

    `months` are all from the first to the last of the plans' years, whole years.
    """

    months: tuple[Month, ...]
    figures: Mapping[tuple[int, Month], Figures]


def count_months(judged: Sequence[Judged[Tally]], years: Sequence[int]) -> Months:
    """Return the figures by agency and month of duties that are judged; `years` are those of the plans."""
    groups: dict[tuple[int, Month], list[Judged[Tally]]] = {}
    for one in judged:
        if one.duty.due_on is not None:
            groups.setdefault((one.duty.agency_id, _month_of(one.duty.due_on)), []).append(one)
    all_years = [*years, *(month[0] for _agency, month in groups)]
    shown = range(min(all_years), max(all_years) + 1) if all_years else ()
    months = tuple((year, month) for year in shown for month in range(1, _MONTHS + 1))
    return Months(months, {key: add_up(of) for key, of in groups.items()})


def _month_of(day: date) -> Month:
    return day.year, day.month
