"""Counts of chosen duties: by deadline, for all agencies together, and by agency, with the verdict on them.

A country has some thousand dates and states, and some thousand agencies, but hundreds of thousands of duties: these
two counts are made by the database, and all figures added up from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import CTE, ColumnElement, Integer, Subquery, case, cast, func, select
from sqlmodel import Session

from data.enums import State
from data.models import Agency, Deadline, Duty, Section, Task
from data.registry.board.choice import (
    Chosen,
    of_dates,
    of_duties,
    of_owners,
    of_tasks,
    place_of_plan,
    within_deadlines,
)
from data.registry.board.verdicts import VERDICTS, extended_of, last_day_of_deadline, verdict_of
from data.registry.duties.due_dates import due_on
from data.registry.duties.duty_query import AGENCY, COLUMNS, DEADLINE, DUTIES_WITH_TASKS, DUTY, OWED, TASK
from data.registry.sql.lines import LineQuery, fetch, select_lines
from data.registry.sql.rows import table_of
from data.registry.statistics.duty_counts import count_within_deadlines, dates_of_deadlines
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Standing

_SECTION = table_of(Section).c


@dataclass(frozen=True, slots=True)
class DeadlineTally:
    """The number of duties of one deadline, of any agency, with the same state and dates.

    As in `data.registry.statistics.tallies.Tally`; `asked` of the duties wait for a later date.
    """

    plan_id: int
    section: str | None
    position: int
    task: str
    title: str
    state: State
    first_due_on: date | None
    agreed_on: date | None
    due_on: date | None
    completed_on: date | None
    count: int
    asked: int


def count_by_deadline(session: Session, chosen: Chosen) -> list[DeadlineTally]:
    """Return the counts of chosen duties, however they stand, in the order of each plan."""
    counted = count_within_deadlines(*of_duties(chosen), within_deadlines(chosen))
    found, columns = counted.c, dates_of_deadlines(counted)
    query = (
        select_lines(
            DeadlineTally,
            columns,
            plan_id=TASK.plan_id,
            section=_SECTION.code,
            position=TASK.position,
            task=TASK.code,
            title=TASK.title,
            count=found.duties,
            asked=found.asked,
        )
        .join(table_of(Deadline), found.deadline_id == DEADLINE.id)
        .join(table_of(Task), DEADLINE.task_id == TASK.id)
        .join(table_of(Section), TASK.section_id == _SECTION.id, outer=True)
        .where(*of_dates(chosen, columns["due_on"]))
        .order_by(place_of_plan(chosen), TASK.position, DEADLINE.position)
    )
    return fetch(session, query)


class AgencyCount(NamedTuple):
    """The numbers of duties of an agency, by standing; `extended` and `done_in_extension` of them as in `Verdict`."""

    agency_id: int
    code: str
    short_name: str
    kind: str
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    no_date: int
    waiting: int
    not_applicable: int
    extended: int
    done_in_extension: int


def count_by_agency(session: Session, chosen: Chosen, today: date, calendar: WorkingCalendar) -> list[AgencyCount]:
    """Return the counts of chosen duties of each agency as of `today` (Viet Nam), by the ids of agencies."""
    judged = _judge_by_agency(session, chosen, today, calendar)
    verdict, duties = judged.c.verdict, judged.c.duties

    def number(those: ColumnElement[bool]) -> ColumnElement[int]:
        return cast(func.sum(case((those, duties), else_=0)), Integer)

    of_standing = (
        number(verdict.in_([place for place, of in enumerate(VERDICTS) if of[0] is found])).label(found.value)
        for found in Standing
    )
    extended, in_extension = (
        number(judged.c.extended == 1),
        number(verdict == VERDICTS.index((Standing.DONE_LATE, True))),
    )
    counts = (*of_standing, extended.label("extended"), in_extension.label("done_in_extension"))
    of_agency = select(judged.c.agency_id, *counts).group_by(judged.c.agency_id).subquery("of_agency")
    found = {**AGENCY, **of_agency.c}
    query = (
        select(*(found[name] for name in AgencyCount._fields))
        .select_from(of_agency.join(table_of(Agency), of_agency.c.agency_id == AGENCY.id))
        .order_by(AGENCY.id)
    )
    return [AgencyCount(*row) for row in session.execute(query)]


def _judge_by_agency(session: Session, chosen: Chosen, today: date, calendar: WorkingCalendar) -> Subquery:
    """Return numbers of duties that are judged alike by agency, as `duties`: a first step, which few rows pass."""
    deadlines = _list_last_days(session, chosen, calendar)
    first = deadlines.c.due_on
    kinds = (
        DUTY.agency_id,
        verdict_of(session, first, deadlines.c.last_day, today, calendar).label("verdict"),
        extended_of(first).label("extended"),
    )
    return (
        select(*kinds, cast(func.count(), Integer).label("duties"))
        .select_from(table_of(Duty).join(deadlines, DUTY.deadline_id == deadlines.c.id))
        .where(*of_duties(chosen), *of_dates(chosen, due_on(DUTY.completed_on, DUTY.extended_to, first)))
        .group_by(*kinds)
        .subquery("judged")
    )


def _list_last_days(session: Session, chosen: Chosen, calendar: WorkingCalendar) -> CTE:
    """Return the deadlines of chosen tasks with their last days on time: told of each once, and not of each duty."""
    joined = table_of(Deadline).join(table_of(Task), DEADLINE.task_id == TASK.id)
    last_day = last_day_of_deadline(session, chosen.plan_ids, calendar)
    listed = select(DEADLINE.id, DEADLINE.due_on, last_day.label("last_day")).select_from(joined)
    return listed.where(*of_tasks(chosen)).cte("of_plans").prefix_with("MATERIALIZED")


@dataclass(frozen=True, slots=True)
class AgencyTally:
    """The number of duties of an agency with the same state and dates."""

    agency_id: int
    state: State
    first_due_on: date | None
    agreed_on: date | None
    due_on: date | None
    completed_on: date | None
    count: int


_BY_DATES = [COLUMNS[name] for name in ("agency_id", "state", "first_due_on", "agreed_on", "due_on", "completed_on")]


def count_dates_of_agencies(session: Session, chosen: Chosen, agency_ids: Sequence[int]) -> list[AgencyTally]:
    """Return the counts of chosen duties of some agencies, by state and dates, however they stand."""
    query = select_lines(AgencyTally, COLUMNS, count=func.count())
    joined = LineQuery(AgencyTally, query.statement.select_from(DUTIES_WITH_TASKS))
    theirs = (OWED, DUTY.agency_id.in_(agency_ids), *of_owners(chosen))
    conditions = (*theirs, *of_tasks(chosen), *of_dates(chosen))
    return fetch(session, joined.where(*conditions).group_by(*_BY_DATES))
