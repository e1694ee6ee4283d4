"""Query of duties with deadline, task, plan and agency, and the columns for each field of a line."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, func

from data.enums import JudgedBy
from data.models import Agency, Deadline, Duty, Plan, Task
from data.registry.duties.due_dates import AGREED_ON, DUE_ON
from data.registry.plans.told_numbers import TOLD_PLAN
from data.registry.sql.lines import Line, LineQuery, select_lines
from data.registry.sql.rows import table_of

DUTY, DEADLINE, TASK, PLAN, AGENCY = (table_of(model).c for model in (Duty, Deadline, Task, Plan, Agency))

DEADLINE_COLUMNS: Mapping[str, Any] = {
    "deadline_id": DEADLINE.id,
    "due_on": DEADLINE.due_on,
    "label": DEADLINE.label,
    "dated_by": DEADLINE.dated_by,
    "task_id": TASK.id,
    "code": TASK.code,
    "title": TASK.title,
    "folded_title": TASK.folded_title,
    "kind": TASK.kind,
    "plan_id": TASK.plan_id,
    "plan_number": PLAN.number,
    "told_plan": TOLD_PLAN,
    "plan_year": PLAN.year,
    "issued_on": PLAN.issued_on,
    "imported_at": PLAN.imported_at,
    "standing_agency_id": PLAN.standing_agency_id,
}
"""The columns of a line of `select_deadlines`, by field."""

LATEST_PLAN_FIRST = (PLAN.issued_on.desc(), PLAN.id.desc())
"""The order of plans, as `data.registry.plans.plans.list_plans` has it."""

IN_THE_PLANS = (*LATEST_PLAN_FIRST, TASK.position, DEADLINE.position)
"""The order of what is owed on the same day: plan by plan, then as in the plan; no two of an agency are equal."""

OF_ACTIVE_PLANS = PLAN.closed_at.is_(None)
"""The condition for duties, or deadlines, of plans that were not closed."""

COLUMNS: Mapping[str, Any] = {
    **DEADLINE_COLUMNS,
    "id": DUTY.id,
    "duty_id": DUTY.id,
    "version": DUTY.version,
    "state": DUTY.state,
    "percent": DUTY.percent,
    "document_number": DUTY.document_number,
    "document_date": DUTY.document_date,
    "no_document_reason": DUTY.no_document_reason,
    "received_on": DUTY.received_on,
    "completed_on": DUTY.completed_on,
    "extended_to": DUTY.extended_to,
    "asked_until": DUTY.asked_until,
    "responsible_id": DUTY.responsible_id,
    "withdrawn": DUTY.withdrawn,
    "judged_by": func.coalesce(
        DUTY.judged_by, TASK.judged_by, PLAN.judged_by, JudgedBy.DOCUMENT, type_=DUTY.judged_by.type
    ),
    "due_on": DUE_ON,
    "first_due_on": DEADLINE.due_on,
    "agreed_on": AGREED_ON,
    "agency_id": DUTY.agency_id,
    "agency_code": AGENCY.code,
    "agency_name": AGENCY.name,
    "agency_short_name": AGENCY.short_name,
}
"""The columns of a line of `select_duties`, by field: a date called `due_on` is the one that the duty goes by."""


def is_owed(columns: Mapping[str, Any] = COLUMNS) -> ColumnElement[bool]:
    """Return the condition for duties that their plan still asks for; `columns` may be those of a past day.

    It is no equality: SQLite, which does not know that it holds for nearly every row, would look it up in
    `ix_duty_counted` before anything else, and go through all duties for those of one agency or day.
    """
    condition: ColumnElement[bool] = columns["withdrawn"].is_not(True)
    return condition


OWED = is_owed()

DUTIES_WITH_TASKS = (
    table_of(Duty)
    .join(table_of(Deadline), DUTY.deadline_id == DEADLINE.id)
    .join(table_of(Task), DEADLINE.task_id == TASK.id)
)
"""For counts, which need neither plan nor agency of each duty."""
_DUTIES = DUTIES_WITH_TASKS.join(table_of(Plan), TASK.plan_id == PLAN.id).join(
    table_of(Agency), DUTY.agency_id == AGENCY.id
)
_DEADLINES = (
    table_of(Deadline).join(table_of(Task), DEADLINE.task_id == TASK.id).join(table_of(Plan), TASK.plan_id == PLAN.id)
)


def select_duties(line: type[Line], columns: Mapping[str, Any] = COLUMNS, /, **own: Any) -> LineQuery[Line]:
    """Return a query of all duties, withdrawn ones too; `own` are columns of fields that `columns` does not have."""
    query = select_lines(line, columns, **own)
    return LineQuery(line, query.statement.select_from(_DUTIES))


def select_deadlines(line: type[Line], **own: Any) -> LineQuery[Line]:
    """Return a query of all deadlines with task and plan, without duties; withdrawn ones too."""
    query = select_lines(line, DEADLINE_COLUMNS, **own)
    return LineQuery(line, query.statement.select_from(_DEADLINES))


def in_plan(query: LineQuery[Line], plan_id: int | None) -> LineQuery[Line]:
    """Return a query with plans for one of them only, or for all active ones (None)."""
    return query.where(OF_ACTIVE_PLANS if plan_id is None else TASK.plan_id == plan_id)
