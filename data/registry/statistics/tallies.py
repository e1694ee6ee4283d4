"""Counts of duties by their states and dates, as of now or of an instant that has passed.

scheduler/ judges by the calendar which of them are late.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, cast, func, select
from sqlmodel import Session

from data.enums import State
from data.models import Agency, Deadline, Section, Task
from data.registry.duties.duty_query import AGENCY, DEADLINE, DUTY, TASK
from data.registry.sql.lines import LineQuery, fetch, select_lines
from data.registry.sql.rows import list_parameter, table_of
from data.registry.statistics.duty_counts import count_within_deadlines, dates_of_deadlines, now_or_then, select_owed

_SECTION = table_of(Section).c


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of duties of one agency and task with the same state and dates (see `DayTally`).

    `section` is None for a task from the body of the plan, `position` its place in the plan.
    """

    plan_id: int
    agency_id: int
    agency_code: str
    agency_short_name: str
    agency_kind: str
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


def _select_tallies(columns: Mapping[str, Any]) -> LineQuery[Tally]:
    groups = [
        TASK.plan_id,
        AGENCY.id,
        AGENCY.code,
        AGENCY.short_name,
        AGENCY.kind,
        _SECTION.code,
        TASK.position,
        TASK.code,
        TASK.title,
        *_state_and_dates(columns),
    ]
    return (
        select_owed(
            Tally,
            columns,
            plan_id=TASK.plan_id,
            agency_id=AGENCY.id,
            agency_kind=AGENCY.kind,
            section=_SECTION.code,
            position=TASK.position,
            task=TASK.code,
            count=func.count(),
        )
        .join(table_of(Agency), DUTY.agency_id == AGENCY.id)
        .join(table_of(Section), TASK.section_id == _SECTION.id, outer=True)
        .group_by(*groups)
        .order_by(AGENCY.id, TASK.plan_id, TASK.position, *_state_and_dates(columns))
    )


def _state_and_dates(columns: Mapping[str, Any]) -> list[Any]:
    return [columns[name] for name in ("first_due_on", "agreed_on", "due_on", "completed_on", "state")]


_TALLIES = now_or_then(_select_tallies)


def count_by_task(
    session: Session, plan_ids: Sequence[int], agency_id: int | None = None, *, until: datetime | None = None
) -> list[Tally]:
    """Return the counts for plans, of all agencies or of one, by agency and in the order of each plan.

    They are those of now, or those just before `until` (UTC).
    """
    return _TALLIES.fetch(session, plan_ids, agency_id, until)


@dataclass(frozen=True, slots=True)
class DayTally:
    """The number of duties of a plan, of any agency, with the same state, deadline, date and day of completion.

    `first_due_on` is the deadline as written, `agreed_on` the later date that was agreed on, where one was; without
    it the deadline too. `asked` of the duties wait for a later date.
    """

    plan_id: int
    state: State
    first_due_on: date | None
    agreed_on: date | None
    due_on: date | None
    completed_on: date | None
    count: int
    asked: int = 0


def _select_day_tallies(columns: Mapping[str, Any]) -> LineQuery[DayTally]:
    asked = func.count(columns["asked_until"])
    return select_owed(DayTally, columns, count=func.count(), asked=asked).group_by(
        TASK.plan_id, *_state_and_dates(columns)
    )


def _select_tallies_of_deadlines() -> LineQuery[DayTally]:
    """Return `_select_day_tallies` as they are, counted in two steps: within each deadline, then over deadlines."""
    of_plans = select(DEADLINE.id).join(table_of(Task), DEADLINE.task_id == TASK.id)
    counted = count_within_deadlines(
        DUTY.withdrawn.is_(False),  # not OWED: the index begins with it
        DUTY.deadline_id.in_(of_plans.where(TASK.plan_id.in_(list_parameter("plan_ids")))),
    )
    found, columns = counted.c, {"plan_id": TASK.plan_id, **dates_of_deadlines(counted)}
    query = select_lines(
        DayTally,
        columns,
        count=cast(func.sum(found.duties), Integer),
        asked=cast(func.sum(found.asked), Integer),
    )
    return (
        query.join(table_of(Deadline), found.deadline_id == DEADLINE.id)
        .join(table_of(Task), DEADLINE.task_id == TASK.id)
        .group_by(TASK.plan_id, DEADLINE.due_on, found.extended_to, found.completed_on, found.state)
    )


_DAY_TALLIES = now_or_then(_select_day_tallies)
_OF_ALL_NOW = _select_tallies_of_deadlines()


def count_by_dates(
    session: Session, plan_ids: Sequence[int], agency_id: int | None = None, *, until: datetime | None = None
) -> list[DayTally]:
    """Return the counts for plans, of all agencies or of one, by plan, states and dates alone, as `count_by_task`."""
    if agency_id is None and until is None:
        return fetch(session, _OF_ALL_NOW, plan_ids=plan_ids)
    return _DAY_TALLIES.fetch(session, plan_ids, agency_id, until)
