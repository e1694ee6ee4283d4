"""A sentence instead of a command, and the tap that confirms a report made in one."""

from data.errors import BadAnswer
from handlers.base.messages import Reply
from handlers.base.permissions import own_duty
from handlers.base.turn import Turn
from handlers.changes import progress
from handlers.open_questions import side_answers
from handlers.parsing.documents import read_document


def sentence(turn: Turn, words: str) -> Reply:
    """The answer to whatever an officer typed that is no command and answers no question. Changes no duty: "II.3 xong
    rồi" is answered by the button that makes the report."""
    return side_answers.answer_sentence(turn, words, side_answers.current_context(turn))


def report(turn: Turn, value: str) -> Reply:
    """✅ under a report whose document was typed with it: "17:3". Raises Stale if a colleague was first.

    Asks for the document where the chat has gone on to something else since.
    """
    said = side_answers.current_context(turn)
    duty = own_duty(turn, progress.duty_id(value))
    if said is None or said.items != (f"card:{duty.id}",) or not said.document:
        return progress.ask_document(turn, value)
    try:
        document = read_document(said.document, turn.today, duty.plan_year)
    except BadAnswer:
        return progress.ask_document(turn, value)
    return progress.reported(turn, duty, progress.version(value), document)
