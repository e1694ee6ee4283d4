"""Dates of the Lunar New Year, the one holiday that offices count from ("sau Tết nộp")."""

from datetime import date, timedelta

from data.rules.calendar import WorkingCalendar

_EARLIEST, _LATEST = (1, 15), (3, 5)
"""Month and day; the first of the first lunar month lies between 21 January and 20 February."""


def tet(year: int, calendar: WorkingCalendar) -> tuple[date, date]:
    """Return the first and the last day off of Tết in `year`, with the weekend it runs into; dates in Viet Nam."""
    first, last = date(year, *_EARLIEST), date(year, *_LATEST)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    off = [day for day in days if "Tết" in (calendar.why_off(day) or "")]
    if not off:  # a year for which nobody has calculated the moon
        return first, first
    return off[0], calendar.on_or_after(off[-1]) - timedelta(1)


def tet_meant(today: date, calendar: WorkingCalendar) -> tuple[date, date]:
    """Return the Tết that people speak of on `today`: this year's until autumn, then the coming one."""
    return tet(today.year + (today.month > _AUTUMN), calendar)


_AUTUMN = 9
