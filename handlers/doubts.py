"""Free text before it becomes the content of an act: what else could be meant by it."""

from handlers.asking import Asking, heard
from handlers.leaving import Leaving, leaving
from handlers.proposals import Doubt
from handlers.questions.grammar import replying
from handlers.questions.spelling import written_out
from handlers.questions.vocabulary import current
from handlers.turn import Turn
from handlers.views.buttons import is_a_button

_WORDS = 12
"""With more of them somebody says more than yes or no."""


def doubt_of(turn: Turn, content: str) -> Doubt:
    """Whether `content` could be words of leaving, a question, another act, the name of a button, a mere "ok"."""
    vocabulary = current(turn.session)
    sounds = heard(content, turn.today, turn.calendar, vocabulary)
    if sounds.asking is Asking.YES:
        return Doubt.ASKED
    if leaving(content, vocabulary) is not Leaving.NO or sounds.courtesy or agrees(content):
        return Doubt.STOPPING
    if sounds.asking is Asking.PERHAPS or is_a_button(content):
        return Doubt.ASKING
    return Doubt.NONE


def agrees(sentence: str) -> bool:
    """Whether all that `sentence` says is yes: "đúng", "ok em", "vâng ạ", "ghi nhận"."""
    return _is_made_of("yes", sentence)


def agrees_surely(sentence: str) -> bool:
    """Whether it says yes in words that cannot be an answer to anything else said just now."""
    return _is_made_of("surely", sentence)


def mends(sentence: str) -> bool:
    """Whether it says that what was shown is wrong: "sửa", "chưa đúng"."""
    return _is_made_of("mend", sentence)


def _is_made_of(said: str, sentence: str) -> bool:
    words = written_out(sentence)
    return len(words) <= _WORDS and f"reply.{said}" in replying(said, "yes_beside").composed(words)
