"""Sentences about people and days instead of duties: who is who, handing over, being away, the calendar, small talk.

Each counts only if every word of the sentence belongs to it: one more word, and it is about something else.
"""

import re
from dataclasses import replace

from handlers.base.query import Intent, Period, Query
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.dates.weekdays import as_coming
from handlers.questions.lexicon.phrase_grammar import talk_grammar
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word
from handlers.questions.reading.question_words import asks
from handlers.questions.reading.sentence import Sentence
from handlers.questions.spelling.candidates import NEGATIONS_AND_QUESTIONS

_HAND_OVER = re.compile(
    r"(?<!\S)(?:ban giao|phan cong|giao|chuyen)(?: (?:lai|\||viec|nhiem vu|muc|no|cai nay|viec nay))*"
    r" (?:cho|sang|qua) "
)
_HOLIDAYS = {
    "gio to": "hung vuong",
    "hung vuong": "hung vuong",
    "quoc khanh": "quoc khanh",
    "giai phong": "chien thang",
    "thong nhat": "chien thang",
    "lao dong": "lao dong",
}
"""A part of each holiday's name in the calendar, by what people call it; both without accents."""
_NEW_YEAR = re.compile(r"(?<!\S)(?:tet )?(?:duong lich|tet tay)(?!\S)")
_TELLING = ("nhe", "nha")
_THINK = "nghĩ"  # read like "nghỉ", but for its tone
_UNKNOWN_WORDS = 2
"""The most words of an absence that need not be known: where one goes, and why."""


def read_talk(said: Sentence, about: Query, times: DateRangeReader, vocabulary: Vocabulary) -> Query | None:
    """Return what a sentence asks of people or days; None if it does not. Raises `dates.time_words.InvalidDate`."""
    if about.codes or about.ordinal:
        return _read_hand_over(said, about, vocabulary)
    for read in (_read_me, _read_small_talk, _read_people):
        if found := read(said.copy(), about, vocabulary):
            return found
    return (
        _read_calendar(said.copy(), about, times)
        or _read_absence(said.copy(), about, times)
        or _read_hand_over(said, about, vocabulary)
    )


def _names(words: list[Word], *lists: str) -> set[str]:
    """Return the names of the lists of which all the words are phrases, without “talk.”."""
    found = talk_grammar(*lists, "beside").names_covering(words)
    return {name.removeprefix("talk.") for name in found}


def _read_small_talk(said: Sentence, about: Query, _vocabulary: Vocabulary) -> Query | None:
    return replace(about, intent=Intent.SMALL_TALK) if "chat" in _names(said.words, "chat") else None


def _read_me(said: Sentence, about: Query, _vocabulary: Vocabulary) -> Query | None:
    return replace(about, intent=Intent.ME) if "me" in _names(said.words, "me") else None


def _read_people(said: Sentence, about: Query, vocabulary: Vocabulary) -> Query | None:
    """Read who the focal officers of an agency are, or which agencies have none (`everyone`)."""
    agencies = _extract_agencies(said, vocabulary)
    found = _names(said.without_gaps().words, "people", "own", "nobody", "whoever")
    if "nobody" in found and not agencies:
        return replace(about, intent=Intent.PEOPLE, everyone=True)
    if "people" not in found:
        return None
    return replace(about, intent=Intent.PEOPLE, agencies=agencies, own="own" in found)


