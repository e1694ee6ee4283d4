"""Agencies by the months of their deadlines: where the year went well, and where it did not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.registry.board.choice import Chosen
from data.registry.board.counts import AgencyTally, count_dates_of_agencies
from data.rules.calendar import WorkingCalendar
from data.store import Session
from scheduler.statistics.figures import Figures, Judged, add_up, judge

Month = tuple[int, int]
"""A year and a month, 1 to 12."""
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Months:
    """Figures of agencies (by their ids) in each month of their deadlines; what has no date is in none.

    `months` are all of the years that are shown, in order.
    """

    months: tuple[Month, ...]
    figures: Mapping[tuple[int, Month], Figures]


def count_months(
    session: Session,
    chosen: Chosen,
    agency_ids: Sequence[int],
    years: Iterable[int],
    today: date,
    calendar: WorkingCalendar,
) -> Months:
    """Count the chosen duties of some agencies by month as of `today` (Viet Nam), over these whole years."""
    groups: dict[tuple[int, Month], list[Judged[AgencyTally]]] = {}
    for one in judge(count_dates_of_agencies(session, chosen, agency_ids), today, calendar):
        if one.duty.due_on is not None:
            groups.setdefault((one.duty.agency_id, _month_of(one.duty.due_on)), []).append(one)
    months = tuple((year, month) for year in years for month in _MONTHS)
    return Months(months, {key: add_up(of) for key, of in groups.items()})


def _month_of(day: date) -> Month:
    return day.year, day.month
