"""Reading of a sentence into a Query by small recognisers, each of which removes the words it understands. Pure;
never guesses.

Codes, change requests, words of time, names of agencies and phrases are extracted in this order. What is left must be
words of a title, of a deliverable or of a field; if the registry does not know them, the whole sentence is not
understood: better no list than a wrong one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.rules.calendar import WorkingCalendar
from handlers.base.query import FileFormat, Intent, Period, Query, Status
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.dates.time_words import InvalidDate
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word, has_question_mark
from handlers.questions.reading.activity import extract_times, find_time_of_doing
from handlers.questions.reading.change_requests import extract_change_request
from handlers.questions.reading.codes import extract_codes, extract_ordinal, extract_section
from handlers.questions.reading.intents import find_courtesy, find_intent, find_stated, find_status, is_elliptic
from handlers.questions.reading.own_words import with_own_words
from handlers.questions.reading.phrase_extraction import ExtractedPhrases, extract_phrases
from handlers.questions.reading.reports.named_reports import read_named_report
from handlers.questions.reading.reports.percent_reports import read_percent_report
from handlers.questions.reading.reports.periodic_reports import extract_report
from handlers.questions.reading.requests.comparisons import Comparison, extract_comparison
from handlers.questions.reading.requests.files import extract_file
from handlers.questions.reading.requests.reminders import extract_urging, is_of_others, runs_out
from handlers.questions.reading.sentence import Sentence
from handlers.questions.reading.subject_matching import Content, match_subject
from handlers.questions.reading.talk import read_talk
from handlers.questions.spelling.correction import correct_known_words, correct_words

MAX_WORDS = 60
"""A longer sentence is not read as a question."""

UNKNOWN = Query(Intent.UNKNOWN)

_OF_A_SORT = (Intent.AGENCIES, Intent.LIST, Intent.COUNT, Intent.SUMMARY, Intent.NEXT, Intent.ACTIVITY)
_NEEDS_A_DUTY = (Intent.WHO, Intent.WHEN, Intent.CARD)


@dataclass(frozen=True, slots=True)
class Reading:
    """A query with what the context of the conversation must supply.

    `elliptic`: the sentence says only how it differs from the one before, “còn quý sau?”; `names_status`: it names a
    state of duties. `lacks_duty`: it asks about a duty without naming one, “ai chủ trì?”. `mentions_duties`: it
    speaks of duties at all. `unexplained` are the places of words that were not understood.
    """

    query: Query
    elliptic: bool = False
    names_status: bool = False
    lacks_duty: bool = False
    mentions_duties: bool = False
    unexplained: tuple[int, ...] = ()


def read_sentence(sentence: str, today: date, calendar: WorkingCalendar, vocabulary: Vocabulary) -> Reading:
    """Read what `sentence` asks for on `today` (Viet Nam), with or without accents, in any Unicode form. Never
    raises.
    """
    words = correct_words(sentence, vocabulary)
    if not 0 < len(words) <= MAX_WORDS:
        return Reading(UNKNOWN)
    reading = _read_corrected(sentence, words, DateRangeReader(today, calendar), vocabulary)
    return replace(reading, query=with_own_words(reading.query, sentence))


def _read_corrected(sentence: str, words: Sequence[Word], times: DateRangeReader, vocabulary: Vocabulary) -> Reading:
    asked = has_question_mark(sentence)
    found = _read_or_unknown(words, times, vocabulary, asked=asked)
    if found.unexplained or found.query.intent is Intent.UNKNOWN:
        for better in correct_known_words(words, found.unexplained, vocabulary):
            again = _read_or_unknown(better, times, vocabulary, asked=asked)
            if again.query.intent is not Intent.UNKNOWN and not again.unexplained and not _only_guessed(again.query):
                return again
    return found


def _only_guessed(query: Query) -> bool:
    """Return whether a request names its duty by words alone, or neither duty nor day: read again, “họp xong mệt quá”
    and “em nhắn lại” are none.
    """
    if query.intent is Intent.SNOOZE:
        return not (query.about_tasks or query.ordinal or query.day or query.period)
    proven = query.codes or query.report or query.document or query.percent is not None or query.ordinal
    return query.intent is Intent.REPORT_PROGRESS and not proven


def _read_or_unknown(
    words: Sequence[Word], times: DateRangeReader, vocabulary: Vocabulary, *, asked: bool
) -> Reading:
    try:
        return _read_words(Sentence(words), times, vocabulary, asked=asked)
    except InvalidDate:
        return Reading(UNKNOWN)


def _read_words(sentence: Sentence, times: DateRangeReader, vocabulary: Vocabulary, *, asked: bool) -> Reading:
    words = sentence.folded
    sentence.hide_names(vocabulary.names)
    codes = extract_codes(sentence, vocabulary.codes)
    ordinal = extract_ordinal(sentence)
    if urging := _read_urging(sentence, codes, times, vocabulary):
        return urging
    about = Query(Intent.UNKNOWN, codes, ordinal=ordinal)
    if talk := read_talk(sentence.copy(), about, times, vocabulary):
        return Reading(talk, lacks_duty=talk.intent is Intent.HAND_OVER and not talk.about_tasks)
    if not asked and (reported := _read_report(sentence, about, times, vocabulary)):
        return reported
    if request := extract_change_request(sentence, codes, ordinal, times, asked=asked):
        query, rest = request
        extracted = extract_phrases(rest, vocabulary)
        understood = (
            query
            if query.intent is Intent.REPORT_PROGRESS or (query.codes and _is_tail(extracted.content, rest))
            else match_subject(query, extracted.content, vocabulary)
        )
        if understood:  # beside a code, words of a title tell why: “II.3 đang rà soát, xin gia hạn”
            return Reading(query if query.codes and not _names_an_agency(words, vocabulary) else understood)
    if file := extract_file(sentence):
        return _read_export(file, sentence.without_gaps(), times, vocabulary)
    if compared := extract_comparison(sentence, times):
        return _read_comparison(sentence, compared, vocabulary)
    sections = extract_section(sentence)
    report = extract_report(sentence, times.today)
    said_times = extract_times(sentence, times, report.period if report else None)
    query = Query(Intent.UNKNOWN, codes, ordinal=ordinal, sections=sections, report=bool(report))
    extracted = extract_phrases(sentence, vocabulary)
    if doing := find_time_of_doing(said_times, query, extracted, times.today):
        return _read_question(doing, extracted, vocabulary)
    if len(said_times) > 1:
        return Reading(UNKNOWN)
    period = said_times[0].period if said_times else None
    return _read_question(replace(query, period=period), extracted, vocabulary)


def _names_an_agency(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Return whether the name of an agency stands in words without accents."""
    found = ((at, vocabulary.names.find_longest_at(words, at)) for at in range(len(words)))
    return any(name and (name.unambiguous or name.end - at > 1) for at, name in found)


