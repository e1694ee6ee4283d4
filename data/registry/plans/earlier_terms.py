"""Keep the terms on which duties of a plan were owed before they change: figures of a past day go by those."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlmodel import Session, col

from data.models import Deadline, Duty, EarlierDate, EarlierDuty, Task
from data.registry.sql.rows import insert_all


@contextmanager
def keep_earlier_terms(session: Session, now: datetime, plan_id: int, task_id: int | None = None) -> Iterator[None]:
    """Write down which dates and duties of a plan, or of one of its tasks, have become others inside the block.

    Of a plan that had no duties yet nothing is written: of the first reading the plan itself is the trace.
    """
    dates, duties = _read_dates(session, plan_id, task_id), _read_duties(session, plan_id, task_id)
    yield
    session.flush()
    if not duties and task_id is None:
        return
    moved = [
        {"deadline_id": key, "until": now, "due_on": dates[key]}
        for key, due_on in _read_dates(session, plan_id, task_id).items()
        if dates.get(key, due_on) != due_on
    ]
    owed_anew = [
        {"duty_id": key, "until": now, "withdrawn": not withdrawn}
        for key, withdrawn in _read_duties(session, plan_id, task_id).items()
        if duties.get(key, True) != withdrawn
    ]
    insert_all(session, EarlierDate, moved)
    insert_all(session, EarlierDuty, owed_anew)


def save_earlier_date(session: Session, deadline_id: int, due_on: date | None, now: datetime) -> None:
    """Write down the date that a deadline had before it was moved."""
    insert_all(session, EarlierDate, [{"deadline_id": deadline_id, "until": now, "due_on": due_on}])


def _read_dates(session: Session, plan_id: int, task_id: int | None) -> dict[int, date | None]:
    query = select(col(Deadline.id), col(Deadline.due_on)).join(Task, col(Deadline.task_id) == col(Task.id))
    return {key: due_on for key, due_on in session.execute(_within(query, plan_id, task_id)) if key is not None}


def _read_duties(session: Session, plan_id: int, task_id: int | None) -> dict[int, bool]:
    query = (
        select(col(Duty.id), col(Duty.withdrawn))
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
    )
    return {key: withdrawn for key, withdrawn in session.execute(_within(query, plan_id, task_id)) if key is not None}


def _within(query: Select[*tuple[object, ...]], plan_id: int, task_id: int | None) -> Select[*tuple[object, ...]]:
    query = query.where(col(Task.plan_id) == plan_id).order_by(query.selected_columns[0])
    return query if task_id is None else query.where(col(Task.id) == task_id)
