"""A sentence → an Answer, by what the registry knows and the asker may see. Reads only, never writes."""

from dataclasses import replace
from datetime import date

from data.errors import NotAllowed, NotFound
from data.registry import agencies, duties, history, plans
from data.registry.duties import DutyLine
from data.registry.people import Identity
from data.store import Session
from data.words import Role
from handlers.access import oversees
from handlers.conversation import Reply
from handlers.questions.answer import Answer
from handlers.questions.desk import Desk, NotUnderstood
from handlers.questions.guessing import guesses
from handlers.questions.query import Intent
from handlers.questions.reading import read
from handlers.questions.scope import Scope, scope_of
from handlers.questions.topics import Topic, continued
from handlers.questions.vocabulary import current
from handlers.questions.wishes import extension, report, snooze
from handlers.views import answers, asking, overview, refusals
from scheduler.calendar import WorkingCalendar
from scheduler.headline import headline


def answer(
    session: Session, me: Identity, sentence: str, today: date, calendar: WorkingCalendar, topic: Topic | None = None
) -> Answer:
    """What `me` is told on `today` (Viet Nam). Never raises for what was typed: a refusal is an answer as well.

    `topic` is what this chat was talking about in the last ten minutes.
    """
    vocabulary = current(session)
    query = continued(read(sentence, today, calendar, vocabulary), topic)
    if query.intent in asking.BESIDES:
        return Answer(query.intent, asking.besides(query.intent, overseeing=oversees(me)))
    if query.intent is Intent.UNDO:
        return Answer(query.intent, asking.ways_to_undo(_marked_last(session, me)))
    try:
        if query.intent is Intent.UNKNOWN:
            raise NotUnderstood
        found = scope_of(me, query, vocabulary)
        desk = Desk(session, me, today, calendar, vocabulary, topic)
        return _answered(desk, found)
    except NotUnderstood:
        return Answer(Intent.UNKNOWN, _not_understood(sentence, overseeing=oversees(me)))
    except (NotAllowed, NotFound) as error:
        return Answer(query.intent, refusals.refusal(error))


def _marked_last(session: Session, me: Identity) -> DutyLine | None:
    ids = history.last_marked(session, me.agency_id, me.officer_id, 1)
    return duties.line(session, ids[0]) if ids else None


def _not_understood(sentence: str, *, overseeing: bool) -> Reply:
    return asking.not_understood(guesses(sentence, overseeing=overseeing), overseeing=overseeing)


def _answered(desk: Desk, scope: Scope) -> Answer:
    match scope.query.intent:
        case Intent.SUMMARY:
            return _summary(desk, scope)
        case Intent.REPORT_PROGRESS:
            return report(desk, scope)
        case Intent.SNOOZE:
            return snooze(desk, scope)
        case Intent.EXTEND:
            return extension(desk, scope)
    return desk.answer(scope)


def _summary(desk: Desk, scope: Scope) -> Answer:
    """One agency's figures; the province's where that is meant, or nobody is named by who oversees."""
    plan, me = plans.find(desk.session), desk.me
    topic = Topic(scope.query)
    if scope.agency is None or (oversees(me) and not scope.query.agencies and not scope.query.own):
        counted = headline(desk.session, plan, desk.today, desk.calendar)
        said = overview.whole(counted, agencies.count_without_officer(desk.session))
        return Answer(Intent.SUMMARY, replace(said, replaces=False), topic=topic)
    counted = headline(desk.session, plan, desk.today, desk.calendar, scope.agency.id)
    said = overview.of_agency(counted, scope.agency, own=scope.own)
    taps = answers.summary_buttons(scope.agency.id, own=scope.own, leading=me.role is not Role.OFFICER)
    return Answer(Intent.SUMMARY, replace(said, buttons=taps, replaces=False), scope.agency.code, topic=topic)
