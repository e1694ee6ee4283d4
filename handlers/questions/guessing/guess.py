"""The reading of a sentence that the grammar does not understand, or is likely to misread: what similar ones ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.rules.calendar import WorkingCalendar
from handlers.base.query import Intent, Query
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.dates.tokens import InvalidDate
from handlers.questions.guessing.features import read_features
from handlers.questions.guessing.intent_model import load_model
from handlers.questions.guessing.questions import build_question
from handlers.questions.guessing.requests import REQUESTS, build_request
from handlers.questions.guessing.slots import Slots, read_slots
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import has_question_mark
from handlers.questions.reading.own_words import with_own_words
from handlers.questions.reading.reader import MAX_WORDS, UNKNOWN, Reading
from handlers.questions.spelling.correction import correct_words

_LEAST, _LEAST_OF_REQUEST, _LEAST_OF_TALK = 0.3, 0.4, 0.5
"""How likely what is guessed must be: a question, a request that a tap would carry out, that nothing is asked."""
_TRUST = 4.0
"""How much likelier an intent is that the grammar has read."""
_TRUST_OF_REQUEST = 30.0
_TRIED = 3
_NEEDS_A_DUTY = (Intent.WHO, Intent.WHEN, Intent.CARD)
_TALK = (Intent.GREETING, Intent.THANKS, Intent.SMALL_TALK)


@dataclass(frozen=True, slots=True)
class Guess:
    """A reading, and the intents that are the likeliest, the best first."""

    reading: Reading
    likeliest: tuple[Intent, ...]


def guess_reading(
    sentence: str, read: Reading, today: date, calendar: WorkingCalendar, vocabulary: Vocabulary
) -> Guess:
    """Return `read`, or what `sentence` is likelier to ask for on `today` (Viet Nam). Never raises."""
    words = correct_words(sentence, vocabulary)
    if not 0 < len(words) <= MAX_WORDS:
        return Guess(read, ())
    try:
        slots = read_slots(words, DateRangeReader(today, calendar), vocabulary)
    except InvalidDate:
        return Guess(read, ())
    asked = has_question_mark(sentence)
    likely = load_model().likelihoods(read_features(slots, asked=asked))
    known = _with_trust(likely, read.query.intent)
    ranked = sorted(known, key=known.__getitem__, reverse=True)
    if ranked[0] is _as_guessed(read.query.intent):
        return Guess(read, tuple(ranked))
    found = _first_that_fits(ranked[:_TRIED], known, slots, vocabulary, today, asked=asked, read=read)
    return Guess(_with_words(found, sentence), tuple(ranked))


def _as_guessed(intent: Intent) -> Intent:
    return Intent.SMALL_TALK if intent in _TALK else intent


def _with_trust(likely: dict[Intent, float], read: Intent) -> dict[Intent, float]:
    """Return the likelihoods after what the grammar has read."""
    read = _as_guessed(read)
    if read not in likely:
        return likely
    trust = _TRUST_OF_REQUEST if read in REQUESTS else _TRUST
    known = {**likely, read: likely[read] * trust}
    whole = sum(known.values())
    return {intent: one / whole for intent, one in known.items()}


def _first_that_fits(
    ranked: Sequence[Intent],
    likely: dict[Intent, float],
    slots: Slots,
    vocabulary: Vocabulary,
    today: date,
    *,
    asked: bool,
    read: Reading,
) -> Reading:
    understood = read.query.intent is not Intent.UNKNOWN
    for intent in ranked:
        if understood and intent is _as_guessed(read.query.intent):
            return read
        least = _LEAST_OF_REQUEST if intent in REQUESTS else _LEAST_OF_TALK if intent in _TALK else _LEAST
        if likely[intent] < least * (1 - sum(likely[one] for one in ranked[: ranked.index(intent)])):
            break
        query = build_question(intent, slots, vocabulary, today) or build_request(
            intent, slots, vocabulary, today, asked=asked
        )
        if query:
            return Reading(query, lacks_duty=intent in _NEEDS_A_DUTY and not query.about_tasks)
    return read if understood else Reading(UNKNOWN)


def _with_words(reading: Reading, sentence: str) -> Reading:
    query: Query = with_own_words(reading.query, sentence)
    return Reading(
        query,
        reading.elliptic,
        reading.names_status,
        reading.lacks_duty,
        reading.mentions_duties,
        reading.unexplained,
    )
