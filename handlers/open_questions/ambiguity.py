"""Ambiguity of free text: other meanings of what would become the content of a change."""

from handlers.base.proposal import Doubt
from handlers.base.turn import Turn
from handlers.open_questions.leave_phrases import Leaving, read_leaving
from handlers.open_questions.question_detection import Asking, detect_question
from handlers.questions.lexicon.phrase_grammar import reply_grammar
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.questions.spelling.correction import expand_shorthand
from handlers.views.base.button_labels import is_button_label

_WORDS = 12
"""The most words of a sentence that says only yes or no."""


def detect_doubt(turn: Turn, content: str) -> Doubt:
    """Return what `content` could mean instead: leaving, a question, another change, a button's label, a mere
    "ok".
    """
    vocabulary = get_vocabulary(turn.session)
    detected = detect_question(content, turn.today, turn.calendar, vocabulary)
    if detected.asking is Asking.YES:
        return Doubt.ASKED
    if read_leaving(content, vocabulary) is not Leaving.NO or detected.courtesy or is_agreement(content):
        return Doubt.STOPPING
    if detected.asking is Asking.PERHAPS or is_button_label(content):
        return Doubt.ASKING
    return Doubt.NONE


def is_agreement(sentence: str) -> bool:
    """Return whether all that `sentence` says is yes: "đúng", "ok em", "vâng ạ", "ghi nhận"."""
    return _consists_of("yes", sentence)


def is_certain_agreement(sentence: str) -> bool:
    """Return whether `sentence` says yes in words that cannot answer anything else said just now."""
    return _consists_of("surely", sentence)


def is_correction(sentence: str) -> bool:
    """Return whether `sentence` says that what was shown is wrong: "sửa", "chưa đúng"."""
    return _consists_of("mend", sentence)


def _consists_of(said: str, sentence: str) -> bool:
    words = expand_shorthand(sentence)
    return len(words) <= _WORDS and f"reply.{said}" in reply_grammar(said, "yes_beside").names_covering(words)
