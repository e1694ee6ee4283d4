"""The progress of one task at all agencies that owe it."""

from data.errors import NotFound
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans import task_lines
from handlers.base.breakdowns import WHOLE_PLAN, check_breakdown
from handlers.base.callback_data.overview import ListTasks, ShowTaskAgencies, ShowTaskAgenciesOfPlan
from handlers.base.messages import Reply
from handlers.base.permissions import oversees
from handlers.base.selection import Selection
from handlers.base.turn import Turn
from handlers.duties.duty_card import render_duty_card
from handlers.views.duties import which_plan
from handlers.views.duties.task_agencies import task_agencies
from scheduler.statistics.figures import count_duties


def show_by_code(
    turn: Turn, code: str, page: int = 0, at: Selection | None = None, plan_id: int | None = None
) -> Reply:
    """Show the agencies that owe a task, or the card of the only one; ask which where several plans have the code.

    `at` is the part of the plans from which the task was opened, `plan_id` the plan that is meant.

    Raises NotFound for a code under which no agency that the officer may see owes anything.
    """
    selection = check_breakdown(turn, at or WHOLE_PLAN)
    owed = list_owing_duties(turn, code, plan_id if plan_id is not None else selection.plan_id)
    rows = selection.select(owed, turn.today, turn.calendar)
    if not rows:
        raise NotFound("task", code)
    if which_plan.is_of_several(rows):
        return which_plan.ask_which_task(code, rows, turn.today)
    if len(rows) == 1:
        back = ListTasks(at=at) if at else None
        return render_duty_card(turn.session, turn.me, rows[0], turn.today, turn.calendar, back=back)
    counted = count_duties(rows, turn.today, turn.calendar)
    task = task_lines.get_task(turn.session, rows[0].deadline_id)
    return task_agencies(task, rows, counted, turn.today, turn.calendar, page, at)


def show(turn: Turn, tapped: ShowTaskAgencies) -> Reply:
    """Show a page of the agencies of a tapped task."""
    return show_by_code(turn, tapped.code, tapped.page, tapped.at)


def show_of_plan(turn: Turn, tapped: ShowTaskAgenciesOfPlan) -> Reply:
    """Show a page of the agencies of a tapped task of one plan."""
    return show_by_code(turn, tapped.code, tapped.page, tapped.at, tapped.plan_id)


def list_owing_duties(turn: Turn, code: str, plan_id: int | None = None) -> list[DutyLine]:
    """Return the duties under a code that the officer may see, by date; of all active plans or of one."""
    agency_id = None if oversees(turn.me) else turn.me.agency_id
    return duty_lines.list_duties(turn.session, agency_id=agency_id, codes={code}, plan_id=plan_id)
