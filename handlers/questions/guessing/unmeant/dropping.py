"""Requests that are not meant though their words are there: asked about, denied, only intended, conditional, done
already, taken back. None of these is offered as a change, whatever read the sentence."""

import re

from handlers.base.query import Intent, Query
from handlers.questions.guessing.requests import REQUESTS
from handlers.questions.guessing.unmeant.denials import is_conditional, is_denied, is_intended
from handlers.questions.guessing.unmeant.doubts import hide_names, is_asked
from handlers.questions.guessing.unmeant.past_requests import is_over, tells_who_urged
from handlers.questions.guessing.unmeant.unrecorded import is_unrecorded
from handlers.questions.lexicon.words import tokenize
from handlers.questions.reading.question_words import calls_off
from handlers.questions.reading.reader import UNKNOWN, Reading

_BECAUSE = re.compile(
    r"(?<!\w)(?:vì|do|bởi|lý do|vi|boi|ly do)(?! (?:sao|đâu|dau|thế|vậy))(?!\w)[^?]*", re.IGNORECASE
)


def drop_unmeant(reading: Reading, sentence: str) -> Reading:
    """Return the reading of `sentence`; where that is a request which is not meant, the card of what it names, or
    nothing understood.
    """
    query = reading.query
    if query.intent not in REQUESTS or not _is_unmeant(query, sentence):
        return reading
    if not (query.codes or query.report or query.keywords):
        return Reading(UNKNOWN)
    period = query.period if query.report else None
    return Reading(Query(Intent.CARD, query.codes, period=period, report=query.report, keywords=query.keywords))


def _is_unmeant(query: Query, sentence: str) -> bool:
    intent = query.intent
    if intent is Intent.EXTEND:  # the reason is theirs to word
        sentence = _BECAUSE.sub("", sentence)
    words = hide_names(tokenize(sentence))
    text = " ".join(word.folded for word in words)
    if intent is Intent.REPORT_PROGRESS:
        return is_unrecorded(sentence, text, percent=query.percent is not None)
    return (
        is_asked(intent, words, text, sentence)
        or is_conditional(intent, text)
        or is_denied(intent, text)
        or is_intended(intent, words, text)
        or is_over(intent, words, text, sentence)
        or (intent is Intent.REMIND and (calls_off(text) or tells_who_urged(sentence)))
    )
