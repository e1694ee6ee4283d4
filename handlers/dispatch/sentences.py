"""Sentences instead of commands, and the tap that confirms a report made in one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from data.errors import BadAnswer
from handlers.account import agenda
from handlers.base.callback_data.account import SendCalendar
from handlers.base.callback_data.changes import ReportTyped
from handlers.base.callback_data.codec import Payload, encode
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.callback_data.overview import AskReportPeriod, ExportReport, ExportWorkbook, ShowCharts
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.turn import Turn
from handlers.changes import progress
from handlers.open_questions import side_answers
from handlers.overview import charts, exports
from handlers.parsing.documents import read_document


def answer_typed(turn: Turn, words: str) -> Reply:
    """Answer a sentence that is no command and answers no question.

    Changes no duty: "II.3 xong rồi" is answered by the button that saves the report.
    """
    found = side_answers.find_answer(turn, words, side_answers.current_context(turn))
    return _open_page(turn, found.reply, found.opens) if found.opens else found.reply


def _open_page(turn: Turn, said: Reply, page: Payload) -> Reply:
    """Open the file or the page that was asked for as its button would; how the sentence was understood stays above.

    Raises NotAllowed as the button does.
    """
    reply = _PAGES[type(page)](turn, page)
    return replace(reply, heading="\n".join(filter(None, (said.heading, reply.heading))), replaces=False)


_PAGES: Mapping[type[Payload], Callable[[Turn, Any], Reply]] = {
    ExportWorkbook: exports.send_workbook,
    ExportReport: exports.send_report_draft,
    AskReportPeriod: exports.ask_report_period,
    ShowCharts: charts.show,
    SendCalendar: agenda.send_file,
}
"""Pages that a sentence opens, by what their buttons carry."""


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
