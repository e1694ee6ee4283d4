"""Answering of a sentence, from what the registry knows and the asker may see. Reads only, never writes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from data.enums import Role
from data.errors import BadAnswer, NotAllowed, NotFound
from data.registry.duties import duty_lines, history
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.people.identities import Identity
from data.registry.plans.plans import PlanFact, get_standing_body
from data.registry.plans.scope import plans_of_id
from data.rules.calendar import WorkingCalendar
from data.store import Session
from handlers.base.messages import Reply
from handlers.base.permissions import oversees
from handlers.base.query import Intent, Query, Status
from handlers.questions.answering.answer import Answer
from handlers.questions.answering.change_offers import (
    ask_which,
    offer_extension,
    offer_report,
    offer_reports,
    offer_snooze,
)
from handlers.questions.answering.context import Context
from handlers.questions.answering.coordinated_tasks import FACTS
from handlers.questions.answering.covered_tasks import find_covering
from handlers.questions.answering.executor import Executor, NotUnderstood
from handlers.questions.answering.named_plans import apply_plan, limit_to_plan, refuse_missing_plan
from handlers.questions.answering.overview.activity_answers import answer_activity
from handlers.questions.answering.overview.agency_counts import answer_agencies, is_own_task
from handlers.questions.answering.overview.comparison_answers import answer_comparison, compare_agencies
from handlers.questions.answering.overview.export_answers import answer_export
from handlers.questions.answering.overview.part_figures import asks_for_part, summarize_part
from handlers.questions.answering.overview.past_answers import answer_past
from handlers.questions.answering.reminder_offers import offer_reminders
from handlers.questions.answering.scope import Scope, resolve_scope
from handlers.questions.answering.subject import apply_subject
from handlers.questions.answering.suggestions import suggest
from handlers.questions.answering.talk_answers import TALK, answer_talk, offer_hand_over
from handlers.questions.dates.impossible import find_impossible_time
from handlers.questions.guessing.clauses import read_certain_part, read_one_clause, says_untold
from handlers.questions.guessing.guess import Guesser
from handlers.questions.guessing.later_clauses import read_behind, without_meeting
from handlers.questions.guessing.leaving import asks_to_undo, leaves
from handlers.questions.guessing.unmeant.dropping import drop_unmeant
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.questions.lexicon.words import has_question_mark
from handlers.questions.reading.codes import with_codes_of_places, without_denied_code
from handlers.questions.reading.reader import UNKNOWN, Reading, read_sentence
from handlers.questions.reading.reports.several_reports import read_several_reports
from handlers.questions.spelling.correction import correct_words
from handlers.views.base import refusals
from handlers.views.duties.correction_lines import covered_reply
from handlers.views.overview import summary
from handlers.views.questions import agencies as agencies_view
from handlers.views.questions import answers, examples
from scheduler.statistics.headline import compute_headline

_BY_OTHERS = (Status.WAITING, Status.RETURNED)
"""States into which somebody else puts a duty, or out of which."""
OPEN_FACTS = (Intent.WHO, Intent.WHEN)
"""Intents that any agency may have of any task: they ask what the plan says."""


def answer(
    session: Session,
    me: Identity,
    sentence: str,
    today: date,
    calendar: WorkingCalendar,
    topic: Context | None = None,
    *,
    plan: PlanFact | None = None,
) -> Answer:
    """Answer what `me` typed on `today` (Viet Nam). Never raises for what was typed: a refusal is an answer as well.

    `topic` is what this chat was talking about in the last ten minutes, `plan` the one plan that is asked about,
    whatever the words say.
    """
    executor = Executor(session, me, today, calendar, get_vocabulary(session), topic)
    plan, said, executor = limit_to_plan(sentence, executor, plan)
    read = _reader(executor)
    if topic and len(topic.items) > 1:
        said = with_codes_of_places(said, executor.told_codes(), replied=topic.replied)
    missing = None if plan else refuse_missing_plan(executor, said, read)
    if early := missing or answer_past(executor, said, read) or _offer_several(executor, said, read):
        return early
    meant = apply_subject(said, topic, read)
    query, executor = apply_plan(meant.query, plan, executor)
    if query.intent in examples.INTENTS_WITHOUT_DUTIES:
        return Answer(query.intent, examples.courtesy_answer(query.intent, overseeing=oversees(me)))
    try:
        if query.intent is Intent.UNKNOWN:
            raise NotUnderstood
        if meant.of_several:
            return ask_which(executor, resolve_scope(me, query, executor.vocabulary))
        if query.intent is Intent.UNDO:
            return _undo(executor, query, sentence)
        if query.intent in TALK:
            return answer_talk(executor, query, sentence)
        return _answer_query(executor, executor.named_in_reply(query), sentence)
    except NotUnderstood:
        return Answer(Intent.UNKNOWN, _render_not_understood(sentence, overseeing=oversees(me)))
    except (BadAnswer, NotAllowed, NotFound) as error:
        return _refuse(query, error)


def _refuse(query: Query, error: BadAnswer | NotAllowed | NotFound) -> Answer:
    """Answer that this is not to be had, with the agency and the time that were understood."""
    agency = query.agencies[0] if len(query.agencies) == 1 else None
    return Answer(query.intent, refusals.refusal(error), agency, query.period)


def _reader(executor: Executor) -> Callable[[str], Reading]:
    """Return what reads a sentence: the grammar, and where it cannot tell, what similar sentences ask for."""
    session, me, today, calendar = executor.session, executor.me, executor.today, executor.calendar

    def own_tasks() -> set[str]:
        return {row.code for row in duty_lines.list_by_agency(session, me.agency_id)}

    guesser = Guesser(
        today,
        calendar,
        executor.vocabulary,
        own_tasks,
        me.role,
        me.agency_code,
        in_context=executor.topic is not None,
    )

    @cache
    def grammar(said: str) -> Reading:
        return drop_unmeant(read_sentence(said, today, calendar, executor.vocabulary), said)

    @cache
    def read(said: str) -> Reading:
        return drop_unmeant(guesser.guess(said, grammar(said)).reading, said)

    @cache
    def read_or_clause(said: str) -> Reading:
        if behind := read_behind(said, read, executor.vocabulary.names):
            return behind
        understood = grammar(said)
        if leaves(correct_words(said, executor.vocabulary), understood.query, asked=has_question_mark(said)):
            return Reading(UNKNOWN)
        unsure = understood.query.intent is Intent.UNKNOWN or understood.unexplained or says_untold(said)
        if unsure and (part := read_certain_part(said, grammar, read, executor.vocabulary.pairs)):
            return part
        whole = read(said)
        clause = read_one_clause(said, read) if whole.query.intent is Intent.UNKNOWN else None
        return clause or whole

    @cache
    def read_safely(typed: str) -> Reading:
        said = without_meeting(without_denied_code(typed))
        return drop_unmeant(read_or_clause(said), said)

    return read_safely


def _offer_several(executor: Executor, sentence: str, read: Callable[[str], Reading]) -> Answer | None:
    several = read_several_reports(sentence, read)
    if not several:
        return None
    return offer_reports(executor, several, lambda query: resolve_scope(executor.me, query, executor.vocabulary))


def _answer_query(executor: Executor, query: Query, sentence: str) -> Answer:
    """Answer a query as its asker may have it answered. Raises NotAllowed, NotFound and NotUnderstood."""
    if query.intent is Intent.REMIND:
        return offer_reminders(executor, query)
    if query.intent is Intent.COMPARE and query.period is None:
        return compare_agencies(executor, query)
    if (
        query.intent is Intent.EXTEND
        and oversees(executor.me)
        and not (query.about_tasks or query.ordinal or query.day)
    ):
        query = Query(Intent.LIST, status=Status.EXTENSION)  # who oversees asks who asks for more time
    if query.intent is Intent.AGENCIES and not oversees(executor.me):
        if not is_own_task(executor, query):
            return Answer(query.intent, agencies_view.refused())
        query = replace(query, intent=Intent.CARD, status=None, everyone=False, sort=None)
    if query.intent in OPEN_FACTS and query.about_tasks and not oversees(executor.me):
        query = replace(query, agencies=())  # the plan is open, whoever leads
    query = _without_others(executor, query)
    scope = resolve_scope(executor.me, query, executor.vocabulary)
    if query.intent is Intent.HAND_OVER:
        return offer_hand_over(executor, scope, sentence)
    if query.intent in FACTS and (covered := find_covering(executor, scope)):
        answered = _execute(executor, covered[0])
        return replace(answered, reply=covered_reply(answered.reply, query.codes[0], covered[1]))
    return _execute(executor, scope)


def _without_others(executor: Executor, query: Query) -> Query:
    """Return the query of an officer without an agency that is no more than mentioned: who confirms, “chờ Sở Nội vụ
    duyệt”, or whose opinion a task waits for that it does not owe.
    """
    if len(query.agencies) != 1 or oversees(executor.me) or query.agencies[0] == executor.me.agency_code:
        return query
    session, named = executor.session, executor.vocabulary.agencies[query.agencies[0]]
    if query.status in _BY_OTHERS:
        bodies = [get_standing_body(session, one.id) for one in executor.vocabulary.plans if one.active]
        if named.name in bodies:
            return replace(query, agencies=())
    if query.intent is Intent.CARD and query.codes:
        owed = {row.code for row in duty_lines.list_by_agency(session, named.id, executor.plan_id)}
        return query if owed.intersection(query.codes) else replace(query, agencies=())
    return query


def _undo(executor: Executor, query: Query, sentence: str) -> Answer:
    """Answer where the last change can be taken back: of the duty that is meant, or else of the one changed last.

    Who has changed nothing and asks for nothing to be taken back, “không, tôi bấm nhầm”, is told that nothing is.
    """
    told = executor.get_by_ordinal(query.ordinal) if query.ordinal else None
    row = told if isinstance(told, DutyLine) else _last_changed_duty(executor.session, executor.me)
    if row is None and not asks_to_undo(correct_words(sentence, executor.vocabulary)):
        said = examples.courtesy_answer(Intent.SMALL_TALK, overseeing=oversees(executor.me))
        return Answer(Intent.SMALL_TALK, said)
    return Answer(query.intent, examples.ways_to_undo(row), undo=row if query.ordinal else None)


def _last_changed_duty(session: Session, me: Identity) -> DutyLine | None:
    ids = history.list_last_changed(session, me.agency_id, me.officer_id, 1)
    return duty_lines.get_line(session, ids[0]) if ids else None


def _render_not_understood(sentence: str, *, overseeing: bool) -> Reply:
    if impossible := find_impossible_time(sentence):
        return examples.no_such_time(impossible, overseeing=overseeing)
    return examples.not_understood(suggest(sentence, overseeing=overseeing), overseeing=overseeing)


def _execute(executor: Executor, scope: Scope) -> Answer:
    if oversees(executor.me) and asks_for_part(scope):
        return summarize_part(executor, scope)
    match scope.query.intent:
        case Intent.SUMMARY:
            return _answer_summary(executor, scope)
        case Intent.REPORT_PROGRESS:
            return offer_report(executor, scope)
        case Intent.SNOOZE:
            return offer_snooze(executor, scope)
        case Intent.EXTEND:
            return offer_extension(executor, scope)
        case Intent.AGENCIES:
            return answer_agencies(executor, scope)
        case Intent.ACTIVITY:
            return answer_activity(executor, scope)
        case Intent.EXPORT:
            return answer_export(executor, scope)
        case Intent.COMPARE:
            return answer_comparison(executor, scope)
    return executor.answer(scope)


def _answer_summary(executor: Executor, scope: Scope) -> Answer:
    """Answer with the figures of the agency that was asked about; of the whole province, if that was asked for or
    somebody who oversees it named no agency.
    """
    counted_plans, me = plans_of_id(executor.session, executor.plan_id), executor.me
    topic = Context(scope.query)
    if scope.agency is None or (oversees(me) and not scope.query.agencies and not scope.query.own):
        counted = compute_headline(executor.session, counted_plans, executor.today, executor.calendar)
        said = summary.province_summary(counted, agencies.count_without_officer(executor.session))
        return Answer(Intent.SUMMARY, replace(said, replaces=False), topic=topic)
    counted = compute_headline(executor.session, counted_plans, executor.today, executor.calendar, scope.agency.id)
    said = summary.agency_summary(counted, scope.agency, own=scope.own)
    taps = answers.summary_buttons(scope.agency.id, own=scope.own, leading=me.role is not Role.OFFICER)
    return Answer(Intent.SUMMARY, replace(said, buttons=taps, replaces=False), scope.agency.code, topic=topic)
