"""Working days of Viet Nam.

A decided day (`data/seeds/days-off.csv`, edited by an administrator) beats a calculated public holiday or
swapped Saturday, which beats the weekend. The calculation is that of the `holidays` library, kept in a table: it
follows the Labour Code, article 112, and knows the swaps decided before its release; the decided days the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache, partial

from data.enums import DayKind
from data.rules.tables.holidays import NAMES, YEARS

ONE_DAY = timedelta(days=1)

WEEKEND = {5: "Thứ Bảy", 6: "Chủ nhật"}
"""By `date.weekday()`."""
_KNOWN_DAYS = 2048


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day off or a worked day as decided in `document`; `name` is what an officer reads."""

    day: date
    kind: DayKind
    name: str
    document: str


class WorkingCalendar:
    """Working days, by decided days off, public holidays and weekends."""

    def __init__(self, decided: Iterable[DayOff] = ()) -> None:
        self.replace_days(decided)

    def replace_days(self, decided: Iterable[DayOff]) -> None:
        """Go by other decided days from now on."""
        self._decided: Mapping[date, DayOff] = {row.day: row for row in decided}
        # Lists and figures ask it for hundreds of duties that are due on a few days.
        self._nearest = lru_cache(maxsize=_KNOWN_DAYS)(partial(_nearest, self._decided))

    def __reduce__(self) -> tuple[type["WorkingCalendar"], tuple[tuple[DayOff, ...]]]:
        """Give a process that makes files the decided days alone: it finds the nearest ones by itself."""
        return WorkingCalendar, (tuple(self._decided.values()),)

    def is_working(self, day: date) -> bool:
        return self.why_off(day) is None

    def why_off(self, day: date) -> str | None:
        """Return the Vietnamese name of the day off; None for a working day."""
        return _why_off(self._decided, day)

    def on_or_before(self, day: date) -> date:
        """Return the last working day that is not after `day`."""
        return self._nearest(day, -ONE_DAY)

    def on_or_after(self, day: date) -> date:
        """Return the first working day that is not before `day`."""
        return self._nearest(day, ONE_DAY)

    def before(self, day: date) -> date:
        """Return the last working day before `day`."""
        return self.on_or_before(day - ONE_DAY)

    def after(self, day: date) -> date:
        """Return the first working day after `day`."""
        return self.on_or_after(day + ONE_DAY)


@dataclass(frozen=True, slots=True)
class _Year:
    """Calculated days of a year: days off by name, and Saturdays worked in exchange for one."""

    off: Mapping[date, str]
    worked: frozenset[date]


def _why_off(decided: Mapping[date, DayOff], day: date) -> str | None:
    if one := decided.get(day):
        return one.name if one.kind is DayKind.OFF else None
    calculated = _calculated(day.year)
    if day in calculated.worked:
        return None
    return calculated.off.get(day) or WEEKEND.get(day.weekday())


def _nearest(decided: Mapping[date, DayOff], day: date, step: timedelta) -> date:
    while _why_off(decided, day) is not None:
        day += step
    return day


@cache
def _calculated(year: int) -> _Year:
    if year in YEARS:
        return _read_year(year)
    import holidays  # 19 MB, for a year that the table does not have

    found = holidays.country_holidays("VN", years=year, language="vi")
    return _Year(dict(found), frozenset(found.weekend_workdays))


def _read_year(year: int) -> _Year:
    """Return a year of the table."""
    off: dict[date, str] = {}
    worked = set()
    for told in YEARS[year].split():
        day = date(year, int(told[:2]), int(told[2:4]))
        if told.endswith("+"):
            worked.add(day)
        else:
            off[day] = NAMES[int(told[5:])]
    return _Year(off, frozenset(worked))