def _extract_agencies(said: Sentence, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Remove the first name of an agency; return the codes that it may stand for."""
    for at in range(len(said)):
        name = vocabulary.names.find_longest_at(said.folded, at)
        if name and (name.unambiguous or name.end == len(said)):
            said.remove(name.start, name.end)
            return name.codes
    return ()


def _read_calendar(said: Sentence, about: Query, times: DateRangeReader) -> Query | None:
    """Read a question about a day off, a weekday, or how long it is until then."""
    if said.words and said.words[-1].folded in _TELLING and not asks(said.words):
        return None  # “nghỉ hết tuần này nhé”
    until = bool(said.extract_phrases(talk_grammar("until")))
    new_year = said.extract_pattern(_NEW_YEAR) is not None
    periods = _extract_periods(said, times)
    rest = said.without_gaps().words
    found = _names(rest, "calendar", "holiday", "weekday") if rest else {"beside"}
    one_day = periods and all(one.first == one.last for one in periods)
    told = one_day and len(periods) > 1 and len(set(periods)) == 1 and found <= {"beside"}  # "hôm nay thứ sáu"
    if not (told or found & {"calendar", "weekday"} or (until and found)) or len(set(periods)) > 1:
        return None
    if new_year:
        return replace(about, intent=Intent.CALENDAR, holiday="duong lich") if found else None
    if find_holiday(_text(rest)):  # “giỗ tổ năm nay”
        periods = [period for period in periods if not period.lasts_a_year]
    holiday = "" if periods else find_holiday(_text(rest))
    if not periods and not holiday and "weekday" not in found:
        return None
    period = periods[0] if periods else None
    if until and period and (period.first is None or period.first <= times.today):  # "hết năm" is its last day
        period = Period(period.last, period.last)
    return replace(about, intent=Intent.CALENDAR, period=period, holiday=holiday)


def find_holiday(text: str) -> str:
    """Return a part of the name of the holiday that `text`, without accents, names; "" without one."""
    return next((name for words, name in _HOLIDAYS.items() if words in text), "")


def _text(words: list[Word]) -> str:
    return " ".join(word.folded for word in words)


def _extract_periods(said: Sentence, times: DateRangeReader) -> list[Period]:
    """Remove the words of time; return their periods, except for whole years beside another."""
    found = []
    while period := said.extract_period(times):
        found.append(period)
    short = [one for one in found if not one.lasts_a_year]
    return short or found


def _read_absence(said: Sentence, about: Query, times: DateRangeReader) -> Query | None:
    """Read that the officer is away, or wants no reminders; the period ends with the last day of it."""
    words = list(said.words)
    if any(word.typed.casefold() == _THINK for word in words):
        return None
    periods = _extract_periods(said, times)
    if len(periods) > 1:
        return None
    rest = said.without_gaps()
    found = rest.extract_phrases(talk_grammar("away", "quiet", "substitute", "beside"))
    names = {phrase.name for phrase in found}
    away = [phrase for phrase in found if phrase.name in ("talk.away", "talk.quiet")]
    unknown = list(rest.remaining_places())
    if not away or any(rest.words[at].mended for phrase in away for at in range(phrase.start, phrase.end)):
        return None
    if len(unknown) > _UNKNOWN_WORDS or any(at < away[0].start for at in unknown):
        return None  # of somebody else: "chị Hoa nghỉ"
    if unknown and not periods and rest.words[away[0].start].folded == "cong":
        return None  # “công tác tốt”
    asking = any(_asks(rest.words[at]) for at in unknown) or ("talk.substitute" not in names and asks(words))
    if asking or (unknown and "talk.away" not in names):
        return None
    period = periods[0] if periods else None
    if period and (period.last is None or period.last < times.today):
        return None
    until = as_coming(period, _text(words), times.today) if period else None
    return replace(about, intent=Intent.PAUSE, period=until)


def _asks(word: Word) -> bool:
    """Return whether an unknown word may ask or deny; a capital makes it a name, “Hà Nội”."""
    return word.folded in NEGATIONS_AND_QUESTIONS and not word.typed[0].isupper()


def _read_hand_over(said: Sentence, about: Query, vocabulary: Vocabulary) -> Query | None:
    """Read to whom a duty is to be handed over; the name is found in what was typed (`own_words`)."""
    if len(about.codes) + (about.ordinal is not None) > 1 or asks(said.words):
        return None
    match = _HAND_OVER.search(" ".join("|" if key == "|" else key for key in said.keys))
    if match is None:
        return None
    at = match.string.count(" ", 0, match.end())
    before = said.words[: match.string.count(" ", 0, match.start())]
    if before and not about.about_tasks:
        return None
    if at >= len(said) or any(word.folded in NEGATIONS_AND_QUESTIONS | {"da"} for word in before):
        return None
    if (name := vocabulary.names.find_longest_at(said.folded, at)) and name.unambiguous:
        return None
    return replace(about, intent=Intent.HAND_OVER)
