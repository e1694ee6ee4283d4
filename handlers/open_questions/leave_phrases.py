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
"""The most words of a sentence that leaves the question: a longer text says something else."""

_LEAVE_PHRASES = {"reply.leave", "reply.leave_alone"}


class Leaving(Enum):
    """Degrees to which a sentence leaves the open question."""

    NO = auto()
    PERHAPS = auto()
    YES = auto()


def read_leaving(sentence: str, vocabulary: Vocabulary) -> Leaving:
    """Return whether `sentence` leaves the open question; with or without accents, even if mistyped."""
    words = expand_shorthand(sentence)
    if _says_only_leave(words) or (_is_mistyped(words) and _says_only_leave(correct_words(sentence, vocabulary))):
        return Leaving.YES
    last = expand_shorthand(_CLAUSES.split(sentence.rstrip(" ,;.:!?…\n"))[-1])
    if _begins_with_leave(words) or _says_only_leave(last) or is_denial(sentence):
        return Leaving.PERHAPS
    return Leaving.NO


def is_denial(sentence: str) -> bool:
    """Return whether `sentence` is a mere no: "không", "chưa ạ"."""
    words = expand_shorthand(sentence)
    return len(words) <= _WORDS and "reply.no" in reply_grammar("no", "yes_beside").names_covering(words)


def _is_mistyped(words: list[Word]) -> bool:
    """Return whether a word is none of those used in replies: "sua lai" must not become "sau lại"."""
    known = reply_grammar("leave", "leave_alone", "beside", "no", "yes", "mend", "asked", "stated_first").counts
    return len(words) <= _WORDS and any(said.folded not in known for said in words)


def _says_only_leave(words: list[Word]) -> bool:
    return len(words) <= _WORDS and bool(
        _LEAVE_PHRASES & reply_grammar("leave", "leave_alone", "beside").names_covering(words)
    )


def _begins_with_leave(words: list[Word]) -> bool:
    """Return whether the sentence leaves in its first words, after words with which people begin anything."""
    at, grammar, words = 0, reply_grammar("leave", "before"), words[:_WORDS]
    while (found := grammar.find_longest(words, at)) and found.name == "reply.before":
        at = found.end
    return found is not None
