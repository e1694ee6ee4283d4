"""Write the tasks that the registry does not have, all together: a long plan may hold up others for seconds only."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data.models import AgencySuccession, Deadline, Deliverable, Duty, Participation, Plan, Section, Task
from data.plans.draft import TaskDraft
from data.plans.storing.duties import list_dates
from data.plans.storing.task_rows import list_parts, task_values
from data.registry.sql.rows import insert_all

Placed = tuple[int, TaskDraft[str]]
"""A task with its place in the plan."""


def write_new_tasks(
    session: Session, plan: Plan, sections: dict[str, Section], tasks: Sequence[Placed], agencies: Mapping[str, int]
) -> None:
    """Write tasks with what they bring, who takes part, their deadlines and duties."""
    if not tasks:
        return
    insert_all(session, Task, [task_values(plan, sections, task, position) for position, task in tasks])
    keys = _task_keys(session, plan)
    drafts = [(keys[task.code], task) for _position, task in tasks]
    insert_all(session, Deliverable, [row for key, task in drafts for row in _deliverables(key, task)])
    insert_all(session, Participation, [row for key, task in drafts for row in list_parts(key, task, agencies)])
    insert_all(session, Deadline, [row for key, task in drafts for row in _deadlines(key, task)])
    _write_duties(session, plan, dict(drafts), agencies)


def _task_keys(session: Session, plan: Plan) -> dict[str, int]:
    rows = session.execute(select(col(Task.code), col(Task.id)).where(col(Task.plan_id) == plan.id))
    return {code: key for code, key in rows if key is not None}


def _deliverables(key: int, task: TaskDraft[str]) -> list[dict[str, Any]]:
    return [{"task_id": key, "position": place, "words": words} for place, words in enumerate(task.deliverables)]


def _deadlines(key: int, task: TaskDraft[str]) -> list[dict[str, Any]]:
    return [
        {"task_id": key, "position": place, "due_on": due_on, "label": label, "deliverable": deliverable}
        for place, (due_on, label, deliverable) in enumerate(list_dates(task))
    ]


def _write_duties(
    session: Session, plan: Plan, drafts: Mapping[int, TaskDraft[str]], agencies: Mapping[str, int]
) -> None:
    """Write a duty for each date and lead agency, or for the one that follows it by now."""
    successions = select(col(AgencySuccession.agency_id), col(AgencySuccession.successor_id))
    followed = {agency: after for agency, after in session.execute(successions) if agency != after}
    deadlines = session.execute(
        select(col(Deadline.id), col(Deadline.task_id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .where(col(Task.plan_id) == plan.id)
        .order_by(col(Deadline.id))
    )
    rows = []
    for deadline_id, task_id in deadlines:
        task = drafts.get(task_id)
        owing = {_today(agencies[code], followed) for code in task.lead_agencies} if task else set()
        rows += [{"deadline_id": deadline_id, "agency_id": agency} for agency in sorted(owing)]
    insert_all(session, Duty, rows)


def _today(agency: int, followed: Mapping[int, int]) -> int:
    """Return the agency that stands today for one that may have ended."""
    while agency in followed:
        agency = followed[agency]
    return agency
