"""The heat table: agencies by months of their deadlines, a table for each year."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.base.board.filters import BoardFilter, DutyState
from handlers.locales import _
from handlers.views.board.figures.figure_rows import agency_link
from scheduler.statistics.figures import Figures
from scheduler.statistics.months import Month, Months
from scheduler.statistics.overview import Part

_SOME, _MANY = 25, 50
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What was done of what was due in a month; `bad` of it was late or is overdue. `link` opens the list of it."""

    month: str
    done: int
    total: int
    bad: int
    level: str
    link: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An agency over a year; None where nothing was due."""

    name: str
    link: str
    cells: tuple[HeatCell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """A year."""

    caption: str
    months: tuple[str, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The tables, and what their colours mean."""

    key: tuple[tuple[str, str], ...]
    tables: tuple[HeatTable, ...]


def build_heat(months: Months, agencies: Sequence[Part], chosen: BoardFilter, root: str) -> Heat:
    """Return the tables of some agencies, in their order."""
    years = sorted({year for year, _month in months.months})
    return Heat(_key(), tuple(_table(year, months, agencies, chosen, root) for year in years))


def _table(year: int, months: Months, agencies: Sequence[Part], chosen: BoardFilter, root: str) -> HeatTable:
    shown = [month for month in months.months if month[0] == year]
    names = tuple(_("T{month}", month=month) for _year, month in shown)
    rows = [
        HeatRow(
            part.name,
            agency_link(part.agency_id, chosen, root),
            tuple(
                _cell(name, months.figures.get((part.agency_id or 0, month)), _list_link(part, month, chosen, root))
                for name, month in zip(names, shown, strict=True)
            ),
        )
        for part in agencies
    ]
    caption = _(
        "Năm {year}: việc đã hoàn thành trên số việc đến hạn; dưới là số quá hạn, kể cả hoàn thành quá hạn", year=year
    )
    return HeatTable(caption, names, tuple(row for row in rows if any(row.cells)))


def _cell(month: str, figures: Figures | None, link: str) -> HeatCell | None:
    if figures is None or not figures.total:
        return None
    bad = figures.done_late + figures.open_overdue
    return HeatCell(month, figures.done, figures.total, bad, _level(bad, figures), link)


def _list_link(part: Part, month: Month, chosen: BoardFilter, root: str) -> str:
    """Return the address of the list that a cell counts: of the days in this month that are chosen."""
    year, number = month
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    if chosen.due:
        first, last = max(first, chosen.due[0]), min(last, chosen.due[1])
    if first > last:  # no cell of it
        return ""
    return f"{root}danh-sach{chosen.query(agency_id=part.agency_id, due=(first, last), state=DutyState.OWED)}"


def _level(bad: int, figures: Figures) -> str:
    if not figures.judged:
        return "open"
    share = _PERCENT * bad / figures.judged
    if not bad:
        return "good"
    return "some" if share < _SOME else "many" if share < _MANY else "most"


def _key() -> tuple[tuple[str, str], ...]:
    return (
        ("good", _("không việc nào quá hạn")),
        ("some", _("quá hạn dưới {percent} %", percent=_SOME)),
        ("many", _("quá hạn dưới {percent} %", percent=_MANY)),
        ("most", _("quá hạn từ {percent} %", percent=_MANY)),
        ("open", _("chưa có gì để đánh giá")),
    )
