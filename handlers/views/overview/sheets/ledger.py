"""Content of the workbook, and its duties counted by task and by agency."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.registry.duties.records import ChangeRecord, DutyRecord, TaskRecord
from data.registry.duties.tracking import Tracking
from data.rules.calendar import WorkingCalendar
from data.rules.report_periods import ReportPeriod
from data.rules.standing import Verdict
from handlers.locales import _
from scheduler.statistics.figures import Figures, count_verdicts, judging
from scheduler.statistics.overview import BODY


@dataclass(frozen=True, slots=True)
class Ledger:
    """The content of the workbook, as of `today` (Viet Nam). `period` is None for the whole plan; `agency_name` is ""
    for all agencies.

    `list_duties` and `list_tracking` read the duties and what their history tells, in the same order; the duties are
    read twice, first to be counted. `changes` are iterated once.
    """

    plan_numbers: Sequence[str]
    today: date
    agency_name: str
    period: ReportPeriod | None
    tasks: Mapping[int, TaskRecord]
    list_duties: Callable[[], Iterable[DutyRecord]]
    list_tracking: Callable[[], Iterable[tuple[int, Tracking]]]
    changes: Iterable[ChangeRecord]


@dataclass(slots=True)
class CountedTask:
    """A task of the workbook, by its first duty, with the verdicts on all."""

    first: DutyRecord
    deliverables: dict[str, None] = field(default_factory=dict)
    verdicts: Counter[Verdict] = field(default_factory=Counter)


@dataclass(slots=True)
class CountedAgency:
    """An agency of the workbook, by its first duty, with the verdicts on all."""

    first: DutyRecord
    verdicts: Counter[Verdict] = field(default_factory=Counter)


@dataclass(slots=True)
class Counted:
    """The duties of the workbook counted: `tasks` in the order of the plan, `agencies` by their ids."""

    tasks: dict[int, CountedTask] = field(default_factory=dict)
    agencies: dict[int, CountedAgency] = field(default_factory=dict)

    @property
    def whole(self) -> Figures:
        """Return the figures of all duties."""
        return count_verdicts(sum((task.verdicts for task in self.tasks.values()), Counter()))


def count_ledger(ledger: Ledger, calendar: WorkingCalendar) -> Counted:
    """Count all duties of the workbook."""
    counted, verdict_on = Counted(), judging(ledger.today, calendar)
    for duty in ledger.list_duties():
        verdict = verdict_on(duty)
        task = counted.tasks.setdefault(duty.task_id, CountedTask(duty))
        task.verdicts[verdict] += 1
        task.deliverables[duty.deliverables] = None
        counted.agencies.setdefault(duty.agency_id, CountedAgency(duty)).verdicts[verdict] += 1
    counted.agencies = dict(sorted(counted.agencies.items()))
    return counted


def field_name(duty: DutyRecord) -> str:
    """Return the field of the plan in which a duty stands: "II. Cải cách thể chế"."""
    return f"{duty.section}. {duty.section_title}" if duty.section else f"{BODY}. {_('Tổ chức thực hiện')}"
