"""The reading of a sentence that the grammar does not understand, or likely misreads: what similar ones ask for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.enums import Role
from data.rules.calendar import WorkingCalendar
from handlers.base.query import Intent, Query, Status
from handlers.questions.dates.impossible import find_impossible_time
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.dates.time_words import InvalidDate
from handlers.questions.guessing.anchors import speaks_of_duties
from handlers.questions.guessing.certain.bare_titles import read_bare_title
from handlers.questions.guessing.certain.how_to import read_how_to
from handlers.questions.guessing.certain.matters import read_matter
from handlers.questions.guessing.certain.questions import read_certain_question
from handlers.questions.guessing.certain.requests import read_certain_request
from handlers.questions.guessing.certain.said import Said
from handlers.questions.guessing.certain.urging import read_urging
from handlers.questions.guessing.features import TALK, class_of, read_features
from handlers.questions.guessing.learned.intent_model import load_model
from handlers.questions.guessing.leaving import is_leaving
from handlers.questions.guessing.named_tasks import name_tasks
from handlers.questions.guessing.naming import about_all, complete, name_subject, name_the_task, of_periodic_report
from handlers.questions.guessing.questions import build_question
from handlers.questions.guessing.reports import OwnTasks, narrow_by_document
from handlers.questions.guessing.requests import REQUESTS, build_request
from handlers.questions.guessing.slots import AGENCY, Slots, read_slots
from handlers.questions.guessing.vagueness import is_vague, names_what_is_not_there
from handlers.questions.lexicon.vocabulary import Vocabulary, folded_words
from handlers.questions.lexicon.words import has_question_mark
from handlers.questions.reading.own_words import with_own_words
from handlers.questions.reading.reader import MAX_WORDS, UNKNOWN, Reading
from handlers.questions.reading.reports.named_reports import has_date
from handlers.questions.reading.subject_matching import RUN_SEPARATOR, title_contains
from handlers.questions.spelling.correction import correct_words

_FLOOR, _LEAST, _LEAST_OF_REQUEST = 0.1, 0.3, 0.4
"""Likelihoods that anything, a question, and a request that a tap would carry out need to be guessed; the latter two
of what is left by the likelier ones that do not fit."""
_EXPLAINED = (REQUESTS - {Intent.SNOOZE}) | {Intent.CALENDAR, Intent.ME}
"""Intents that the grammar reads only where it has explained every word."""
_BY_FAR, _FIRMLY, _SURELY = 3.0, 8.0, 40.0
"""Factors by which another intent must be likelier than the one that the grammar has read: any, what was done in a
time, and one explained."""
_TRIED = 3
_BRIEF = 3
"""Of how many words a sentence asks for what is in the state that it names."""
_KINDS_OF_PAPER = ("bao", "cao", "ke", "hoach")
_NEEDS_A_DUTY = (Intent.WHO, Intent.WHEN, Intent.CARD)
_QUESTIONS = frozenset(Intent) - REQUESTS - set(TALK)
_OF_DUTIES = frozenset(
    [
        *(Intent.LIST, Intent.COUNT, Intent.NEXT, Intent.SUMMARY, Intent.AGENCIES, Intent.ACTIVITY, Intent.COMPARE),
        *_NEEDS_A_DUTY,
    ]
)
_ENDED = frozenset({"xong", "roi"})
"""Words by which what is said of a task is its end: “II.5 đã ban hành 14 quyết định” tells how far it is."""
_SEVERAL = frozenset({"nhung", "cac", "moi", "gio"})
_STATED = re.compile(
    r"(?<!\S)(?:da|vua|moi)(?: duoc)? (?:phe duyet|ban hanh|ky|thong qua|nop|gui|trinh|xong|hoan thanh)(?!\S)"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A reading, and the intents that are the likeliest, the best first."""

    reading: Reading
    likeliest: tuple[Intent, ...] = ()


