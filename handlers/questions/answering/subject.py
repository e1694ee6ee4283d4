"""Sentences that name no duty: they are of the one that was shown last, or of those of the message replied to."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers.base.query import Intent, Query, Status
from handlers.parsing.documents import has_number_and_date
from handlers.questions.answering.context import Context, apply_context
from handlers.questions.lexicon.words import has_question_mark, tokenize
from handlers.questions.reading.codes import extract_ordinal
from handlers.questions.reading.question_words import asks
from handlers.questions.reading.reader import Reading
from handlers.questions.reading.sentence import Sentence

_STAND_IN = "I.1"
"""A code that stands for the duty which is meant, where the sentence is read as if it named one."""
_ACTS = (Intent.REPORT_PROGRESS, Intent.SNOOZE, Intent.EXTEND)
_ABOUT_ONE = (*_ACTS, Intent.WHEN, Intent.WHO)


@dataclass(frozen=True, slots=True)
class Meant:
    """A query; `of_several`: it is of one of the duties of the message replied to, and does not say of which."""

    query: Query
    of_several: bool = False


def apply_subject(sentence: str, topic: Context | None, read: Callable[[str], Reading]) -> Meant:
    """Return what `sentence` asks for after `topic`."""
    reading = read(sentence)
    place = extract_ordinal(Sentence(tokenize(sentence))) if topic and topic.items else None
    if place and reading.query.intent is Intent.UNKNOWN:  # “đồng ý cái đầu”: its card has the ways to do so
        return Meant(Query(Intent.CARD, ordinal=place))
    before = topic if topic is None or not topic.replied else None  # a reply goes on from no question
    if topic is None or not (topic.replied or topic.is_of_one) or _names_something(reading.query):
        return Meant(apply_context(reading, before))
    if topic.is_of_one and _names_only_a_state(reading):
        asked = has_question_mark(sentence) or asks(tokenize(sentence)) or reading.query.status is Status.RETURNED
        return Meant(Query(Intent.CARD, ordinal=1) if asked else reading.query)
    said = read(f"{_STAND_IN} {sentence}").query
    if not (said.intent in _ACTS and said.codes == (_STAND_IN,)):
        said = replace(reading.query, codes=())
        if has_number_and_date(sentence):
            said = Query(Intent.REPORT_PROGRESS, document=sentence.strip())
        elif not (reading.lacks_duty and said.intent in _ABOUT_ONE) and said.intent is not Intent.UNDO:
            return Meant(apply_context(reading, before))
    one = len(topic.items) == 1
    return Meant(replace(said, codes=(), ordinal=1 if one else None), of_several=not one)


def _names_only_a_state(reading: Reading) -> bool:
    """Tell whether a sentence is nothing but a state, “quá hạn”: below a card it asks for all in that state, and
    “quá hạn chưa” whether the one shown is. What is said to be done is said of the one shown.
    """
    query = reading.query
    of_all = query.intent is Intent.LIST and query.status is not Status.DONE and query.period is None
    return reading.elliptic and reading.names_status and of_all


def _names_something(query: Query) -> bool:
    """Tell whether a sentence says itself of which duties it is."""
    return query.about_tasks or bool(query.agencies or query.everyone or query.coordinating)
