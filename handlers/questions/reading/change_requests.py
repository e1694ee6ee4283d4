"""Requests for a change in a sentence: a report, a later reminder, an extension. Never guessed.

A sentence is a report only if every single word of it belongs to a report: one more word ("chưa", "ai", "gần", "nếu",
"hả") and it is none. A request is only offered: nothing changes before a tap.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from handlers.base.query import Intent, Period, Query
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.dates.time_words import InvalidDate
from handlers.questions.lexicon.phrase_grammar import change_grammar
from handlers.questions.reading.reports.documents import extract_document
from handlers.questions.reading.sentence import Sentence
from handlers.questions.spelling.candidates import NEGATIONS_AND_QUESTIONS

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)(?:\d+[/.-]){2}\d\d$")
_WEEK = timedelta(days=7)
_LATER = re.compile(r"(?<!\S)(?:mai|kia|sau|toi|nua|sap|tiep)(?!\S)")
_REASON_FIRST = re.compile(
    r"^(?:vi|do|boi|tai) \S.*?(?= (?:nen |cho nen )?(?:\S+ ){0,3}?(?:xin|de nghi|gia han|lui|mong)(?!\S))"
)
_REASON = re.compile(r"(?<!\S)(?:vi|do|boi|ly do|tai)(?!\S).*")


def extract_change_request(
    sentence: Sentence, codes: tuple[str, ...], ordinal: int | None, times: DateRangeReader, *, asked: bool
) -> tuple[Query, Sentence] | None:
    """Return the requested change, and a copy of the sentence without the words for it; None if no change is
    requested for certain.

    `asked`: the sentence has a question mark. `sentence` is not changed. Raises `dates.time_words.InvalidDate`.
    """
    about = Query(Intent.UNKNOWN, codes, ordinal=ordinal)
    said = sentence.copy()
    if not asked and (query := _read_progress_report(said, about, times)):
        return query, said
    said = sentence.copy()
    query = _read_reminder_or_extension(said, about, times)
    return (query, said) if query else None


def _read_progress_report(remaining: Sentence, about: Query, times: DateRangeReader) -> Query | None:
    if len(about.codes) + (about.ordinal is not None) != 1:
        return None
    document = extract_document(remaining)
    words = list(remaining.keys)
    period = remaining.extract_period(times)
    if period and period.first == period.last and period.first and period.first > times.today:
        return None
    if any(_LATER.fullmatch(before) for before, after in zip(words, remaining.keys, strict=True) if before != after):
        return None
    leftover = remaining.without_gaps()
    if any(
        word.doubtful or (word.folded in NEGATIONS_AND_QUESTIONS and not word.accented) for word in leftover.words
    ):
        return None
    found = {phrase.name for phrase in leftover.extract_phrases(change_grammar())}
    if (
        "act.done" not in found
        or found - {"act.done", "act.beside"}
        or any(True for _ in leftover.remaining_places())
    ):
        return None
    named = period if period and period.first != period.last else None
    return replace(about, intent=Intent.REPORT_PROGRESS, period=named, document=document)


def _read_reminder_or_extension(remaining: Sentence, about: Query, times: DateRangeReader) -> Query | None:
    """Return a request to be reminded later or for more time, which may be put as a question: “… được không?”"""
    if len(about.codes) > 1:
        return None
    remaining.extract_pattern(_REASON_FIRST)
    remaining.extract_pattern(_REASON)
    day, others = _extract_day_and_period(remaining, times)
    about = replace(about, period=others)
    found = [phrase.name for phrase in remaining.extract_phrases(change_grammar())]
    if "act.stop" in found:
        return None
    if "act.extend" in found and (day or about.codes or about.ordinal):
        return replace(
            about, intent=Intent.EXTEND, day=_in_coming_year(day.last if day else None, remaining, times.today)
        )
    if "act.snooze" in found:
        return replace(
            about, intent=Intent.SNOOZE, day=_in_coming_year(reminder_day(day, times.today), remaining, times.today)
        )
    return None


def _extract_day_and_period(remaining: Sentence, times: DateRangeReader) -> tuple[Period | None, Period | None]:
    """Remove the requested day, and the period that tells which of several deadlines is meant: “TC.2 quý 1 đến
    30/4”.
    """
    first, second = remaining.extract_period(times), remaining.extract_period(times)
    if first and second and first.first == first.last:
        first, second = second, first
    return (second, first) if second else (first, None)


def reminder_day(period: Period | None, today: date) -> date | None:
    """Return the day to remind on: the first of a coming week, the last of “3 ngày nữa”."""
    if period is None:
        return None
    if period.first == period.last == today:  # "thứ hai", said on a Monday
        return today + _WEEK
    return period.first if period.first and period.first > today else period.last


def _in_coming_year(day: date | None, remaining: Sentence, today: date) -> date | None:
    """Return `day`, moved to the next year where no year was typed and it is past: “đến 15/1”, typed in December.

    Raises `dates.time_words.InvalidDate` for 29 February.
    """
    if day is None or day >= today or any(_YEAR.search(word.folded) for word in remaining.words):
        return day
    try:
        return day.replace(year=today.year + 1)
    except ValueError as error:
        raise InvalidDate from error