@dataclass(frozen=True, slots=True)
class Guesser:
    """Guesses on one day (Viet Nam). `own_tasks` looks up the codes of the tasks of the asker's `agency`;
    `in_context`: the conversation goes on from an answer, so that what the grammar has read stands.
    """

    today: date
    calendar: WorkingCalendar
    vocabulary: Vocabulary
    own_tasks: OwnTasks
    role: Role | None = None
    agency: str = ""
    in_context: bool = False

    def guess(self, sentence: str, read: Reading) -> Guess:
        """Return `read`, or what `sentence` is likelier to ask for. Never raises."""
        understood = read.query.intent is not Intent.UNKNOWN
        words = correct_words(sentence, self.vocabulary)
        if not understood and (find_impossible_time(sentence) or is_leaving(words)):
            return Guess(read)
        if not 0 < len(words) <= MAX_WORDS or (understood and (self.in_context or read.query.ordinal)):
            return Guess(read)
        try:
            slots = read_slots(words, DateRangeReader(self.today, self.calendar), self.vocabulary, self.agency)
        except InvalidDate:
            return Guess(read)
        asked = has_question_mark(sentence)
        said = Said(slots, read, self.vocabulary, self.today, self.own_tasks, asked, sentence)
        if _only_names(slots):
            named = None if understood else read_bare_title(said)
            return Guess(Reading(named) if named else read)
        if certain := _read_certain(said):
            return Guess(Reading(with_own_words(certain, sentence)), (class_of(certain.intent),))
        if stated := self._read_statement(slots, read, asked=asked):
            return Guess(Reading(with_own_words(stated, sentence)), (Intent.REPORT_PROGRESS,))
        likely = load_model().likelihoods(read_features(slots, read.query, self.role, asked=asked))
        ranked = tuple(sorted(likely, key=likely.__getitem__, reverse=True))
        if self._stands(read, likely, likely[ranked[0]], brief=len(words) <= _BRIEF and not read.unexplained):
            if not speaks_of_duties(read, slots, self.vocabulary):
                return Guess(Reading(UNKNOWN), ranked)
            query = complete(self._name_own_task(read.query, slots), slots, self.vocabulary)
            return Guess(replace(read, query=query, lacks_duty=read.lacks_duty and not query.about_tasks), ranked)
        if names_what_is_not_there(slots) and not read.query.about_tasks:
            return Guess(Reading(UNKNOWN), ranked)
        fits = self._first_that_fits(sentence, slots, likely, ranked, read)
        return Guess(fits if speaks_of_duties(fits, slots, self.vocabulary) else Reading(UNKNOWN), ranked)

    def _read_statement(self, slots: Slots, read: Reading, *, asked: bool) -> Query | None:
        """Return the report of a document with number and date, whatever the grammar takes the words beside it for,
        “kế hoạch CCHC: 19/KH-SGTVT ngày 21/2, bổ sung cho kịp”, and that of a day on which something was done, “hôm
        qua huyện đã nộp báo cáo quý I”. None if the sentence asks, or takes back.
        """
        told = read.query.intent is Intent.ACTIVITY and _states(slots)
        proven = bool(slots.document) and has_date(slots.document)
        if asked or read.query.intent not in (*_QUESTIONS, Intent.UNKNOWN) or not (told or proven):
            return None
        if AGENCY in slots.tokens and not slots.names_own:
            return None
        return build_request(Intent.REPORT_PROGRESS, slots, self.vocabulary, self.today, self.own_tasks)

    def _stands(self, reading: Reading, likely: dict[Intent, float], most: float, *, brief: bool = False) -> bool:
        """Return whether what the grammar has read stands: with every word of it explained, or if nothing is by far
        likelier. `brief`: it is made of few words, all of them explained.
        """
        read = reading.query.intent
        if read is Intent.UNKNOWN:
            return most == likely[Intent.SMALL_TALK]
        if reading.names_status and read is Intent.LIST and reading.query.status is not Status.DONE and brief:
            return True  # “trễ hạn?”
        named = read in _NEEDS_A_DUTY and reading.query.about_tasks and not reading.unexplained
        named = named and not (read is Intent.CARD and max(likely, key=likely.__getitem__) in REQUESTS)
        trust = _SURELY if read in _EXPLAINED else _FIRMLY if read is Intent.ACTIVITY or named else _BY_FAR
        return likely.get(class_of(read), 0.0) * trust >= most

    def _name_own_task(self, query: Query, slots: Slots) -> Query:
        """Return a request for more time, or to be reminded later, about one's own task that its words name."""
        if query.intent is Intent.REPORT_PROGRESS and query.keywords and query.document:
            return self._name_by_document(query)
        by_words = query.sections and not slots.sections and not query.codes  # “kế hoạch CCHC” is no section
        if (
            query.intent not in (Intent.EXTEND, Intent.SNOOZE)
            or query.ordinal
            or (query.about_tasks and not by_words)
        ):
            return query
        query = replace(query, sections=())
        named = name_subject(replace(query, period=None), slots, self.vocabulary, self.own_tasks())
        named = replace(named, sections=())
        if not named.about_tasks:
            named = of_periodic_report(named, slots, self.vocabulary)
        if slots.report:
            turns = [time.period for time in slots.times if time.period.first != time.period.last]
            return replace(named, period=slots.report.period or (turns[0] if turns else None))
        if slots.codes:
            return replace(named, period=query.period)
        return replace(query, codes=named.codes)

    def _name_by_document(self, query: Query) -> Query:
        """Return a report about the one of one's own tasks of that name which makes a document of that kind."""
        runs, own = [folded_words(run) for run in query.keywords.split(RUN_SEPARATOR)], self.own_tasks()
        fits = tuple(
            task.key[1] for task in self.vocabulary.tasks if task.key[1] in own and title_contains(task, runs)
        )
        found = narrow_by_document(replace(query, codes=fits, keywords=""), query.document, self.vocabulary)
        if len(fits) > 1 and len(found.codes) != 1:
            best = name_tasks(tuple(word for run in runs for word in run), self.vocabulary, found.codes)
            found = replace(found, codes=tuple(task.key[1] for task in best))
        return found if len(fits) > 1 and len(found.codes) == 1 else query

    def _first_that_fits(
        self, sentence: str, slots: Slots, likely: dict[Intent, float], ranked: Sequence[Intent], read: Reading
    ) -> Reading:
        """Return the reading of the likeliest intent for which the sentence names what it takes."""
        left = 1.0
        for intent in ranked[:_TRIED]:
            if intent is class_of(read.query.intent):
                return read
            if likely[intent] < max(_FLOOR, left * (_LEAST_OF_REQUEST if intent in REQUESTS else _LEAST)):
                break
            left -= likely[intent]
            if intent is Intent.SMALL_TALK:
                return read if read.query.about_tasks else Reading(UNKNOWN)
            if query := self._build(sentence, intent, slots, read):
                query = with_own_words(query, sentence)
                return Reading(query, lacks_duty=intent in _NEEDS_A_DUTY and not query.about_tasks)
        return read

    def _build(self, sentence: str, intent: Intent, slots: Slots, read: Reading) -> Query | None:
        """Return the query of an intent; None where the sentence does not name what it takes, or asks, as the grammar
        has `read` it: without a document or a percentage that is no report.
        """
        if intent in REQUESTS:
            ended = read.query.intent is not Intent.CARD or not _ENDED.isdisjoint(slots.tokens)
            told = ended and _states(slots)
            proven = slots.document or slots.percent is not None or told
            proven = proven or intent is not Intent.REPORT_PROGRESS
            if has_question_mark(sentence) or (read.query.intent in _QUESTIONS and not proven):
                return None
            return build_request(intent, slots, self.vocabulary, self.today, self.own_tasks)
        query = build_question(intent, slots, self.vocabulary, self.today)
        shared = query and intent is Intent.AGENCIES and self._is_of_all(query)
        if query and intent in _OF_DUTIES and read.query.about_tasks and not (read.unexplained or shared):
            query = name_the_task(_about_the_same(query, read.query), slots, self.vocabulary)
        query = about_all(query, slots, self.vocabulary) if query and intent is Intent.NEXT else query
        if query is None or intent not in _OF_DUTIES:
            return query
        if names_what_is_not_there(slots):
            return None
        return query if query.about_tasks or not is_vague(slots, self.vocabulary) else None

    def _is_of_all(self, query: Query) -> bool:
        """Return whether a query is about what every agency makes."""
        of_all = {task.key[1] for task in self.vocabulary.tasks if task.section is None}
        return bool(query.codes) and of_all.issuperset(query.codes)


