"""Words of an answer about tasks that other agencies lead: what the plan says of them."""

from collections.abc import Sequence
from datetime import date

from data.registry.plans import task_lines
from data.registry.plans.task_lines import TaskLine
from data.rules.calendar import WorkingCalendar
from data.store import Session
from handlers.base.messages import Reply
from handlers.base.query import Intent
from handlers.questions.answering.scope import Scope
from handlers.views.duties import duty_card
from handlers.views.questions import answers
from handlers.views.questions import rows as rows_view

FACTS = (Intent.WHO, Intent.WHEN, Intent.CARD, Intent.LIST)
"""Intents that may be asked of a task in which one's agency only takes part: what the plan says, not its progress."""


def render_coordinated(
    session: Session,
    scope: Scope,
    tasks: Sequence[TaskLine],
    today: date,
    calendar: WorkingCalendar,
    *,
    takes_part: bool,
) -> Reply:
    """Render who leads the tasks, the card of one, or the list of several."""
    intent = scope.query.intent
    if intent is Intent.WHO:
        facts = {(task.plan_id, task.code): task_lines.get_task(session, task.deadline_id) for task in tasks}
        return answers.who_answer(list(facts.values()), rows_view.task_buttons(tasks, today) if takes_part else ())
    if len(tasks) == 1 and intent in FACTS and not scope.query.coordinating:
        shown, at = task_lines.get_task(session, tasks[0].deadline_id), tasks[0].deadline_id
        note_on = at if scope.own and takes_part else None
        return duty_card.task_card(shown, today, calendar, note_on=note_on, takes_part=takes_part)
    return answers.coordinated_answer(scope, tasks, today, counted=intent is Intent.COUNT, takes_part=takes_part)
