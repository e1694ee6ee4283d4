"""Answers about tasks that other agencies lead: what the plan says of them, which every agency holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.people.identities import Identity
from data.registry.plans import task_lines
from data.registry.plans.task_lines import TaskLine
from data.rules.calendar import WorkingCalendar
from data.store import Session
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.duties import ShowTask
from handlers.base.messages import Reply
from handlers.base.query import Intent
from handlers.questions.answering.answer import Answer, Item
from handlers.questions.answering.context import Context
from handlers.questions.answering.scope import Scope
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.views.duties import duty_card
from handlers.views.questions import answers
from handlers.views.questions import rows as rows_view

FACTS = (Intent.WHO, Intent.WHEN, Intent.CARD, Intent.LIST)
"""Intents that may be asked of a task in which one's agency only takes part: what the plan says, not its progress."""


_COUNTED = (Intent.LIST, Intent.COUNT)


@dataclass(frozen=True, slots=True)
class CoordinatedTasks:
    """Tasks of others, for one asker on one day (Viet Nam); `plan_id`: the one plan that is meant, or None."""

    session: Session
    me: Identity
    today: date
    calendar: WorkingCalendar
    vocabulary: Vocabulary
    plan_id: int | None

    def list_tasks(self, scope: Scope) -> list[TaskLine]:
        """Return the tasks in which the asked agency takes part, of those that `led_by` leads where one is named."""
        agency = scope.agency.id if scope.agency else self.me.agency_id
        tasks = task_lines.list_coordinated(self.session, agency, self.plan_id)
        if not scope.query.led_by:
            return tasks
        lead = self.vocabulary.agencies[scope.query.led_by[0]]
        led = {row.deadline_id for row in duty_lines.list_by_agency(self.session, lead.id, self.plan_id)}
        return [task for task in tasks if task.deadline_id in led]

    def answer(self, scope: Scope, tasks: list[TaskLine], *, takes_part: bool = True) -> Answer:
        """Answer with what the plan says of `tasks`, which other agencies lead."""
        query = replace(scope.query, status=None)
        return Answer(
            query.intent,
            _render(
                self.session, replace(scope, query=query), tasks, self.today, self.calendar, takes_part=takes_part
            ),
            scope.agency_code,
            query.period,
            None,
            tuple(
                Item(row.code, row.agency_code, row.first_due_on, row.plan_number)
                for row in self._list_lead_duties(tasks)
            ),
            len(tasks) if query.intent in _COUNTED else None,
            topic=Context(query, tuple(encode(ShowTask(task.deadline_id)) for task in tasks)),
        )

    def _list_lead_duties(self, tasks: list[TaskLine]) -> list[DutyLine]:
        deadlines, codes = {task.deadline_id for task in tasks}, {task.code for task in tasks}
        every = duty_lines.list_duties(self.session, codes=codes, plan_id=self.plan_id)
        return [row for row in every if row.deadline_id in deadlines]


def _render(
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
