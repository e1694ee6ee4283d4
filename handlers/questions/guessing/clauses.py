"""Reading of the one clause of a sentence that asks or tells something: “xong bc 6 tháng, nhẹ cả người”."""

import re
from collections.abc import Callable

from handlers.base.query import Intent
from handlers.questions.guessing.features import TALK
from handlers.questions.guessing.requests import REQUESTS
from handlers.questions.lexicon.words import has_question_mark, tokenize
from handlers.questions.reading.question_words import asks, denies_or_wishes
from handlers.questions.reading.reader import Reading

_CUT = re.compile(r"[,;!:\n]\s+|\.\s+(?=\D)|(?<!\s)\s++[-–—]\s+|[?？]\s*")
_LEAST_WORDS = 2


def read_one_clause(sentence: str, read: Callable[[str], Reading]) -> Reading | None:
    """Return the reading of the only clause that is understood; None if there are several, or another denies or
    wishes something: then the whole may mean the contrary.
    """
    clauses = [clause for clause in map(str.strip, _CUT.split(sentence)) if clause]
    if len(clauses) < _LEAST_WORDS:
        return None
    readings = [(clause, read(clause)) for clause in clauses if len(tokenize(clause)) >= _LEAST_WORDS]
    understood = [one for _clause, one in readings if one.query.intent not in (*TALK, Intent.HELP)]
    if len(understood) != 1:
        return None
    intent = understood[0].query.intent
    if intent in REQUESTS and (intent is not Intent.REPORT_PROGRESS or has_question_mark(sentence)):
        return None
    if intent in REQUESTS and any(asks(tokenize(clause)) for clause in clauses):
        return None
    beside = [tokenize(clause) for clause, one in readings if one is not understood[0]]
    return None if any(map(denies_or_wishes, beside)) else understood[0]
