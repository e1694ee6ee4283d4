"""Sentences instead of commands, and the tap that confirms a report made in one."""

from data.errors import BadAnswer
from handlers.base.callback_data.changes import ReportTyped
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.turn import Turn
from handlers.changes import progress
from handlers.open_questions import side_answers
from handlers.parsing.documents import read_document


def answer_typed(turn: Turn, words: str) -> Reply:
    """Answer a sentence that is no command and answers no question.

    Changes no duty: "II.3 xong rồi" is answered by the button that saves the report.
    """
    return side_answers.answer_sentence(turn, words, side_answers.current_context(turn))


def report_typed(turn: Turn, tapped: ReportTyped) -> Reply:
    """Save a report whose document was typed in the sentence (✅). Raises Stale if a colleague was first.

    Asks for the document if the chat has gone on to something else since.
    """
    context = side_answers.current_context(turn)
    duty = get_own_duty(turn, tapped.duty_id)
    if context is None or context.items != (encode(ShowDuty(duty.id)),) or not context.document:
        return progress.ask_document(turn, tapped)
    try:
        document = read_document(context.document, turn.today, duty.plan_year)
    except BadAnswer:
        return progress.ask_document(turn, tapped)
    return progress.save_report(turn, duty, tapped.version, document)
