"""Conditions by which duties and tasks are selected: for lists, for figures and for answers to questions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from data.enums import COMPLETED, FINISHED, Kind, Part, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.statistics.tallies import Tally
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Standing, Urgency, standing, urgency
from data.text import fold
from handlers.base.query import Period, Status
from scheduler.statistics.overview import section_of

TaskKey = tuple[str, str]
"""The number of the plan and the code of the task."""

NOBODY = 0
"""The value of `Selection.field_lead` for the sections that no agency leads."""


class TaskRow(Protocol):
    """A row with a task and a date: a duty, or a task of others in which an agency takes part."""

    @property
    def plan_id(self) -> int: ...
    @property
    def plan_number(self) -> str: ...
    @property
    def plan_year(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def folded_title(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...


Row = TypeVar("Row", bound=TaskRow)


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that a row must meet, all of them. None or empty is no condition.

    `sections` are codes of sections ("TC" for the body of the plan), `tasks` certain tasks of certain plans,
    `keyword` words that a title must contain. `months` are months of the plan's own year, `period` dates, `undated`
    duties without a date. `part`: duties of one's own (LEAD) or tasks of others (COORDINATING); it says which rows to
    read and is not checked on them. `plan_id` is the one plan that is meant, None for all that are read. `field_lead`
    is the agency that leads the sections `led`, each of its plan, by which they are looked up.
    """

    agency_id: int | None = None
    field_lead: int | None = None
    sections: tuple[str, ...] | None = None
    codes: tuple[str, ...] = ()
    tasks: frozenset[TaskKey] | None = None
    keyword: str = ""
    months: tuple[int, ...] = ()
    period: Period | None = None
    undated: bool = False
    status: Status = Status.ALL
    part: Part = Part.LEAD
    plan_id: int | None = None
    led: frozenset[tuple[int, str]] | None = None

    def matches(self, row: DutyLine, today: date, calendar: WorkingCalendar) -> bool:
        """Return whether a duty meets all conditions on `today` (Viet Nam)."""
        return (
            self._matches_agency(row.agency_id)
            and self.matches_task(row)
            and self.matches_date(row)
            and self.matches_status(row, today, calendar)
        )

    def matches_task(self, row: TaskRow) -> bool:
        """Return whether a row is of a selected task, whatever its date and state."""
        return (
            self._matches_plan(row.plan_id)
            and (self.tasks is None or (row.plan_number, row.code) in self.tasks)
            and (not self.codes or row.code in self.codes)
            and self._matches_section(row.plan_id, row.code.partition(".")[0])
            and (not self.keyword or all(word in row.folded_title for word in fold(self.keyword).split()))
        )

    def matches_date(self, row: TaskRow) -> bool:
        """Return whether a row is due on a selected date."""
        in_months = row.due_on and row.due_on.year == row.plan_year and row.due_on.month in self.months
        return self._matches_day(row.due_on) and (not self.months or bool(in_months))

    def matches_status(self, row: DutyLine, today: date, calendar: WorkingCalendar) -> bool:
        """Return whether a duty is in the selected state on `today` (Viet Nam)."""
        if self.status is Status.LATE:
            return standing(row.first_due_on, row.state, row.completed_on, today, calendar) is Standing.DONE_LATE
        test = _STATUS_TESTS.get(self.status)
        return test is None or test(row, urgency(row.due_on, row.state, today, calendar))

    def matches_tally(self, tally: Tally) -> bool:
        """Return whether the duties that a tally counts are of a selected agency, section and date.

        The other conditions cannot be checked on a tally.
        """
        return (
            self._matches_agency(tally.agency_id)
            and self._matches_plan(tally.plan_id)
            and self._matches_section(tally.plan_id, section_of(tally))
            and self._matches_day(tally.due_on)
        )

    def select(self, rows: Iterable[DutyLine], today: date, calendar: WorkingCalendar) -> list[DutyLine]:
        """Return the duties that meet all conditions on `today` (Viet Nam), in their order."""
        return [row for row in rows if self.matches(row, today, calendar)]

    def select_tasks(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows of the selected tasks, whatever their dates and states, in their order."""
        return [row for row in rows if self.matches_task(row)]

    def select_due(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows that are due on a selected date, in their order."""
        return [row for row in rows if self.matches_date(row)]

    def _matches_agency(self, agency_id: int) -> bool:
        return self.agency_id is None or agency_id == self.agency_id

    def _matches_plan(self, plan_id: int) -> bool:
        return self.plan_id is None or plan_id == self.plan_id

    def _matches_section(self, plan_id: int, section: str) -> bool:
        if self.led is not None:
            return (plan_id, section) in self.led
        return self.sections is None or section in self.sections

    def _matches_day(self, due_on: date | None) -> bool:
        if self.undated:
            return due_on is None
        return self.period is None or (due_on is not None and self.period.contains(due_on))


_STATUS_TESTS: Mapping[Status, Callable[[DutyLine, Urgency], bool]] = {
    Status.OPEN: lambda row, _urgency: row.state not in FINISHED,
    Status.DONE: lambda row, _urgency: row.state in COMPLETED,
    Status.EXEMPTED: lambda row, _urgency: row.state is State.NOT_APPLICABLE,
    Status.WAITING: lambda row, _urgency: row.state is State.REPORTED,
    Status.OVERDUE: lambda _row, urgency: urgency is Urgency.OVERDUE,
    Status.IN_TIME: lambda row, urgency: row.state not in FINISHED and urgency is not Urgency.OVERDUE,
    Status.UNDATED: lambda row, _urgency: row.state not in FINISHED and row.due_on is None,
    Status.CONTINUOUS: lambda row, _urgency: row.state not in FINISHED and row.kind is Kind.CONTINUOUS,
    Status.NOT_STARTED: lambda row, _urgency: row.state is State.NOT_STARTED,
    Status.IN_PROGRESS: lambda row, _urgency: row.state is State.IN_PROGRESS,
    Status.RETURNED: lambda row, _urgency: row.state is State.RETURNED,
    Status.EXTENSION: lambda row, _urgency: row.state not in FINISHED,
}
