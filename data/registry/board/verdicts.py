"""Verdicts on duties in SQL: as `data.rules.standing` and `scheduler.statistics.figures` give them for one duty."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, select
from sqlmodel import Session

from data.enums import State
from data.models import Task
from data.registry.duties.due_dates import agreed_on
from data.registry.duties.duty_query import DEADLINE, DUTY, TASK
from data.registry.sql.rows import table_of
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Standing, last_day_on_time, last_overdue

_DONE = frozenset((Standing.DONE_ON_TIME, Standing.DONE_LATE))


def stands_as(
    session: Session, plan_ids: Sequence[int], standings: Collection[Standing], today: date, calendar: WorkingCalendar
) -> ColumnElement[bool]:
    """Return whether a duty stands in one of these ways as of `today` (Viet Nam), for statements on duties of plans
    with deadlines.
    """
    told = {found: found.value for found in Standing}
    done: Any = literal(told[Standing.DONE_LATE])
    if len(_DONE.intersection(standings)) == 1:  # else on time or late is all the same, and costs most to tell
        last_day = last_day_of_deadline(session, plan_ids, calendar)
        done = case((DUTY.completed_on <= last_day, told[Standing.DONE_ON_TIME]), else_=told[Standing.DONE_LATE])
    found = _judge(told, DEADLINE.due_on, done, last_overdue(today, calendar))
    return found.in_([told[one] for one in standings])


BY_STATE = {Standing.NOT_APPLICABLE: State.NOT_APPLICABLE, Standing.WAITING: State.REPORTED}
"""Standings that are a state, whatever the dates."""
VERDICTS: tuple[tuple[Standing, bool], ...] = (*((found, False) for found in Standing), (Standing.DONE_LATE, True))
"""Standings, and the one of what was done late, but by the agreed date."""


def verdict_of(
    session: Session, first_due_on: Any, last_day: Any, today: date, calendar: WorkingCalendar
) -> ColumnElement[int]:
    """Return the place in `VERDICTS` of the verdict on a duty: a number, since counts by numbers are cheaper.

    For statements on duties with columns of their deadline as written and of its `last_day_of_deadline`.
    """
    told = {found: VERDICTS.index((found, False)) for found in Standing}
    last_agreed = _last_day_of(DUTY.extended_to, _list_extensions(session), calendar)
    done = case(
        (DUTY.completed_on <= last_day, told[Standing.DONE_ON_TIME]),
        # Without an extension the agreed date is the first, by which it was not done.
        (
            and_(DUTY.extended_to > first_due_on, DUTY.completed_on <= last_agreed),
            VERDICTS.index((Standing.DONE_LATE, True)),
        ),
        else_=told[Standing.DONE_LATE],
    )
    return _judge(told, first_due_on, done, last_overdue(today, calendar))


def extended_of(first_due_on: Any) -> ColumnElement[int]:
    """Return 1 for a duty with an agreed extension, 0 for others; for statements as `verdict_of`."""
    return case((and_(DUTY.extended_to > first_due_on, DUTY.state != State.NOT_APPLICABLE), 1), else_=0)


def last_day_of_deadline(session: Session, plan_ids: Sequence[int], calendar: WorkingCalendar) -> ColumnElement[date]:
    """Return the last day on time of a deadline as written, for statements on deadlines of plans."""
    days = select(DEADLINE.due_on).join(table_of(Task), DEADLINE.task_id == TASK.id).distinct()
    found = session.execute(days.where(TASK.plan_id.in_(plan_ids), DEADLINE.due_on.is_not(None))).scalars()
    return _last_day_of(DEADLINE.due_on, found, calendar)


def _judge(
    told: Mapping[Standing, Any], first_due_on: Any, done: ColumnElement[Any], last_overdue_day: date
) -> ColumnElement[Any]:
    """Return what is `told` of the standing of a duty; the conditions are asked in the order of `standing`.

    What is done goes by its first deadline, what is open by the agreed one; there is none where there is no first.
    """
    return case(
        *((DUTY.state == state, told[found]) for found, state in BY_STATE.items()),
        (first_due_on.is_(None), told[Standing.NO_DATE]),
        (DUTY.completed_on.is_not(None), done),
        (last_overdue_day >= agreed_on(DUTY.extended_to, first_due_on), told[Standing.OPEN_OVERDUE]),
        else_=told[Standing.OPEN_IN_TIME],
    )


def _list_extensions(session: Session) -> list[date]:
    return list(session.execute(select(DUTY.extended_to).where(DUTY.extended_to.is_not(None)).distinct()).scalars())


def _last_day_of(due_on: Any, dates: Iterable[date], calendar: WorkingCalendar) -> ColumnElement[date]:
    """Return the last day on time of `due_on`, one of `dates`, moved by days off."""
    moved = {day: last for day in dates if (last := last_day_on_time(day, calendar)) != day}
    last_day: ColumnElement[date] = case(moved, value=due_on, else_=due_on) if moved else due_on
    return last_day
