"""Words that make a sentence a question, a condition or a wish, and so no report."""

from collections.abc import Iterable, Sequence

from handlers.questions.lexicon.phrase_grammar import reply_grammar
from handlers.questions.lexicon.words import Word
from handlers.questions.spelling.candidates import NEGATIONS_AND_QUESTIONS

_UNREPORTED = NEGATIONS_AND_QUESTIONS - {"gan"} | frozenset(
    ["khi", "phai", "can", "muon", "nen", "nho", "hay", "hoi", "hua", "thieu", "con"]
)
"""Words before a percentage by which it is not reached: “phải đạt 80%”, “nếu xong 80%”, “còn 20%”."""


def asks(words: Sequence[Word]) -> bool:
    """Return whether words have the form of a question: “gì”, “bao giờ”, “chưa” at the end."""
    if not words:
        return False
    anywhere = any(found.name == "reply.asked" for found in reply_grammar("asked_not", "asked").find_all(words))
    return anywhere or bool(reply_grammar("asked_last").names_covering(words[-1:]))


def denies_or_wishes(words: Iterable[Word]) -> bool:
    """Return whether words say that something is not so, should be so, or would be."""
    return any(word.doubtful or is_unreported(word.folded) for word in words)


def is_unreported(folded: str) -> bool:
    """Return whether a word without accents denies, wishes or sets a condition."""
    return folded in _UNREPORTED
