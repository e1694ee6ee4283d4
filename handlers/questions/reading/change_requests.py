"""Sentences that ask for a change: a report, a later reminder, an extension. Never guessed.

A sentence is a report only if every single word of it belongs to a report: one word more ("chưa", "ai", "gần", "nếu",
"hả") and it is none. What is asked for is only offered, whatever the words: nothing changes before a tap.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from data.text.dates import numeric_date, without_names, worded_date
from data.text.document_numbers import PRODUCT_KINDS, SERIAL
from handlers.base.query import Intent, Period, Query
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.dates.tokens import InvalidDate
from handlers.questions.lexicon.phrase_grammar import change_grammar
from handlers.questions.reading.sentence import Sentence
from handlers.questions.spelling.candidates import NEGATIONS_AND_QUESTIONS

_DATE = "(?:" + without_names(numeric_date(year=r"\d{2,4}") + "|" + worded_date(year=r"20\d\d")) + ")"
_DOCUMENT = re.compile(
    rf"(?<!\S)(?:(?:{PRODUCT_KINDS}|so|cv) )*"
    rf"(?:{SERIAL}/\S*[a-z]\S*(?: (?:ky |ban hanh )?(?:ngay )?{_DATE})?|(?<=so )\d+ ngay {_DATE})(?!\S)"
)
_NONE = re.compile(r"(?<!\S)khong (?:co |ra |phat hanh )?van ban(?!\S).*")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?:\d+[/.-]){2}\d\d$")
_WEEK = timedelta(days=7)
_LAST_WEEKDAY = re.compile(r"(?<!\S)hom thu (?:\d|hai|ba|tu|nam|sau|bay)(?: tuan (?:truoc|roi|qua))?(?!\S)")
_LATER = re.compile(r"(?<!\S)(?:mai|kia|sau|toi|nua|sap|tiep)(?!\S)")
_REASON = re.compile(r"(?<!\S)(?:vi|do|boi|ly do|tai)(?!\S).*")


def take_change_request(
    sentence: Sentence, codes: tuple[str, ...], ordinal: int | None, times: DateRangeReader, *, asked: bool
) -> tuple[Query, Sentence] | None:
    """The change that is asked for, and the sentence without what says so; None where none is for certain.

    `asked`: the sentence has a question mark. `sentence` stays as it is. Raises `points.Unreadable`.
    """
    about = Query(Intent.UNKNOWN, codes, ordinal=ordinal)
    said = sentence.copy()
    if not asked and (query := _read_progress_report(said, about, times)):
        return query, said
    said = sentence.copy()
    query = _read_reminder_or_extension(said, about, times)
    return (query, said) if query else None


def _read_progress_report(said: Sentence, about: Query, times: DateRangeReader) -> Query | None:
    if len(about.codes) + (about.ordinal is not None) != 1:
        return None
    document = _take_document(said)
    said.take_pattern(_LAST_WEEKDAY)
    words = list(said.keys)
    period = said.take_period(times)
    if period and period.first == period.last and period.first and period.first > times.today:
        return None
    if any(_LATER.fullmatch(before) for before, after in zip(words, said.keys, strict=True) if before != after):
        return None
    rest = said.closed()
    if any(word.doubtful or (word.folded in NEGATIONS_AND_QUESTIONS and not word.heard) for word in rest.words):
        return None
    found = {phrase.means for phrase in rest.take_phrases(change_grammar())}
    if "act.done" not in found or found - {"act.done", "act.beside"} or any(True for _ in rest.free()):
        return None
    named = period if period and period.first != period.last else None
    return replace(about, intent=Intent.REPORT_PROGRESS, period=named, document=document)


def _take_document(said: Sentence) -> str:
    """The number and date of a document, or why there is none, as typed."""
    before = list(said.keys)
    if said.take_pattern(_NONE) is None and said.take_pattern(_DOCUMENT) is None:
        return ""
    return said.typed(at for at, key in enumerate(said.keys) if key != before[at])


def _read_reminder_or_extension(said: Sentence, about: Query, times: DateRangeReader) -> Query | None:
    """To be reminded later, or to have more time. A wish may be put as a question: “… được không?”"""
    if len(about.codes) > 1:
        return None
    said.take_pattern(_REASON)
    day, others = _take_day_and_period(said, times)
    about = replace(about, period=others)
    found = [phrase.means for phrase in said.take_phrases(change_grammar())]
    if "act.stop" in found:
        return None
    if "act.extend" in found and (day or about.codes or about.ordinal):
        return replace(about, intent=Intent.EXTEND, day=_in_coming_year(day.last if day else None, said, times.today))
    if "act.snooze" in found:
        return replace(
            about, intent=Intent.SNOOZE, day=_in_coming_year(_reminder_day(day, times.today), said, times.today)
        )
    return None


def _take_day_and_period(said: Sentence, times: DateRangeReader) -> tuple[Period | None, Period | None]:
    """The day that is wished for, and the period that tells which of several deadlines is meant:
    “TC.2 quý 1 đến 30/4”.
    """
    first, second = said.take_period(times), said.take_period(times)
    if first and second and first.first == first.last:
        first, second = second, first
    return (second, first) if second else (first, None)


def _reminder_day(period: Period | None, today: date) -> date | None:
    """The first day of a week that comes, the last of “3 ngày nữa”."""
    if period is None:
        return None
    if period.first == period.last == today:  # "thứ hai", said on a Monday
        return today + _WEEK
    return period.first if period.first and period.first > today else period.last


def _in_coming_year(day: date | None, said: Sentence, today: date) -> date | None:
    """“Đến 15/1”, said in December, is of the next year; a year that was typed is kept, whatever it means."""
    if day is None or day >= today or any(_YEAR.search(word.folded) for word in said.words):
        return day
    try:
        return day.replace(year=today.year + 1)
    except ValueError as error:
        raise InvalidDate from error
