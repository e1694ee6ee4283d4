"""A sentence → an Answer, by what the registry knows and the asker may see. Reads only, never writes."""

from dataclasses import dataclass, replace
from datetime import date

from data.errors import NotAllowed, NotFound
from data.registry import duties, plans
from data.registry.duties import DutyLine, TaskLine
from data.registry.people import Identity
from data.store import Session
from data.words import FINISHED, Role
from handlers.access import oversees
from handlers.cards import card_for
from handlers.conversation import Reply
from handlers.duties import nearest_codes
from handlers.questions.answer import Answer, items_of
from handlers.questions.guessing import guesses
from handlers.questions.query import Intent, Query, Status
from handlers.questions.reading import read
from handlers.questions.scope import NotUnderstood, Scope, about, in_status, scope_of, within
from handlers.views import answers, duty_card, overview, refusals
from scheduler.calendar import WorkingCalendar
from scheduler.headline import headline

_COUNTED = (Intent.LIST, Intent.COUNT)


def answer(session: Session, me: Identity, sentence: str, today: date, calendar: WorkingCalendar) -> Answer:
    """What `me` is told on `today` (Viet Nam). Never raises for what was typed: a refusal is an answer as well."""
    query = read(sentence, today)
    if query.intent is Intent.HELP:
        return Answer(Intent.HELP, answers.ways_to_ask())
    try:
        if query.intent is Intent.UNKNOWN:
            raise NotUnderstood
        scope = scope_of(session, me, query)
        return _Desk(session, me, today, calendar).answer(query, scope)
    except NotUnderstood:
        return Answer(Intent.UNKNOWN, answers.not_understood(guesses(sentence)))
    except (NotAllowed, NotFound) as error:
        return Answer(query.intent, refusals.refusal(error))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every answer needs at hand."""

    session: Session
    me: Identity
    today: date
    calendar: WorkingCalendar

    def answer(self, query: Query, scope: Scope) -> Answer:
        """Raises NotFound for a code that the asker has nothing to do with, and NotUnderstood for words that
        stand in no title."""
        if query.intent is Intent.SUMMARY:
            return self._summary(scope)
        owed = duties.owed_by(self.session, scope.agency.id)
        rows = about(owed, scope)
        if not rows and scope.codes and oversees(self.me):
            rows = about(duties.everything(self.session), scope)
        if not rows and scope.about_tasks:
            return self._of_others(query, scope, owed)
        if query.intent is Intent.REPORT_PROGRESS:
            return self._report(scope, rows)
        chosen = in_status(within(rows, scope.period), scope.status, self.today, self.calendar)
        if query.intent is Intent.NEXT:
            chosen = chosen[:1]
        said = self._said(query.intent, scope, chosen)
        return Answer(
            query.intent,
            said,
            scope.agency.code,
            scope.period,
            scope.status,
            items_of(chosen),
            len(chosen) if query.intent in _COUNTED else None,
        )

    def _said(self, intent: Intent, scope: Scope, rows: list[DutyLine]) -> Reply:
        match intent:
            case Intent.WHO if rows:
                tasks = {row.code: duties.task(self.session, row.deadline_id) for row in rows}
                return answers.who(list(tasks.values()), answers.buttons(rows, self.today))
            case Intent.WHEN if rows:
                return answers.when(scope, rows, self.today, self.calendar)
            case Intent.CARD | Intent.NEXT if len(rows) == 1:
                return card_for(self.session, self.me, rows[0], self.today, self.calendar)
        return answers.listed(scope, rows, self.today, self.calendar, counted=intent is Intent.COUNT)

    def _report(self, scope: Scope, rows: list[DutyLine]) -> Answer:
        owing = [row for row in rows if row.state not in FINISHED and row.agency_id == self.me.agency_id]
        said = (
            answers.report_question(owing, self.today, self.calendar)
            if owing
            else self._said(Intent.CARD, scope, rows)
        )
        return Answer(
            Intent.REPORT_PROGRESS,
            said,
            scope.agency.code,
            items=items_of(owing or rows),
            needs_confirmation=bool(owing),
        )

    def _of_others(self, query: Query, scope: Scope, owed: list[DutyLine]) -> Answer:
        """A task in which the asker's agency takes part: what the plan says of it, not how far it is."""
        tasks = within(about(duties.coordinated_by(self.session, scope.agency.id), scope), scope.period)
        if not tasks and scope.codes:
            raise NotFound("task", scope.codes[0], nearest_codes(scope.codes[0], [row.code for row in owed]))
        if not tasks or query.intent in (Intent.COUNT, Intent.NEXT) or query.status in (Status.DONE, Status.OVERDUE):
            raise NotUnderstood
        scope = replace(scope, status=None)
        leads = items_of(self._leads(tasks))
        count = len(tasks) if query.intent is Intent.LIST else None
        return Answer(
            query.intent,
            self._shared(query.intent, scope, tasks),
            scope.agency.code,
            scope.period,
            None,
            leads,
            count,
        )

    def _leads(self, tasks: list[TaskLine]) -> list[DutyLine]:
        deadlines = {task.deadline_id for task in tasks}
        return [row for row in duties.everything(self.session) if row.deadline_id in deadlines]

    def _shared(self, intent: Intent, scope: Scope, tasks: list[TaskLine]) -> Reply:
        if intent is Intent.WHO:
            facts = {task.code: duties.task(self.session, task.deadline_id) for task in tasks}
            return answers.who(list(facts.values()), answers.task_buttons(tasks, self.today))
        if len(tasks) == 1:
            shown, at = duties.task(self.session, tasks[0].deadline_id), tasks[0].deadline_id
            return duty_card.task_card(shown, self.today, self.calendar, note_on=at if scope.own else None)
        return answers.shared(scope, tasks, self.today)

    def _summary(self, scope: Scope) -> Answer:
        if scope.about_tasks or scope.period:
            raise NotUnderstood
        plan = plans.find(self.session)
        counted = headline(self.session, plan, self.today, self.calendar, scope.agency.id)
        said = overview.of_agency(counted, scope.agency, own=scope.own)
        taps = answers.summary_buttons(scope, leading=self.me.role is not Role.OFFICER)
        return Answer(Intent.SUMMARY, replace(said, buttons=taps), scope.agency.code)
