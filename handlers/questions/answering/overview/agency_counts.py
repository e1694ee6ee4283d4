"""Answers that count agencies: which of a sort have done what is asked about, and which have not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.enums import OPEN, State
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.rules.calendar import WorkingCalendar
from data.rules.standing import MONTH, Urgency, urgency
from handlers.base.query import Intent, Query, Status
from handlers.questions.answering.answer import Answer, to_items
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.scope import Scope, find_tasks
from handlers.questions.lexicon.vocabulary import Vocabulary, folded_words, significant_words
from handlers.views.questions import agencies as view


@dataclass(frozen=True, slots=True)
class Judged:
    """The duties that a question about agencies is about; those of the agencies that are in the state asked for."""

    rows: tuple[DutyLine, ...]
    matching: tuple[DutyLine, ...]


def answer_agencies(executor: Executor, scope: Scope) -> Answer:
    """Answer “huyện nào chưa nộp báo cáo quý 1” by number and by name: who has and who has not."""
    judged = judge_agencies(executor, scope)
    codes = tuple(dict.fromkeys(row.agency_code for row in judged.matching))
    found = view.Counted(
        judged.rows, frozenset(codes), _places(executor.vocabulary), scope.within(executor.vocabulary)
    )
    return Answer(
        Intent.AGENCIES,
        view.counted(scope, found, executor.today, executor.calendar),
        period=scope.query.period,
        status=scope.query.status,
        items=to_items(judged.matching),
        count=len(codes),
        agencies=codes,
        topic=Context(scope.query),
    )


def judge_agencies(executor: Executor, scope: Scope) -> Judged:
    """Find the duties that are asked about, and among them those of the agencies in the state asked for."""
    rows = select_asked(executor, scope)
    test = _TESTS.get(scope.query.status or Status.OPEN, _TESTS[Status.OPEN])
    of_agency: dict[str, list[DutyLine]] = {}
    for row in rows:
        of_agency.setdefault(row.agency_code, []).append(row)
    hit = {code for code, owed in of_agency.items() if test(owed, executor.today, executor.calendar)}
    told = [row for row in rows if row.agency_code in hit and _is_told(row, scope.query.status)]
    return Judged(tuple(rows), tuple(told))


def is_own_task(executor: Executor, query: Query) -> bool:
    """Return whether only the asker's agency owes the tasks that a query names: “đã ai nộp II.3 chưa”."""
    tasks = find_tasks(query, executor.vocabulary) if query.about_tasks else None
    rows = (
        duty_lines.list_duties(executor.session, codes={code for _plan, code in tasks}, plan_id=executor.plan_id)
        if tasks
        else []
    )
    return bool(rows) and {row.agency_id for row in rows} == {executor.me.agency_id}


def select_asked(executor: Executor, scope: Scope) -> list[DutyLine]:
    """Return the duties of the agencies of the sort that the question is about, but exempted ones: of one task, of
    the time that is named; else of the deadline that is nearest, or, where no task is named, of whatever has fallen
    due.
    """
    rows = scope.selection.select_tasks(
        duty_lines.list_duties(executor.session, codes=scope.task_codes, plan_id=executor.plan_id)
    )
    rows = [row for row in rows if scope.includes(row.agency_code) and row.state is not State.NOT_APPLICABLE]
    rows = _of_the_task(rows, scope)
    if scope.query.period:
        return scope.selection.select_due(rows)
    if scope.tasks is None:
        return [row for row in rows if row.due_on and row.due_on <= executor.today]
    return [row for row in rows if row.first_due_on == _deadline_meant(rows, row.code, executor.today)]


def select_open(executor: Executor, scope: Scope) -> list[DutyLine]:
    """Return the open duties of the agencies of the sort, of any task and date."""
    rows = scope.selection.select_tasks(duty_lines.list_duties(executor.session, plan_id=executor.plan_id))
    owed = [row for row in rows if row.state in OPEN]
    return [row for row in owed if scope.includes(row.agency_code)]


def _of_the_task(rows: Sequence[DutyLine], scope: Scope) -> list[DutyLine]:
    """Return, of several tasks with the words that were said, those that more than one agency owes; of these, those
    whose title begins so.
    """
    if not scope.query.keywords or len({row.code for row in rows}) < 2:
        return list(rows)
    owing = {code: {row.agency_id for row in rows if row.code == code} for code in {row.code for row in rows}}
    shared = [row for row in rows if len(owing[row.code]) > 1] or list(rows)
    said = significant_words(folded_words(scope.query.keywords))
    return [row for row in shared if _begins(row, said)] or shared


def _begins(row: DutyLine, said: tuple[str, ...]) -> bool:
    title = significant_words(folded_words(row.title))
    return title[: len(said)] == said or title[1 : len(said) + 1] == said or title[2 : len(said) + 2] == said


def _deadline_meant(rows: Sequence[DutyLine], code: str, today: date) -> date | None:
    """Return which of a task's deadlines is asked about where no time is named: the one within a month, else the
    one that passed last, else the first."""
    dates = sorted({row.first_due_on for row in rows if row.code == code and row.first_due_on})
    past = [day for day in dates if day <= today]
    coming = [day for day in dates if day > today]
    if coming and (((coming[0] - today).days <= MONTH and not _is_fresh(past, today)) or not past):
        return coming[0]
    return past[-1] if past else None


def _is_fresh(past: Sequence[date], today: date) -> bool:
    return bool(past) and (today - past[-1]).days <= MONTH


Test = Callable[[Sequence[DutyLine], date, WorkingCalendar], bool]

_TESTS: Mapping[Status, Test] = {
    Status.OPEN: lambda owed, *_: any(row.state in OPEN for row in owed),
    Status.DONE: lambda owed, *_: all(row.state is State.DONE for row in owed),
    Status.WAITING: lambda owed, *_: any(row.state is State.REPORTED for row in owed),
    Status.OVERDUE: lambda owed, today, calendar: any(
        urgency(row.due_on, row.state, today, calendar) is Urgency.OVERDUE for row in owed
    ),
}
"""Tests of an agency for each state, by all its duties that are asked about."""


def _is_told(row: DutyLine, status: Status | None) -> bool:
    if status is Status.WAITING:
        return row.state is State.REPORTED
    return row.state is State.DONE if status is Status.DONE else row.state in OPEN


def _places(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return the name of the agency above each: communes of different districts have one name."""
    names = {agency.id: agency.short_name for agency in vocabulary.agencies.values()}
    return {code: names.get(agency.parent_id or 0, "") for code, agency in vocabulary.agencies.items()}
