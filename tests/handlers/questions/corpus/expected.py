"""Which duties answer a sentence: found in the registry by what its row of the corpus says, never by the grammar."""

from collections.abc import Callable
from datetime import date
from fnmatch import fnmatchcase

from data.enums import FINISHED, State
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.plans import task_lines
from data.registry.plans.task_lines import TaskLine
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency, urgency
from data.store import Session
from tests.handlers.questions.corpus.cases import ANYTHING, Case, day

Item = tuple[str, str | None, date | None]
"""Task, agency, due date, as in `ask --json`. Tasks in which one only takes part have no agency here."""


def items(session: Session, case: Case, calendar: WorkingCalendar) -> frozenset[Item] | None:
    """The exact items of the answer; None where they are not judged."""
    if case.tasks == (ANYTHING,):
        return None
    if case.filter == "coordinating":
        own = agencies.find(session, case.person.agency).id
        shared = task_lines.list_coordinated(session, own)
        return frozenset((row.code, None, row.due_on) for row in shared if _due(case, row) and _named(case, row))
    found = [row for row in _owned(session, case) if _named(case, row) and _in_state(case, row, calendar)]
    shown = found[:1] if case.intents[0] == "next" else found
    return frozenset((row.code, row.agency_code, row.due_on) for row in shown)


def _owned(session: Session, case: Case) -> list[DutyLine]:
    code = case.agency if case.agency != ANYTHING else case.person.agency
    agency = agencies.find(session, code).id if code else None
    rows = [row for row in duty_lines.list_duties(session, agency_id=agency) if _due(case, row)]
    if case.agency == ANYTHING and not any(_named(case, row) for row in rows):
        rows = duty_lines.list_duties(session)
    return rows


def _due(case: Case, row: DutyLine | TaskLine) -> bool:
    first, last = day(case.first), day(case.last)
    if case.intents[0] in ("snooze", "extend") or (first is None and last is None):
        return True
    return row.due_on is not None and (first or date.min) <= row.due_on <= (last or date.max)


def _named(case: Case, row: DutyLine | TaskLine) -> bool:
    keys = (row.code, f"{row.code}@{row.due_on}")
    return not case.tasks or any(fnmatchcase(key, task) for key in keys for task in case.tasks)


def _in_state(case: Case, row: DutyLine, calendar: WorkingCalendar) -> bool:
    if case.intents[0] == "next":
        return row.state not in FINISHED
    return case.filter == ANYTHING or _STATES[case.filter](row, case.today, calendar)


_STATES: dict[str, Callable[[DutyLine, date, WorkingCalendar], bool]] = {
    "open": lambda row, *_: row.state not in FINISHED,
    "done": lambda row, *_: row.state in FINISHED,
    "all": lambda *_: True,
    "waiting": lambda row, *_: row.state is State.REPORTED,
    "in_progress": lambda row, *_: row.state is State.IN_PROGRESS,
    "undated": lambda row, *_: row.state not in FINISHED and row.due_on is None,
    "overdue": lambda row, today, calendar: urgency(row.due_on, row.state, today, calendar) is Urgency.OVERDUE,
}
