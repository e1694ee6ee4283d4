"""The course of the year: what was due by each day, and what was done by then, as a drawing and as a table."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.locales import _
from scheduler.statistics.burn_up import BurnUp, Steps

_WIDTH, _HEIGHT = 1200, 300
_MONTHS = range(1, 13)
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class BurnUpRow:
    """The numbers at the end of a month; `done` is None for a month to come."""

    name: str
    planned: int
    done: int | None


@dataclass(frozen=True, slots=True)
class BurnUpChart:
    """Paths of a drawing of 1200 by 300 in which every month is as wide as another, and the table beside it."""

    words: str
    planned: str
    done: str
    today: float | None
    grid: tuple[float, ...]
    names: tuple[str, ...]
    most: int
    rows: tuple[BurnUpRow, ...]


def build_burn_up(year: BurnUp, years: Sequence[int], today: date) -> BurnUpChart:
    """Return the chart over the years of the plans, up to `today` (Viet Nam)."""
    months = [(one, month) for one in range(min(years), max(years) + 1) for month in _MONTHS]
    done = tuple((day, count) for day, count in year.done if day <= today)
    most = max(_last(year.planned), _last(year.done), 1)
    scale = _Scale(months, most)
    rows = tuple(_row(month, year.planned, done, today) for month in months)
    return BurnUpChart(
        words=_(
            "Đến hôm nay có {due} việc đến hạn, đã hoàn thành {done}; cả năm {planned} việc.",
            due=_until(year.planned, today),
            done=_last(done),
            planned=_last(year.planned),
        ),
        planned=scale.path(year.planned, scale.last),
        done=scale.path(done, min(today, scale.last)),
        today=scale.x(today) if scale.first <= today <= scale.last else None,
        grid=tuple(_WIDTH * at / len(months) for at in range(1, len(months))),
        names=_axis(months),
        most=most,
        rows=rows,
    )


class _Scale:
    """Where days and numbers lie in the drawing."""

    def __init__(self, months: Sequence[tuple[int, int]], most: int) -> None:
        self._places = {month: at for at, month in enumerate(months)}
        self._most = most
        self.first = date(*months[0], 1)
        self.last = _end(*months[-1])

    def x(self, day: date) -> float:
        """Return where a day ends; days outside lie at an edge."""
        if day < self.first:
            return 0
        if day > self.last:
            return _WIDTH
        part = day.day / monthrange(day.year, day.month)[1]
        return round(_WIDTH * (self._places[day.year, day.month] + part) / len(self._places), 1)

    def path(self, steps: Steps, until: date) -> str:
        """Return the path of a curve in steps, level until a day."""
        drawn = [f"M0 {_HEIGHT}"]
        for day, count in steps:
            drawn.append(f"H{self.x(day)}V{round(_HEIGHT * (1 - count / self._most), 1)}")
        return "".join([*drawn, f"H{self.x(until)}"])


def _row(month: tuple[int, int], planned: Steps, done: Steps, today: date) -> BurnUpRow:
    name = _("tháng {month}/{year}", month=month[1], year=month[0])
    is_begun = date(*month, 1) <= today
    return BurnUpRow(name, _until(planned, _end(*month)), _until(done, _end(*month)) if is_begun else None)


def _axis(months: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return a name for each month of one year, for each quarter of several."""
    if len(months) <= len(_MONTHS):
        return tuple(_("T{month}", month=month) for _year, month in months)
    return tuple(f"{month}/{year % 100:02d}" for year, month in months if month % _QUARTER == 1)


def _until(steps: Steps, day: date) -> int:
    return max((count for at, count in steps if at <= day), default=0)


def _last(steps: Steps) -> int:
    return steps[-1][1] if steps else 0


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
