"""Detection of questions, and of requests for other changes, in what is typed while a question is open."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from data.rules.calendar import WorkingCalendar
from handlers.base.query import Intent
from handlers.questions.lexicon.phrase_grammar import question_grammar, reply_grammar
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word, has_question_mark
from handlers.questions.reading.reader import MAX_WORDS, Reading, read_sentence
from handlers.questions.reading.requests.reminders import extract_urging
from handlers.questions.reading.sentence import Sentence
from handlers.questions.spelling.correction import expand_shorthand

COURTESIES = (Intent.GREETING, Intent.THANKS, Intent.SMALL_TALK)
_ACTS = (Intent.REPORT_PROGRESS, Intent.SNOOZE, Intent.EXTEND)
_OF_A_DUTY = (Intent.WHO, Intent.WHEN)
_FIGURES = (Intent.SUMMARY, Intent.COUNT)
_OF_STATES = (Intent.LIST, Intent.CARD, *_OF_A_DUTY)
"""Intents that a mere statement may be misread as: it speaks of the same things."""


class Asking(Enum):
    """Degrees to which a sentence asks something of the bot."""

    NO = auto()
    PERHAPS = auto()
    YES = auto()


_WHETHER = ("phai", "can", "duoc", "nen")
"""Words behind “có” of a question that ends with “không”."""


@dataclass(frozen=True, slots=True)
class Detected:
    """Result of looking for a question. `whole`: it can be answered without the context of another question ("tháng
    3" cannot). `courtesy`: the sentence is a greeting or thanks.
    """

    asking: Asking
    whole: bool
    courtesy: bool


def detect_question(sentence: str, today: date, calendar: WorkingCalendar, vocabulary: Vocabulary) -> Detected:
    """Detect whether `sentence`, typed on `today` (Viet Nam), asks something beside an open question.

    A reason may have the very words of a question ("chưa có kết quả", "thiếu biểu số 2"): only the form of a
    question, or a request for another change, makes it one; a statement is none, whatever else could be read into it.
    """
    words = expand_shorthand(sentence)
    if len(words) > MAX_WORDS:
        return Detected(Asking.NO, whole=False, courtesy=False)
    reading = read_sentence(sentence, today, calendar, vocabulary)
    formed = has_question_mark(sentence) or _has_question_form(words)
    understood = _is_understood(reading, formed=formed)
    return Detected(
        _find_degree(reading, words, formed=formed, understood=understood),
        whole=understood and (formed or not reading.elliptic),
        courtesy=reading.query.intent in COURTESIES,
    )


def _is_understood(reading: Reading, *, formed: bool) -> bool:
    intent, named = reading.query.intent, bool(reading.query.codes or reading.query.ordinal)
    told = intent is Intent.PAUSE or (intent is Intent.REPORT_PROGRESS and not named)  # a reason may say the same
    known = intent not in (Intent.UNKNOWN, *COURTESIES) and not told
    return known and (formed or not reading.unexplained)


def _find_degree(reading: Reading, words: list[Word], *, formed: bool, understood: bool) -> Asking:
    intent, begun_as_statement = reading.query.intent, _begins("stated_first", words)
    if formed and _asks_whether(words):
        return Asking.YES
    in_full = formed and not (begun_as_statement or reading.elliptic)
    of_a_code = intent in _OF_A_DUTY and bool(reading.query.codes)
    if understood and (intent in _ACTS or of_a_code or in_full):
        return Asking.YES
    stated = begun_as_statement and intent not in _FIGURES
    if formed or (understood and not (stated or (intent in _OF_STATES and _is_statement(words)))):
        return Asking.PERHAPS
    if not stated and extract_urging(Sentence(words)):  # of somebody whom nobody knows
        return Asking.PERHAPS
    return Asking.NO


def _asks_whether(words: list[Word]) -> bool:
    """Return whether a sentence has the form “có phải … không”, which nothing but a question has."""
    ends = {words[0].folded, words[-1].folded} if len(words) > len(_WHETHER) else set()
    return ends == {"co", "khong"} and words[1].folded in _WHETHER


def _has_question_form(words: list[Word]) -> bool:
    """Return whether a sentence contains a question word, ends as a question does, or begins as a request."""
    anywhere = any(found.name == "reply.asked" for found in reply_grammar("asked_not", "asked").find_all(words))
    at_the_end = len(words) > 1 and bool(reply_grammar("asked_last").names_covering(words[-1:]))
    return anywhere or at_the_end or _begins("asked_first", words)


def _begins(table: str, words: list[Word]) -> bool:
    return reply_grammar(table).find_longest(words, 0) is not None


def _is_statement(words: list[Word]) -> bool:
    """Return whether a sentence says that something is so or is not: "báo cáo quý 1 chưa có số liệu".

    Naming duties that way is no statement: "những việc chưa xong".
    """
    named = any(said.name == "intent.list" for said in question_grammar().find_all(words))
    return not named and any(True for _ in reply_grammar("stated").find_all(words[:-1]))
