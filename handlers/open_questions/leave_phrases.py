"""Words that leave an open question: "Thôi, để sau", "thôi không trả nữa", "de em hoi lai da".

A sentence leaves only if all of it says so. What merely begins or ends so may be an answer as well ("nhầm số liệu,
cần tính lại" is a reason to send a report back), and is asked about; in the middle such words belong to the answer.
"""

import re
from enum import Enum, auto

from handlers.questions.lexicon.phrase_grammar import reply_grammar
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word
from handlers.questions.spelling.correction import correct_words, expand_shorthand

_CLAUSES = re.compile(r"[,;.:!?…\n]+|\s[-–—]+\s")
_WORDS = 24
"""Nobody leaves with more: a longer text says something."""

_SAYING_SO = {"reply.leave", "reply.leave_alone"}


class Leaving(Enum):
    """Degrees to which a sentence leaves the open question."""

    NO = auto()
    PERHAPS = auto()
    YES = auto()


def read_leaving(sentence: str, vocabulary: Vocabulary) -> Leaving:
    """Tell whether `sentence` leaves the open question; with or without accents, with a slip of the finger."""
    words = expand_shorthand(sentence)
    if _all_of_it(words) or (_is_mistyped(words) and _all_of_it(correct_words(sentence, vocabulary))):
        return Leaving.YES
    last = expand_shorthand(_CLAUSES.split(sentence.rstrip(" ,;.:!?…\n"))[-1])
    if _begins(words) or _all_of_it(last) or is_denial(sentence):
        return Leaving.PERHAPS
    return Leaving.NO


def is_denial(sentence: str) -> bool:
    """Tell whether `sentence` is a mere no: "không", "chưa ạ"."""
    words = expand_shorthand(sentence)
    return len(words) <= _WORDS and "reply.no" in reply_grammar("no", "yes_beside").composed(words)


def _is_mistyped(words: list[Word]) -> bool:
    """Whether some word is none of those that are said to us: "sua lai" is not to become "sau lại"."""
    known = reply_grammar("leave", "leave_alone", "beside", "no", "yes", "mend", "asked", "stated_first").counts
    return len(words) <= _WORDS and any(said.folded not in known for said in words)


def _all_of_it(words: list[Word]) -> bool:
    return len(words) <= _WORDS and bool(_SAYING_SO & reply_grammar("leave", "leave_alone", "beside").composed(words))


def _begins(words: list[Word]) -> bool:
    """Tell whether the first words leave, but for those by which people begin anything."""
    at, grammar, words = 0, reply_grammar("leave", "before"), words[:_WORDS]
    while (found := grammar.longest(words, at)) and found.means == "reply.before":
        at = found.end
    return found is not None
