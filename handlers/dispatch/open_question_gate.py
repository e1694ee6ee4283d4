"""Sentences typed while a question is open: read as a whole before they are taken as its answer."""

from collections.abc import Callable

from data.errors import BadAnswer
from data.registry.conversations.dialogues import Question
from handlers.base.messages import Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.open_questions import side_answers
from handlers.open_questions.ambiguity import is_agreement
from handlers.open_questions.leave_phrases import Leaving, read_leaving
from handlers.open_questions.question_detection import Asking, detect_question
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.views.account import welcome

_FOUND_ANYWHERE = (Step.DUTY_OF_FILES,)
"""Steps whose answer is searched for in the whole sentence, so that it would be found in a question as well."""


def take_answer(turn: Turn, question: Question, sentence: str, answer: Callable[[], Reply]) -> Reply:
    """Leave the question if `sentence` says so, else call `answer`.

    A sentence that is no answer but a question is answered, and the open question stays. Raises what `answer` raises.
    """
    vocabulary = get_vocabulary(turn.session)
    # without accents, "đúng" (right) and "dừng" (stop) are written alike
    agreed = question.step == Step.PROPOSAL and is_agreement(sentence)
    if read_leaving(sentence, vocabulary) is Leaving.YES and not agreed:
        return welcome.question_left(was_open=turn.close_question())
    detected = detect_question(sentence, turn.today, turn.calendar, vocabulary)
    if question.step in _FOUND_ANYWHERE and detected.asking is Asking.YES:
        return side_answers.answer_beside(turn, question, sentence)
    try:
        return answer()
    except BadAnswer as unread:
        perhaps = detected.asking is Asking.PERHAPS and detected.whole and not unread.half
        if detected.asking is not Asking.YES and not perhaps:
            raise
        turn.ask_again(question)
        return side_answers.answer_beside(turn, question, sentence)
