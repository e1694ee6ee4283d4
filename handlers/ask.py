"""A sentence instead of a command."""

from handlers.conversation import Reply
from handlers.questions.answering import answer
from handlers.turn import Turn


def sentence(turn: Turn, words: str) -> Reply:
    """The answer to whatever an officer typed that is no command and answers no question. Changes nothing:
    "II.3 xong rồi" is answered by the button that begins the report."""
    return answer(turn.session, turn.me, words, turn.today, turn.calendar).reply