def _is_tail(content: Content, sentence: Sentence) -> bool:
    """Return whether words end a sentence, as the reason behind a request does: “…, chờ kinh phí”."""
    return len(content.runs) == 1 and content.places[-1] == len(sentence) - 1


def _read_report(sentence: Sentence, about: Query, times: DateRangeReader, vocabulary: Vocabulary) -> Reading | None:
    """Read the report of a percentage, or of a duty that is named; None if the sentence makes none for certain."""
    query = read_percent_report(sentence.copy(), about, times, vocabulary)
    if query is None and not about.about_tasks:
        query = read_named_report(sentence.copy(), times, vocabulary)
    return Reading(query, lacks_duty=not query.about_tasks) if query else None


def _read_urging(
    sentence: Sentence, codes: tuple[str, ...], times: DateRangeReader, vocabulary: Vocabulary
) -> Reading | None:
    """Read the request to remind others; None if the sentence makes none."""
    rest = extract_urging(sentence)
    if rest is None:
        return None
    sections, report = extract_section(rest), extract_report(rest, times.today)
    said_times = extract_times(rest, times, report.period if report else None)
    extracted = extract_phrases(rest, vocabulary)
    if not is_of_others(extracted):
        return None
    query = Query(
        Intent.REMIND,
        codes,
        sections=sections,
        period=said_times[0].period if said_times else None,
        report=bool(report),
        agencies=extracted.named,
        sort=extracted.asked_of.sort,
        everyone=extracted.asked_of.sort is not None,
        status=Status.OPEN if runs_out(" ".join(sentence.folded)) else find_stated(extracted),
    )
    found = match_subject(query, extracted.content, vocabulary)
    known = found or (query if query.codes else None)
    return Reading(known) if known else Reading(UNKNOWN, unexplained=extracted.content.places)


