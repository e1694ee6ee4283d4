"""Verdicts on duties in SQL: as `data.rules.standing` and `scheduler.statistics.figures` give them for one duty."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, select
from sqlmodel import Session

from data.enums import State
from data.models import Task
from data.registry.duties.due_dates import AGREED_ON, DUE_ON
from data.registry.duties.duty_query import DEADLINE, DUTY, TASK
from data.registry.sql.rows import table_of
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Standing, last_day_on_time, last_overdue

EXTENDED = and_(DEADLINE.due_on != AGREED_ON, DUTY.state != State.NOT_APPLICABLE)
"""The condition for duties with an agreed extension, in statements on duties with their deadlines."""


def standing_of(
    session: Session, plan_ids: Sequence[int], today: date, calendar: WorkingCalendar
) -> ColumnElement[str]:
    """Return the standing of a duty as of `today` (Viet Nam), for statements on duties of plans with deadlines."""
    return _judge(
        {found: found.value for found in Standing},
        done_by_agreed=None,
        on_time=_in_time(DEADLINE.due_on, _list_deadlines(session, plan_ids), calendar),
        overdue=last_overdue(today, calendar) >= DUE_ON,
    )


BY_STATE = {Standing.NOT_APPLICABLE: State.NOT_APPLICABLE, Standing.WAITING: State.REPORTED}
"""Standings that are a state, whatever the dates."""
VERDICTS: tuple[tuple[Standing, bool], ...] = (*((found, False) for found in Standing), (Standing.DONE_LATE, True))
"""Standings, and the one of what was done late, but by the agreed date."""


def verdict_of(
    session: Session, plan_ids: Sequence[int], today: date, calendar: WorkingCalendar
) -> ColumnElement[int]:
    """Return the place in `VERDICTS` of the verdict on a duty: a number, since counts by numbers are cheaper."""
    agreed = [*_list_deadlines(session, plan_ids), *_list_extensions(session)]
    return _judge(
        {found: VERDICTS.index((found, False)) for found in Standing},
        done_by_agreed=(VERDICTS.index((Standing.DONE_LATE, True)), _in_time(AGREED_ON, agreed, calendar)),
        on_time=_in_time(DEADLINE.due_on, _list_deadlines(session, plan_ids), calendar),
        overdue=last_overdue(today, calendar) >= DUE_ON,
    )


def _judge(
    told: Mapping[Standing, Any],
    *,
    done_by_agreed: tuple[int, ColumnElement[bool]] | None,
    on_time: ColumnElement[bool],
    overdue: ColumnElement[bool],
) -> ColumnElement[Any]:
    """Return what is `told` of the standing of a duty; the conditions are asked in the order of `standing`."""
    late = [(done_by_agreed[1], done_by_agreed[0])] if done_by_agreed else []
    done = case((on_time, told[Standing.DONE_ON_TIME]), *late, else_=told[Standing.DONE_LATE])
    return case(
        *((DUTY.state == state, told[found]) for found, state in BY_STATE.items()),
        (DUE_ON.is_(None), told[Standing.NO_DATE]),
        (DUTY.completed_on.is_not(None), done),
        (overdue, told[Standing.OPEN_OVERDUE]),
        else_=told[Standing.OPEN_IN_TIME],
    )


def _in_time(due_on: Any, dates: Iterable[date], calendar: WorkingCalendar) -> ColumnElement[bool]:
    """Return whether a duty was finished by the last day on time of `due_on`, one of `dates`, moved by days off."""
    moved = {day: last for day in dates if (last := last_day_on_time(day, calendar)) != day}
    in_time: ColumnElement[bool] = DUTY.completed_on <= (case(moved, value=due_on, else_=due_on) if moved else due_on)
    return in_time


def _list_deadlines(session: Session, plan_ids: Sequence[int]) -> list[date]:
    days = select(DEADLINE.due_on).join(table_of(Task), DEADLINE.task_id == TASK.id).distinct()
    return list(session.execute(days.where(TASK.plan_id.in_(plan_ids), DEADLINE.due_on.is_not(None))).scalars())


def _list_extensions(session: Session) -> list[date]:
    return list(session.execute(select(DUTY.extended_to).where(DUTY.extended_to.is_not(None)).distinct()).scalars())
