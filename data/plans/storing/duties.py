"""Write the deadlines and duties of a task; dates that a second reading no longer has are withdrawn."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import BindParameter, Delete, bindparam, delete, select
from sqlmodel import Session, col

from data.enums import ENDED, JudgedBy
from data.models import Deadline, Deliverable, Duty, Participation, Task
from data.plans.draft import TaskDraft
from data.plans.storing.deadline_pairing import pair_dates
from data.registry.office.succession import mergers
from data.registry.sql.rows import execute_count, insert_all, table_of

_OF_TASK: BindParameter[int] = bindparam("task_id")
_DEADLINES = select(Deadline).where(col(Deadline.task_id) == _OF_TASK).order_by(col(Deadline.position))
_DUTIES = (
    select(Duty).join(Deadline, col(Duty.deadline_id) == col(Deadline.id)).where(col(Deadline.task_id) == _OF_TASK)
)


def delete_of_task(model: type[Deliverable | Participation]) -> Delete:
    """Return the statement that deletes the rows of the task `task_id`."""
    table = table_of(model)
    return delete(table).where(table.c.task_id == bindparam("task_id"))


_DELETE_PARTICIPATIONS = delete_of_task(Participation)


def write_duties(
    session: Session,
    task: Task,
    draft: TaskDraft[str],
    agencies: dict[str, int],
    *,
    owed: bool,
    judged_by: JudgedBy | None,
) -> None:
    """Write a duty for each date and lead agency; an undated task has one deadline without a date.

    Nobody owes a task that is not `owed`: its duties are withdrawn.
    """
    deadlines = _write_deadlines(session, task, draft)
    known = {(duty.deadline_id, duty.agency_id): duty for duty in _duties_of(session, task)}
    leads = [agencies[code] for code in draft.lead_agencies] if owed else []
    successors = mergers.find_successors(session, leads)
    keys = {
        _owed_key(flushed_key(deadline.id), agency, known, successors) for deadline in deadlines for agency in leads
    }
    for key, duty in known.items():
        duty.withdrawn, duty.judged_by = key not in keys, judged_by
    fresh = [
        {"deadline_id": deadline, "agency_id": agency, "judged_by": judged_by}
        for deadline, agency in sorted(keys - known.keys())
    ]
    insert_all(session, Duty, fresh)


def _owed_key(
    deadline: int, agency: int, known: Mapping[tuple[int, int], Duty], successors: Mapping[int, int]
) -> tuple[int, int]:
    """Return deadline and agency of the duty that an agency owes by the plan, or its successor by now.

    What the agency finished before it ended stays its own.
    """
    own = known.get((deadline, agency))
    if own is not None and own.state in ENDED:
        return deadline, agency
    successor = successors.get(agency)
    return (deadline, agency) if successor is None else _owed_key(deadline, successor, known, successors)


def _write_deadlines(session: Session, task: Task, draft: TaskDraft[str]) -> list[Deadline]:
    """Write the deadlines of a task, withdraw those it has no more, and return those it has now."""
    rows = list(session.execute(_DEADLINES, {"task_id": task.id}).scalars())
    dates = list_dates(draft)
    now: list[Deadline] = []
    for (due_on, label, deliverable), at in zip(
        dates, pair_dates([r.due_on for r in rows], [d[0] for d in dates]), strict=True
    ):
        row = rows[at] if at is not None else Deadline(task_id=flushed_key(task.id), position=0, label="")
        row.label, row.deliverable, row.withdrawn, row.position = label, deliverable, False, len(now)
        if due_on or not row.dated_by:  # what an officer entered is kept until the plan itself has a date
            row.due_on, row.dated_by = due_on, None
        now.append(row)
    for gone in (row for row in rows if row not in now):
        gone.withdrawn = True
    session.add_all(now)
    session.flush()
    return now


def list_dates(draft: TaskDraft[str]) -> list[tuple[date | None, str, str | None]]:
    """Return date, label and deliverable of each deadline; one without a date for an undated task."""
    if not draft.deadlines:
        return [(None, draft.timeframe, None)]
    return [(one.due_on, one.label, one.deliverable) for one in draft.deadlines]


def withdraw_task(session: Session, task: Task) -> None:
    """Withdraw a task that the plan has no more, with its duties: kept with their history, owed by nobody."""
    task.withdrawn = True
    for duty in _duties_of(session, task):
        duty.withdrawn = True
    execute_count(session, _DELETE_PARTICIPATIONS, task_id=task.id)


def _duties_of(session: Session, task: Task) -> list[Duty]:
    return list(session.execute(_DUTIES, {"task_id": task.id}).scalars())


def flushed_key(key: int | None) -> int:
    """Return the key of a row that was flushed, which is therefore not None."""
    assert key is not None  # noqa: S101 - a flushed row has its key
    return key