def _read_certain(said: Said) -> Query | None:
    asked = read_how_to(said) or read_certain_question(said) or read_matter(said)
    return asked or read_urging(said) or read_certain_request(said)


def _about_the_same(query: Query, read: Query) -> Query:
    """Return a query about the tasks that the grammar found, where it has explained every word."""
    return replace(
        query,
        agencies=query.agencies if read.agencies else (),  # “thanh tra” may be a word of the title
        codes=read.codes,
        sections=read.sections,
        keywords=read.keywords,
        made=read.made,
        report=read.report,
        ordinal=read.ordinal,
    )


def _states(slots: Slots) -> bool:
    """Return whether a sentence says that something was done, and has no word of a question: “hôm qua em đã gửi”."""
    phrases = slots.extracted.phrases
    done = "status.done" in phrases or _STATED.search(" ".join(slots.tokens))
    return (
        bool(done)
        and _SEVERAL.isdisjoint(slots.tokens)
        and not any(name.startswith(("intent.", "done.", "follow.")) for name in phrases)
    )


def _only_names(slots: Slots) -> bool:
    """Return whether a sentence is nothing but words of a title, “đề án”: nothing in it says what is asked."""
    named = set(slots.extracted.content.places)
    return all(at in named or word.folded in _KINDS_OF_PAPER for at, word in enumerate(slots.words))
