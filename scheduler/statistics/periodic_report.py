"""Contents of a periodic report: the figures, the results of tasks in the period, overdue duties.

The figures are those of the day on which the report is made, as everywhere; a period only chooses which tasks are
listed one by one: those that were due or completed in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from data.registry.duties.records import DutyRecord
from data.rules.calendar import WorkingCalendar
from data.rules.report_periods import ReportPeriod
from data.rules.standing import Standing
from scheduler.statistics.figures import judge
from scheduler.statistics.overview import BODY, Overview


@dataclass(frozen=True, slots=True)
class JudgedDuty:
    """A duty with its standing on the day of the report; `in_extension`: done late, but by the agreed date."""

    duty: DutyRecord
    standing: Standing
    in_extension: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One deadline of a task, with all duties that go by the same date.

    That is `due_on`: later than the written deadline `first_due_on` where an extension was agreed on.
    """

    code: str
    title: str
    label: str
    deliverables: str
    first_due_on: date | None
    due_on: date | None
    duties: tuple[JudgedDuty, ...]

    def count(self, *standings: Standing) -> int:
        """Return the number of duties with one of these standings."""
        return sum(one.standing in standings for one in self.duties)


@dataclass(frozen=True, slots=True)
class Report:
    """Contents of a report: `results` by the section keys of `counted.sections`, `late` and `coming` open duties.

    `coming` are due by `report_periods.horizon`.
    """

    counted: Overview
    period: ReportPeriod
    results: dict[str, tuple[Result, ...]]
    late: tuple[Result, ...]
    coming: tuple[Result, ...]


def build_report(
    counted: Overview,
    period: ReportPeriod,
    horizon: date,
    duties: Iterable[DutyRecord],
    calendar: WorkingCalendar,
) -> Report:
    """Build the report of `duties`, whose figures are `counted`; open duties due by `horizon` are `coming`."""
    judged = [
        JudgedDuty(one.duty, one.verdict.standing, one.verdict.in_extension)
        for one in judge(duties, counted.today, calendar)
    ]
    told = [one for one in judged if period.holds(one.duty.due_on) or period.holds(one.duty.completed_on)]
    late = [one for one in judged if one.standing is Standing.OPEN_OVERDUE]
    coming = [one for one in judged if one.standing is Standing.OPEN_IN_TIME and _by(one.duty, horizon)]
    sections = _grouped(told, lambda duty: duty.section or BODY)
    return Report(
        counted=counted,
        period=period,
        results={section: _results(of) for section, of in sections.items()},
        late=_results(late),
        coming=_results(coming),
    )


def _by(duty: DutyRecord, horizon: date) -> bool:
    return duty.due_on is not None and duty.due_on <= horizon


def _results(judged: Iterable[JudgedDuty]) -> tuple[Result, ...]:
    return tuple(_result(of) for of in _grouped(judged, lambda duty: f"{duty.deadline_id} {duty.due_on}").values())


def _result(of: list[JudgedDuty]) -> Result:
    one = of[0].duty
    return Result(one.code, one.title, one.label, one.deliverables, one.first_due_on, one.due_on, tuple(of))


def _grouped(judged: Iterable[JudgedDuty], key: Callable[[DutyRecord], str]) -> dict[str, list[JudgedDuty]]:
    """Return the duties by key, in the order in which the keys come."""
    groups: dict[str, list[JudgedDuty]] = {}
    for one in judged:
        groups.setdefault(key(one.duty), []).append(one)
    return groups
