"""Counts of chosen duties: by deadline, for all agencies together, and by agency, with the verdict on them.

A country has some thousand dates and states, and some thousand agencies, but hundreds of thousands of duties: these
two counts are made by the database, and all figures added up from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Integer, case, func, select
from sqlmodel import Session

from data.enums import State
from data.models import Deadline, Duty, Section, Task
from data.registry.board.choice import (
    Chosen,
    of_dates,
    of_duties,
    of_owners,
    of_tasks,
    place_of_plan,
    within_deadlines,
)
from data.registry.board.verdicts import EXTENDED, VERDICTS, verdict_of
from data.registry.duties.duty_query import COLUMNS, DEADLINE, DUTIES_WITH_TASKS, DUTY, OWED, TASK
from data.registry.sql.lines import LineQuery, fetch, select_lines
from data.registry.sql.rows import table_of
from data.registry.statistics.duty_counts import count_within_deadlines, dates_of_deadlines
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Verdict

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
    """The number of duties of an agency that are judged alike."""

    agency_id: int
    verdict: Verdict
    duties: int


_WITH_EXTENSION = len(VERDICTS)


def count_by_agency(session: Session, chosen: Chosen, today: date, calendar: WorkingCalendar) -> list[AgencyCount]:
    """Return the counts of chosen duties by agency and verdict as of `today` (Viet Nam), by the ids of agencies."""
    verdict = verdict_of(session, chosen.plan_ids, today, calendar)
    found = (verdict + case((EXTENDED, _WITH_EXTENSION), else_=0)).cast(Integer).label("found")
    joined = table_of(Duty).join(table_of(Deadline), DUTY.deadline_id == DEADLINE.id)
    query = (
        select(DUTY.agency_id, found, func.count())
        .select_from(joined)
        .where(*of_duties(chosen), within_deadlines(chosen), *of_dates(chosen))
        .group_by(DUTY.agency_id, found)
        .order_by(DUTY.agency_id)
    )
    return [AgencyCount(agency, _KINDS[kind], count) for agency, kind, count in session.execute(query)]


_KINDS = [Verdict(found, extended, in_extension) for extended in (False, True) for found, in_extension in VERDICTS]


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