def _read_export(file: FileFormat, sentence: Sentence, times: DateRangeReader, vocabulary: Vocabulary) -> Reading:
    """Read the request for a file, of all or of an agency; of a report, that of a period."""
    sentence.hide_names(vocabulary.names)
    report = extract_report(sentence, times.today)
    said_times = extract_times(sentence, times, report.period if report else None)
    extracted = extract_phrases(sentence, vocabulary)
    if len(said_times) > 1 or len(extracted.content.words) > 1:
        return Reading(UNKNOWN, unexplained=extracted.content.places)
    query = Query(
        Intent.EXPORT,
        agencies=extracted.agencies,
        own=extracted.has("agency.own", "agency.me"),
        everyone=extracted.has("agency.everyone"),
        period=said_times[0].period if said_times else None,
        status=find_stated(extracted),
        file=file,
    )
    return Reading(query)


def _read_comparison(sentence: Sentence, compared: Comparison, vocabulary: Vocabulary) -> Reading:
    """Read what is compared: all, an agency, a section, a sort of agencies.

    The query has no period if agencies are compared with each other.
    """
    query = Query(Intent.COMPARE, sections=extract_section(sentence), period=Period(compared.before, compared.after))
    extracted = extract_phrases(sentence, vocabulary)
    several = len(extracted.named) > 1 or extracted.phrases.count("agency.everyone") > 1
    if several and compared.before is None:
        query = replace(query, period=None)
    known = match_subject(query, extracted.content, vocabulary)
    if known is None or known.codes:
        return Reading(UNKNOWN, unexplained=extracted.content.places)
    return Reading(
        replace(
            known,
            agencies=extracted.named,
            own=extracted.has("agency.own", "agency.me"),
            everyone=extracted.has("agency.everyone"),
            sort=extracted.asked_of.sort,
        )
    )


def _read_question(query: Query, extracted: ExtractedPhrases, vocabulary: Vocabulary) -> Reading:
    found = match_subject(query, extracted.content, vocabulary)
    known = found or (query if query.codes else None)
    if known is None or (extracted.denied and not query.codes):
        return Reading(UNKNOWN, unexplained=extracted.content.places)
    query = replace(
        known,
        agencies=extracted.agencies,
        led_by=extracted.led_by,
        own=extracted.has("agency.own", "agency.me"),
        everyone=extracted.has("agency.everyone") and not extracted.has("part.coordinating"),
        coordinating=extracted.has("part.coordinating"),
        report=known.report or extracted.has("intent.reports", "intent.report_turn"),
    )
    intent = query.intent if query.intent is Intent.ACTIVITY else find_intent(query, extracted)
    if intent is None:
        return Reading(Query(find_courtesy(extracted)) if not extracted.content.places else UNKNOWN)
    of_all = extracted.has("intent.whoever") and intent in (Intent.LIST, Intent.COUNT)
    of_all = of_all or intent is Intent.AGENCIES
    names_status = any(name.startswith("status.") for name in extracted.phrases)
    status = query.status or find_status(extracted, intent)
    sort = extracted.asked_of.sort if intent in _OF_A_SORT and (query.everyone or of_all) else None
    asked = replace(
        query, intent=intent, status=status, implied=not names_status, everyone=query.everyone or of_all, sort=sort
    )
    lacks_duty = intent in _NEEDS_A_DUTY and not asked.about_tasks
    ignored = () if found else extracted.content.places
    mentions_duties = names_status or extracted.has("intent.list")
    elliptic = intent is not Intent.ACTIVITY and is_elliptic(query, extracted)
    return Reading(asked, elliptic, names_status, lacks_duty, mentions_duties, ignored)
