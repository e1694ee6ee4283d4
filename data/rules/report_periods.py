"""The periods of the periodic reports on a plan (plan 175, VI.1.b).

| period | counts from – to | due |
|---|---|---|
| Quý I | 15/12 – 14/3 | 15/3 |
| 6 tháng | 15/12 – 14/6 | 15/6 |
| Quý III | 15/6 – 14/9 | 15/9 |
| năm | 15/12 – 14/12 | 15/12 |

The day on which a period closes, here the 14th, is the plan's (`data.plans.sidecar`). All dates are in Viet Nam.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from data.enums import ReportKind
from data.rules.calendar import ONE_DAY

_FORWARDED_WITHIN = timedelta(days=5)
"""Days in which the province works on its own report: agencies report by the 15th, the province by the 20th."""


_CLOSES_IN = {
    ReportKind.FIRST_QUARTER: 3,
    ReportKind.HALF_YEAR: 6,
    ReportKind.THIRD_QUARTER: 9,
    ReportKind.YEAR: 12,
}


class ReportedPlan(Protocol):
    """A plan on which periodic reports are made: its year, and the day of the month on which a period closes."""

    @property
    def year(self) -> int: ...

    @property
    def report_closes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A period from `first` to `last`, both included, reported by `due_on`; `year` is the plan's."""

    kind: ReportKind
    year: int
    first: date
    last: date

    @property
    def due_on(self) -> date:
        return self.last + ONE_DAY

    def holds(self, day: date | None) -> bool:
        """Tell if `day` is one of the period."""
        return day is not None and self.first <= day <= self.last


def data_of(due_on: date) -> tuple[date, date]:
    """Return the first and the last day (Viet Nam) of the data of the report due on the day after."""
    last = due_on - ONE_DAY
    before = (due_on.year, 6) if due_on.month == _CLOSES_IN[ReportKind.THIRD_QUARTER] else (due_on.year - 1, 12)
    return _closes(*before, last.day) + ONE_DAY, last


def period(plan: ReportedPlan, kind: ReportKind) -> ReportPeriod:
    """Return the period of a report on a plan. Only Quý III follows the report before; others begin the year."""
    before = (plan.year, 6) if kind is ReportKind.THIRD_QUARTER else (plan.year - 1, 12)
    first = _closes(*before, plan.report_closes) + ONE_DAY
    return ReportPeriod(kind, plan.year, first, _closes(plan.year, _CLOSES_IN[kind], plan.report_closes))


def following(plan: ReportedPlan, of: ReportPeriod) -> ReportPeriod:
    """Return the report after `of`; the last of the year has none and stands for it."""
    kinds = list(ReportKind)
    return period(plan, kinds[min(kinds.index(of.kind) + 1, len(kinds) - 1)])


def horizon(plan: ReportedPlan, of: ReportPeriod) -> date:
    """Return the last day of the tasks announced as coming: the end of the month in which the next report closes."""
    last = following(plan, of).last
    return last.replace(day=monthrange(last.year, last.month)[1])


def begun(plan: ReportedPlan, today: date) -> list[ReportPeriod]:
    """Return the periods that have begun by `today`; before the first of them that one."""
    every = [period(plan, kind) for kind in ReportKind]
    return [one for one in every if one.first <= today] or every[:1]


def current(plan: ReportedPlan, today: date) -> ReportPeriod:
    """Return the report being written on `today`: the first not yet to be forwarded, after the year its last."""
    every = [period(plan, kind) for kind in ReportKind]
    return next((one for one in every if today <= one.due_on + _FORWARDED_WITHIN), every[-1])


def _closes(year: int, month: int, day: int) -> date:
    """Return `day` of a month, or its last one where it is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))
