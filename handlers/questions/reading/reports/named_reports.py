"""Reports that name the duty, in any order: "báo cáo quý 1 nộp rồi, số 45/BC-STP ngày 5/3"."""

from dataclasses import replace
from itertools import pairwise

from handlers.base.query import Intent, Period, Query
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.lexicon.phrase_grammar import change_grammar
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word
from handlers.questions.reading.named_subjects import best_tasks
from handlers.questions.reading.question_words import asks
from handlers.questions.reading.reports.documents import extract_document
from handlers.questions.reading.reports.periodic_reports import extract_report
from handlers.questions.reading.sentence import Sentence
from handlers.questions.spelling.candidates import NEGATIONS_AND_QUESTIONS

_DONE, _BESIDE = "act.done", "act.beside"
_SURELY = frozenset({"rồi", "roi", "xong", "nhé", "nhe", "nha"})
_OF_SEVERAL = frozenset({"viec", "nhung", "cac", "moi", "danh", "liet", "nhiem"})
"""Words of a list: “những báo cáo đã nộp” tells of no report."""


def read_named_report(said: Sentence, times: DateRangeReader, vocabulary: Vocabulary) -> Query | None:
    """Return the report of a duty that is named by its title, its deliverable or its period; None if none is made for
    certain.

    Every word must say that something is done, name the duty, be its document, or be polite. Without a document, or
    a day for a periodic report, the sentence must say so plainly. Raises `dates.time_words.InvalidDate`.
    """
    if asks(said.words):
        return None
    document = extract_document(said)
    report = extract_report(said, times.today)
    days, period = _extract_times(said, times, report.period if report else None)
    if (report and period is None) or any(one.first and one.first > times.today for one in days):
        return None
    if document and days and not has_date(document):
        document = f"{document} ngày {days[0].first:%d/%m/%Y}"
    if not (document or (report and days)) and not any(word.typed.casefold() in _SURELY for word in said.words):
        return None
    about = Query(Intent.REPORT_PROGRESS, document=document, report=bool(report), period=period if report else None)
    return _name_subject(said, about, vocabulary)


def has_date(document: str) -> bool:
    """Return whether the document that was typed ends with a date."""
    last = document.rsplit(maxsplit=1)[-1]
    return document != last and not any(map(str.isalpha, last))


def _extract_times(
    said: Sentence, times: DateRangeReader, period: Period | None
) -> tuple[list[Period], Period | None]:
    """Remove the words of time; return the days, and the first period that is no day and no year."""
    days = []
    while found := said.extract_period(times):
        if found.first == found.last:
            days.append(found)
        elif not found.lasts_a_year:
            period = period or found
    return days, period


def _name_subject(said: Sentence, about: Query, vocabulary: Vocabulary) -> Query | None:
    """Return the report with the agency and the words that name the duty."""
    done = [phrase for phrase in change_grammar().find_all(said.remaining) if phrase.name == _DONE]
    for phrase in done:
        said.remove(phrase.start, phrase.end)
    about = replace(about, agencies=_extract_agency(said, vocabulary))
    if about.agencies and not about.document:
        return None  # asked of others rather than told of oneself
    rest = said.without_gaps().words
    if done and (found := _match(rest, about, vocabulary)):
        return found
    # "nộp … rồi": what was done stands around what was named
    around = [word for word in rest if _stands_around(word)]
    if around and _DONE in change_grammar().names_covering(around):
        return _match([word for word in rest if word not in around], about, vocabulary)
    return None


def _match(words: list[Word], about: Query, vocabulary: Vocabulary) -> Query | None:
    if any(word.doubtful for word in words):
        return None
    if about.report:
        polite = not words or change_grammar().names_covering(words) == {_BESIDE}
        return about if polite else None
    said = tuple(word.folded for word in words)
    pairs = pairwise(said)
    titled = {word for pair in pairs if pair in vocabulary.pairs for word in pair}
    if any(_denies(word) and word.folded not in titled for word in words):
        return None
    if _OF_SEVERAL.intersection(said) - titled or not best_tasks(said, vocabulary.tasks):
        return None
    return replace(about, keywords=" ".join(said))


def _denies(word: Word) -> bool:
    """Return whether a word may deny or ask; “ạ” does not."""
    return word.folded in NEGATIONS_AND_QUESTIONS and word.typed.casefold() != "ạ"


def _stands_around(word: Word) -> bool:
    return word.folded in ("nop", "gui", "trinh", "ky", "roi", "xong", "da")


def _extract_agency(said: Sentence, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Remove the agency that reports, where it is named at the beginning: “sct nộp kế hoạch rồi”."""
    start = next(said.remaining_places(), None)
    name = vocabulary.names.find_longest_at(said.folded, start) if start is not None else None
    if name is None or not name.unambiguous:
        return ()
    said.remove(name.start, name.end)
    return name.codes
