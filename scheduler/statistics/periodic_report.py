"""Contents of a periodic report: the figures, and the deadlines of the plan, each with all who owe it.

The figures are those of the day on which the report is made, as everywhere; a period only chooses which deadlines are
told: those that were due or completed in it. A deadline is told as a whole, with those who are early and late.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data.enums import Kind
from data.registry.duties.records import DutyRecord
from data.registry.duties.results import period_key
from data.registry.duties.tracking import Tracking
from data.rules.calendar import WorkingCalendar
from data.rules.report_periods import ReportPeriod
from data.rules.standing import Standing
from data.rules.viet_nam_time import viet_nam_date
from scheduler.statistics.figures import judging
from scheduler.statistics.overview import BODY, Overview


@dataclass(frozen=True, slots=True)
class JudgedDuty:
    """A duty with its standing on the day of the report, and what its agency wrote.

    `in_extension`: done late, but by the agreed date. `note` was written in the period, or is the result for it;
    `reasons` are those for which a later date was asked for and the report sent back, `exempted_because` why it is
    not applicable.
    """

    duty: DutyRecord
    standing: Standing
    in_extension: bool
    note: str
    reasons: tuple[str, ...]
    exempted_because: str


@dataclass(frozen=True, slots=True)
class Result:
    """One deadline of a task, `first_due_on` as written, with all duties of it."""

    code: str
    title: str
    kind: Kind
    section: str
    label: str
    deliverables: str
    first_due_on: date | None
    duties: tuple[JudgedDuty, ...]

    @property
    def due_is_one_of_several(self) -> bool:
        """Tell if the task has other deadlines beside this one."""
        return self.kind in (Kind.MULTIPLE, Kind.RECURRING)

    def having(self, *standings: Standing) -> list[JudgedDuty]:
        """Return the duties with one of these standings."""
        return [one for one in self.duties if one.standing in standings]


@dataclass(frozen=True, slots=True)
class Report:
    """Contents of a report: every deadline of the plan in its order, and the last day of what is coming.

    `fields` are the titles of all sections of the plan by their codes.

    `results` were due or completed in the period, `late` are overdue for somebody, `coming` are open and due by
    `horizon`; `standing_work` has no date and goes on all year.
    """

    counted: Overview
    fields: Mapping[str, str]
    period: ReportPeriod
    horizon: date
    deadlines: tuple[Result, ...]

    @property
    def late(self) -> list[Result]:
        return [of for of in self.deadlines if of.having(Standing.OPEN_OVERDUE)]

    @property
    def coming(self) -> list[Result]:
        return [of for of in self.deadlines if any(self._comes(one) for one in of.duties)]

    def results(self, section: str) -> list[Result]:
        return [of for of in self.deadlines if of.section == section and any(map(self._tells, of.duties))]

    def standing_work(self, section: str) -> list[Result]:
        return [of for of in self.deadlines if of.section == section and of.kind is Kind.CONTINUOUS]

    def _tells(self, one: JudgedDuty) -> bool:
        duty = one.duty
        return any(map(self.period.holds, (duty.first_due_on, duty.due_on, duty.completed_on)))

    def _comes(self, one: JudgedDuty) -> bool:
        due_on = one.duty.due_on
        return one.standing is Standing.OPEN_IN_TIME and due_on is not None and due_on <= self.horizon


def build_report(
    counted: Overview,
    fields: Mapping[str, str],
    period: ReportPeriod,
    horizon: date,
    duties: Iterable[tuple[DutyRecord, Tracking]],
    calendar: WorkingCalendar,
) -> Report:
    """Build the report of `duties`, whose figures are `counted`; open duties due by `horizon` are coming."""
    by_deadline: dict[int, list[JudgedDuty]] = {}
    verdict_on = judging(counted.today, calendar)
    for duty, told in duties:
        verdict = verdict_on(duty)
        noted = told.results.get(period_key(period.year, period.kind)) or (
            told.note if _is_told(told.noted_at, duty, period) else ""
        )
        reasons = tuple(filter(None, (told.delay_reason, told.return_reason)))
        judged = JudgedDuty(duty, verdict.standing, verdict.in_extension, noted, reasons, told.exempted_because)
        by_deadline.setdefault(duty.deadline_id, []).append(judged)
    return Report(counted, fields, period, horizon, tuple(map(_result, by_deadline.values())))


def _is_told(noted_at: datetime | None, duty: DutyRecord, period: ReportPeriod) -> bool:
    """Tell if a note belongs into the report: written in the period, and not overtaken by the duty's completion."""
    day = viet_nam_date(noted_at) if noted_at else None
    return period.holds(day) and (duty.completed_on is None or (day is not None and day >= duty.completed_on))


def _result(of: list[JudgedDuty]) -> Result:
    one = of[0].duty
    section = one.section or BODY
    return Result(one.code, one.title, one.kind, section, one.label, one.deliverables, one.first_due_on, tuple(of))
