"""Sentences instead of commands, and the tap that confirms a report made in one."""

from data.errors import BadAnswer
from handlers.base.callback_data.changes import PercentTyped, ReportTyped
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.turn import Turn
from handlers.changes import progress
from handlers.open_questions import side_answers
from handlers.parsing.documents import read_document
from handlers.parsing.progress_input import read_note
from handlers.questions.answering.answer import Answer

_DONE = 100


def answer_typed(turn: Turn, words: str) -> Reply:
    """Answer a sentence that is no command and answers no question.

    Changes no duty: "II.3 xong rồi" is answered by the button that saves the report, "II.3 80%" with what would be
    saved.
    """
    found = side_answers.find_answer(turn, words, side_answers.current_context(turn))
    return _propose(turn, found) or found.reply


def _propose(turn: Turn, found: Answer) -> Reply | None:
    """Show the percentage of a duty as it would be saved; None if nothing or several things are reported.

    Raises BadAnswer for a note that cannot be saved, NotAllowed and Stale.
    """
    if len(found.reports) != 1 or found.reports[0].percent == _DONE:
        return None
    [report] = found.reports
    duty = get_own_duty(turn, report.duty.id)
    return progress.propose_percent(turn, duty, duty.version, report.percent, report.note)


def percent_typed(turn: Turn, tapped: PercentTyped) -> Reply:
    """Save the percentage that was typed in the sentence for one of several duties, with the words beside it.

    Raises BadAnswer, NotAllowed, and Stale if a colleague was first. If the chat has gone on to something else since,
    the percentage alone is saved.
    """
    context = side_answers.current_context(turn)
    duty = get_own_duty(turn, tapped.duty_id)
    known = context and encode(ShowDuty(duty.id)) in context.items and context.query.percent == tapped.percent
    note = context.query.note if context and known else ""
    facts = {"duty": duty.id, "version": tapped.version, "percent": tapped.percent}
    return progress.save_percent(turn, facts | {"note": read_note(note) if note else None})


def report_typed(turn: Turn, tapped: ReportTyped) -> Reply:
    """Save a report whose document was typed in the sentence (✅). Raises Stale if a colleague was first.

    Asks for the document if the chat has gone on to something else since.
    """
    context = side_answers.current_context(turn)
    duty = get_own_duty(turn, tapped.duty_id)
    if context is None or encode(ShowDuty(duty.id)) not in context.items or not context.document:
        return progress.ask_document(turn, tapped)
    try:
        document = read_document(context.document, turn.today, duty.plan_year)
    except BadAnswer:
        return progress.ask_document(turn, tapped)
    return progress.save_report(turn, duty, tapped.version, document)
