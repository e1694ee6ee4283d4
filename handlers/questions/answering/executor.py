"""Execution of queries about duties: selects the rows, and renders them as the intent asks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from data.errors import NotAllowed, NotFound
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.people.identities import Identity
from data.registry.plans import task_lines
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope
from data.registry.plans.task_lines import TaskLine
from data.rules.calendar import WorkingCalendar
from data.store import Session
from handlers.base.callback_data.codec import decode, encode
from handlers.base.callback_data.duties import ShowDuty, ShowTask
from handlers.base.messages import Reply
from handlers.base.permissions import oversees
from handlers.base.query import Intent, Query, Status
from handlers.base.selection import Selection
from handlers.duties.duty_card import render_duty_card
from handlers.duties.lists import nearest_codes
from handlers.questions.answering.answer import Answer, to_items
from handlers.questions.answering.context import Context
from handlers.questions.answering.coordinated_tasks import FACTS, CoordinatedTasks
from handlers.questions.answering.scope import Scope, find_tasks
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.views.questions import answers
from handlers.views.questions import rows as rows_view
from scheduler.statistics.as_of import AsOf

_COMING = (Intent.WHEN, Intent.NEXT)
"""Intents that are about the coming periodic report, however far it is."""
_COUNTED = (Intent.LIST, Intent.COUNT)


class NotUnderstood(Exception):
    """Nothing in the registry fits the sentence."""


@dataclass(frozen=True, slots=True)
class Executor:
    """Executor of queries for one asker on one day; `plan_id` is the one plan that is meant, None for all active.

    For a day that has passed, `past` has the instant (UTC) at which it ended and the plans that were active then.
    """

    session: Session
    me: Identity
    today: date
    calendar: WorkingCalendar
    vocabulary: Vocabulary
    topic: Context | None
    plan_id: int | None = None
    past: tuple[datetime, PlanScope] | None = None

    def within(self, plan: PlanFact) -> "Executor":
        """Return the executor for queries about one plan alone, active or closed."""
        return replace(self, vocabulary=self.vocabulary.of_plan(plan), plan_id=plan.id)

    def as_of(self, plans: PlanScope, at: AsOf) -> "Executor":
        """Return the executor for queries about duties as they stood at the end of a day."""
        return replace(self, today=at.day, past=(at.until, plans) if at.until else None)

    @property
    def _of_others(self) -> CoordinatedTasks:
        return CoordinatedTasks(self.session, self.me, self.today, self.calendar, self.vocabulary, self.plan_id)

    def answer(self, scope: Scope) -> Answer:
        """Return the answer to a query.

        Raises NotFound for a code and NotAllowed for words of tasks that the asker has nothing to do with, and
        NotUnderstood for “cái thứ ba” where the last answer had no third duty.
        """
        if scope.query.ordinal:
            return self._answer_by_ordinal(scope)
        if scope.query.coordinating:
            return self._of_others.answer(
                scope, scope.selection.select_due(scope.selection.select_tasks(self._of_others.list_tasks(scope)))
            )
        rows = self.find_rows(scope)
        if not rows and (scope.query.codes or scope.query.keywords or scope.query.made):
            return self._answer_others_task(scope)
        if scope.query.report and scope.query.period is None and scope.query.intent in _COMING:
            rows = [row for row in rows if row.due_on and row.due_on >= self.today][:1]
        within = scope.selection.select_due(rows)
        if scope.query.codes and scope.query.intent is not Intent.LIST:
            within = within or rows  # "II.3 chắc tuần sau xong" is about II.3
        return self._answer(scope, within, rows)

    def find_rows(self, scope: Scope) -> list[DutyLine]:
        """Return the duties of the asked agency and tasks, whatever their state; of all agencies only those due in
        the asked period.

        Somebody who oversees and asks about a task that their own agency does not owe gets the duties of all agencies
        that owe it.
        """
        period, query = scope.query.period, scope.query
        if scope.agency is None:
            first, last = (period.first, period.last) if period else (None, None)
            if query.status is Status.OVERDUE:
                last = min(last or self.today, self.today)
            found = scope.selection.select_tasks(self._list_duties(first=first, last=last, codes=scope.task_codes))
            return [row for row in found if scope.includes(row.agency_code)]
        rows = scope.selection.select_tasks(self._list_duties(agency_id=scope.agency.id))
        if rows or not oversees(self.me) or query.agencies or not (query.codes or query.keywords):
            return rows
        return scope.selection.select_tasks(self._list_duties(codes=scope.task_codes or set()))

    def _list_duties(
        self,
        *,
        agency_id: int | None = None,
        first: date | None = None,
        last: date | None = None,
        codes: Collection[str] | None = None,
    ) -> list[DutyLine]:
        """Return the duties that match, as they are or, for a day that has passed, as they stood at its end."""
        if self.past is None:
            return duty_lines.list_duties(
                self.session, agency_id=agency_id, first=first, last=last, codes=codes, plan_id=self.plan_id
            )
        until, plans = self.past
        return duty_lines.list_as_of(
            self.session, plans.ids, until, agency_id=agency_id, first=first, last=last, codes=codes
        )

    def _answer(self, scope: Scope, rows: list[DutyLine], every: list[DutyLine] | None = None) -> Answer:
        """Answer with `rows` of the asked period; `every` holds the rows of other periods as well."""
        intent = scope.query.intent
        chosen = Selection(status=scope.selection.status).select(rows, self.today, self.calendar)
        if scope.query.status is Status.EXTENSION:
            chosen = [row for row in chosen if row.asked_until is not None]
        if intent is Intent.LIST and not chosen and scope.query.implied and scope.query.keywords:
            scope = replace(scope, query=replace(scope.query, status=Status.ALL))  # what was named is done already
            chosen = rows
        if intent is Intent.NEXT:
            chosen = chosen[:1]
        grouped = answers.is_grouped(scope, chosen)  # "cái thứ hai" counts duties, not tasks
        return Answer(
            intent,
            self._render(scope, chosen, () if chosen else every or ()),
            scope.agency_code or _only_agency(intent, chosen),
            scope.query.period,
            scope.query.status,
            to_items(chosen),
            len(chosen) if intent in _COUNTED else None,
            topic=Context(scope.query, () if grouped else tuple(encode(ShowDuty(row.id)) for row in chosen)),
        )

    def _render(self, scope: Scope, rows: list[DutyLine], others: Sequence[DutyLine] = ()) -> Reply:
        match scope.query.intent:
            case Intent.WHO if rows:
                tasks = {(row.plan_id, row.code): task_lines.get_task(self.session, row.deadline_id) for row in rows}
                return answers.who_answer(list(tasks.values()), rows_view.duty_buttons(rows, self.today))
            case Intent.WHEN if rows:
                return answers.when_answer(scope, rows, self.today, self.calendar)
            case Intent.CARD | Intent.NEXT if len(rows) == 1:
                return render_duty_card(self.session, self.me, rows[0], self.today, self.calendar)
        counted = scope.query.intent is Intent.COUNT
        asked = scope.query.status in (None, Status.OPEN, Status.IN_TIME)
        older = len(Selection(status=Status.OVERDUE).select(others, self.today, self.calendar)) if asked else 0
        return answers.list_answer(scope, rows, self.today, self.calendar, counted=counted, older=older)

    def _answer_by_ordinal(self, scope: Scope) -> Answer:
        """Answer about a duty by its place in the answer before."""
        row = self.get_by_ordinal(scope.query.ordinal or 0)
        if isinstance(row, DutyLine):
            return self._answer(scope, [row])
        takes_part = row in task_lines.list_coordinated(self.session, self.me.agency_id, self.plan_id)
        return self._of_others.answer(scope, [row], takes_part=takes_part)

    def get_by_ordinal(self, ordinal: int) -> DutyLine | TaskLine:
        """Return the duty or task at place `ordinal` (from 1; -1 is the last) of the answer before.

        Raises NotUnderstood if that answer is gone or has fewer, NotAllowed if the asker may not see it any more.
        """
        told = self.topic.items if self.topic else ()
        if not told or ordinal > len(told):
            raise NotUnderstood
        chosen = decode(told[ordinal - 1 if ordinal > 0 else -1])
        if isinstance(chosen, ShowDuty):
            row = duty_lines.get_line(self.session, chosen.duty_id)
            if row.agency_id != self.me.agency_id and not oversees(self.me):
                raise NotAllowed("duty.see")
            return row
        known = task_lines.list_tasks(self.session, self.plan_id)
        found = next((task for task in known if chosen == ShowTask(task.deadline_id)), None)
        if found is None:
            raise NotAllowed("task.see")
        return found

    def told_codes(self) -> list[str]:
        """Return the codes of the duties that the answer before told of, in its order; none if one cannot be seen."""
        told = self.topic.items if self.topic else ()
        rows = {encode(ShowDuty(row.id)): row for row in self.told_duties()}
        return [rows[item].code for item in told] if all(item in rows for item in told) else []

    def told_duties(self) -> list[DutyLine]:
        """Return the duties that the answer before told of, in its order, as far as the asker may see them today."""
        told = [decode(item) for item in (self.topic.items if self.topic else ())]
        ids = [item.duty_id for item in told if isinstance(item, ShowDuty)]
        lines = {line.id: line for line in duty_lines.list_by_ids(self.session, ids)}
        rows = [lines[one] for one in ids if one in lines]
        return [row for row in rows if row.agency_id == self.me.agency_id or oversees(self.me)]

    def named_in_reply(self, query: Query) -> Query:
        """Return a query with the one duty of the message replied to that its code names: of several dates the plan
        gives a task, a digest tells of one."""
        if not (self.topic and self.topic.replied and len(query.codes) == 1):
            return query
        items = self.topic.items
        named = [encode(ShowDuty(row.id)) for row in self.told_duties() if row.code == query.codes[0]]
        return replace(query, codes=(), ordinal=items.index(named[0]) + 1) if len(named) == 1 else query

    def tell(self, scope: Scope, rows: list[DutyLine]) -> Answer:
        """Answer of these duties, whatever their dates and states."""
        return self._answer(scope, rows)

    def _answer_others_task(self, scope: Scope) -> Answer:
        """Answer about tasks of others with what the plan says, which every agency holds; progress stays private.

        Raises NotFound and NotAllowed.
        """
        query = scope.query
        shared = scope.selection.select_tasks(self._of_others.list_tasks(scope))
        tasks = shared or scope.selection.select_tasks(task_lines.list_tasks(self.session, self.plan_id))
        if not tasks and query.codes and (query.keywords or query.made or query.sections):  # the code says which
            by_code = replace(query, keywords="", made="", sections=())
            return self.answer(replace(scope, query=by_code, tasks=find_tasks(by_code, self.vocabulary)))
        if not tasks and query.codes:
            known = [row.code for row in duty_lines.list_by_agency(self.session, self.me.agency_id, self.plan_id)]
            raise NotFound("task", query.codes[0], nearest_codes(query.codes[0], known))
        if not tasks:
            raise NotAllowed("task.see")
        if query.intent not in FACTS or query.status in (Status.DONE, Status.OVERDUE, Status.WAITING):
            raise NotAllowed("task.see")
        if not shared and query.intent is Intent.LIST and not query.implied:
            raise NotAllowed("task.see")
        return self._of_others.answer(scope, scope.selection.select_due(tasks) or tasks, takes_part=bool(shared))


def _only_agency(intent: Intent, rows: Sequence[DutyLine]) -> str | None:
    """Return the agency of which a card tells, where only one owes what was asked about."""
    codes = {row.agency_code for row in rows}
    return codes.pop() if intent is Intent.CARD and len(codes) == 1 else None
