"""A sentence → a Query: small recognisers, each of which takes the words it understands. Pure, and never guessing.

Codes, acts, words of time, names of agencies and phrases are taken in this order. What is left must be words of a
title, of a deliverable or of a field; if the registry does not know them, the sentence is not understood as a whole:
better no list than a wrong one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.rules.calendar import WorkingCalendar
from handlers.base.query import FileFormat, Intent, Period, Query
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.dates.tokens import InvalidDate
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word, has_question_mark
from handlers.questions.reading.activity import find_time_of_doing, take_times
from handlers.questions.reading.change_requests import take_change_request
from handlers.questions.reading.codes import take_codes, take_ordinal, take_section
from handlers.questions.reading.comparisons import Comparison, take_comparison
from handlers.questions.reading.files import take_file
from handlers.questions.reading.intents import find_courtesy, find_intent, find_stated, find_status, is_elliptic
from handlers.questions.reading.periodic_reports import take_report
from handlers.questions.reading.phrase_extraction import ExtractedPhrases, extract_phrases
from handlers.questions.reading.sentence import Sentence
from handlers.questions.reading.subject_matching import match_subject
from handlers.questions.spelling.correction import correct_known_words, correct_words

WORDS = 60
"""A longer sentence is no question."""

UNKNOWN = Query(Intent.UNKNOWN)

_OF_A_SORT = (Intent.AGENCIES, Intent.LIST, Intent.COUNT, Intent.SUMMARY, Intent.NEXT, Intent.ACTIVITY)
_NEEDS_A_DUTY = (Intent.WHO, Intent.WHEN, Intent.CARD)


@dataclass(frozen=True, slots=True)
class Reading:
    """`elliptic`: the sentence says only what is different from the one before, “còn quý sau?”; of the state of
    duties only if `states`. `pointing`: it asks of a duty without naming one, “ai chủ trì?”. `owing`: it speaks of
    duties at all. `unexplained` are the places of words that made no sense.
    """

    query: Query
    elliptic: bool = False
    states: bool = False
    pointing: bool = False
    owing: bool = False
    unexplained: tuple[int, ...] = ()


def read_sentence(sentence: str, today: date, calendar: WorkingCalendar, vocabulary: Vocabulary) -> Reading:
    """What `sentence` asks for on `today` (Viet Nam), with or without accents, in any Unicode form. Never raises."""
    words = correct_words(sentence, vocabulary)
    if not 0 < len(words) <= WORDS:
        return Reading(UNKNOWN)
    times, asked = DateRangeReader(today, calendar), has_question_mark(sentence)
    found = _read_or_unknown(words, times, vocabulary, asked=asked)
    if found.unexplained or found.query.intent is Intent.UNKNOWN:
        for better in correct_known_words(words, found.unexplained, vocabulary):
            again = _read_or_unknown(better, times, vocabulary, asked=asked)
            if again.query.intent is not Intent.UNKNOWN and not again.unexplained:
                return again
    return found


def _read_or_unknown(
    words: Sequence[Word], times: DateRangeReader, vocabulary: Vocabulary, *, asked: bool
) -> Reading:
    try:
        return _read_words(Sentence(words), times, vocabulary, asked=asked)
    except InvalidDate:
        return Reading(UNKNOWN)


def _read_words(said: Sentence, times: DateRangeReader, vocabulary: Vocabulary, *, asked: bool) -> Reading:
    said.hide(vocabulary.names)
    codes = take_codes(said, vocabulary.codes)
    ordinal = take_ordinal(said)
    if act := take_change_request(said, codes, ordinal, times, asked=asked):
        query, rest = act
        heard = extract_phrases(rest, vocabulary)
        understood = (
            match_subject(query, heard.content, vocabulary) if query.intent is not Intent.REPORT_PROGRESS else query
        )
        if understood:
            return Reading(understood)
    if file := take_file(said):
        return _read_export(file, said.closed(), times, vocabulary)
    if compared := take_comparison(said, times):
        return _read_comparison(said, compared, vocabulary)
    sections = take_section(said)
    report = take_report(said, times.today)
    said_times = take_times(said, times, report.period if report else None)
    query = Query(Intent.UNKNOWN, codes, ordinal=ordinal, sections=sections, report=bool(report))
    heard = extract_phrases(said, vocabulary)
    if doing := find_time_of_doing(said_times, query, heard, times.today):
        return _read_question(doing, heard, vocabulary)
    if len(said_times) > 1:
        return Reading(UNKNOWN)
    period = said_times[0].period if said_times else None
    return _read_question(replace(query, period=period), heard, vocabulary)


def _read_export(file: FileFormat, said: Sentence, times: DateRangeReader, vocabulary: Vocabulary) -> Reading:
    """“Cho xin báo cáo word quý 1”: a file of all, or of an agency; of a report, that of the period."""
    said.hide(vocabulary.names)
    report = take_report(said, times.today)
    said_times = take_times(said, times, report.period if report else None)
    heard = extract_phrases(said, vocabulary)
    if len(said_times) > 1 or len(heard.content.words) > 1:
        return Reading(UNKNOWN, unexplained=heard.content.places)
    query = Query(
        Intent.EXPORT,
        agencies=heard.agencies,
        own=heard.says("agency.own", "agency.me"),
        everyone=heard.says("agency.everyone"),
        period=said_times[0].period if said_times else None,
        status=find_stated(heard),
        file=file,
    )
    return Reading(query)


def _read_comparison(said: Sentence, compared: Comparison, vocabulary: Vocabulary) -> Reading:
    """“So với tháng trước thế nào”: of all, of an agency, of a section, of a sort of agencies. Without a period where
    agencies are compared with each other."""
    query = Query(Intent.COMPARE, sections=take_section(said), period=Period(compared.before, compared.after))
    heard = extract_phrases(said, vocabulary)
    several = len(heard.named) > 1 or heard.phrases.count("agency.everyone") > 1
    if several and compared.before is None:
        query = replace(query, period=None)
    known = match_subject(query, heard.content, vocabulary)
    if known is None or known.codes:
        return Reading(UNKNOWN, unexplained=heard.content.places)
    return Reading(
        replace(
            known,
            agencies=heard.named,
            own=heard.says("agency.own", "agency.me"),
            everyone=heard.says("agency.everyone"),
            sort=heard.sort,
        )
    )


def _read_question(query: Query, heard: ExtractedPhrases, vocabulary: Vocabulary) -> Reading:
    found = match_subject(query, heard.content, vocabulary)
    known = found or (query if query.codes else None)
    if known is None or (heard.denied and not query.codes):
        return Reading(UNKNOWN, unexplained=heard.content.places)
    query = replace(
        known,
        agencies=heard.agencies,
        led_by=heard.led_by,
        own=heard.says("agency.own", "agency.me"),
        everyone=heard.says("agency.everyone") and not heard.says("part.coordinating"),
        coordinating=heard.says("part.coordinating"),
        report=known.report or heard.says("intent.reports"),
    )
    intent = query.intent if query.intent is Intent.ACTIVITY else find_intent(query, heard)
    if intent is None:
        return Reading(Query(find_courtesy(heard)) if not heard.content.places else UNKNOWN)
    of_all = heard.says("intent.whoever") and intent in (Intent.LIST, Intent.COUNT)
    of_all = of_all or intent is Intent.AGENCIES
    states = any(name.startswith("status.") for name in heard.phrases)
    status = query.status or find_status(heard, intent)
    sort = heard.sort if intent in _OF_A_SORT and (query.everyone or of_all) else None
    asked = replace(
        query, intent=intent, status=status, implied=not states, everyone=query.everyone or of_all, sort=sort
    )
    pointing = intent in _NEEDS_A_DUTY and not asked.about_tasks
    ignored = () if found else heard.content.places
    owing = states or heard.says("intent.list")
    elliptic = intent is not Intent.ACTIVITY and is_elliptic(query, heard)
    return Reading(asked, elliptic, states, pointing, owing, ignored)
