"""What is typed while a question of ours is open: looked at as a whole before it is taken for the answer."""

from collections.abc import Callable

from data.errors import BadAnswer
from data.registry.dialogues import Question
from handlers import asides
from handlers.asking import Asking, heard
from handlers.conversation import Reply
from handlers.doubts import agrees
from handlers.leaving import Leaving, leaving
from handlers.proposals import STEP
from handlers.questions.vocabulary import current
from handlers.turn import Turn
from handlers.views import welcome

_FOUND_ANYWHERE = ("whose",)
"""Steps whose answer is looked for in the whole sentence, so that a question would hold one as well."""


def taken(turn: Turn, question: Question, sentence: str, answer: Callable[[], Reply]) -> Reply:
    """Leaves the question if `sentence` says so, else takes it for the `answer`; what is none is answered itself, and
    the question stays open. Raises as `answer` does.
    """
    vocabulary = current(turn.session)
    agreed = question.step == STEP and agrees(sentence)  # without accents "đúng" is written as "dừng" is
    if leaving(sentence, vocabulary) is Leaving.YES and not agreed:
        return welcome.left(was_open=turn.leave())
    sounds = heard(sentence, turn.today, turn.calendar, vocabulary)
    if question.step in _FOUND_ANYWHERE and sounds.asking is Asking.YES:
        return asides.beside(turn, question, sentence)
    try:
        return answer()
    except BadAnswer as unread:
        perhaps = sounds.asking is Asking.PERHAPS and sounds.whole and not unread.half
        if sounds.asking is not Asking.YES and not perhaps:
            raise
        turn.ask(question.step, **question.about)
        return asides.beside(turn, question, sentence)
