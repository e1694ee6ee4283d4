"""A sentence instead of a command, and the tap that confirms a report made in one."""

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
from handlers.base.permissions import own_duty
from handlers.base.turn import Turn
from handlers.changes import progress
from handlers.open_questions import side_answers
from handlers.overview import charts, exports
from handlers.parsing.documents import read_document


def answer_typed(turn: Turn, words: str) -> Reply:
    """Answer a sentence that is no command and answers no question. Changes no duty: "II.3 xong
    rồi" is answered by the button that makes the report."""
    found = side_answers.find_answer(turn, words, side_answers.current_context(turn))
    return _opened(turn, found.reply, found.opens) if found.opens else found.reply


def _opened(turn: Turn, said: Reply, page: Payload) -> Reply:
    """Open the file or the page that was asked for as its button would; how the sentence was understood stays above.

    Raises NotAllowed as the button does.
    """
    reply = _PAGES[type(page)](turn, page)
    return replace(reply, heading="\n".join(filter(None, (said.heading, reply.heading))), replaces=False)


_PAGES: Mapping[type[Payload], Callable[[Turn, Any], Reply]] = {
    ExportWorkbook: exports.workbook,
    ExportReport: exports.draft,
    AskReportPeriod: exports.periods,
    ShowCharts: charts.show,
    SendCalendar: agenda.send_file,
}
"""Pages that a sentence opens, by what their buttons carry."""


def report_typed(turn: Turn, tapped: ReportTyped) -> Reply:
    """Save a report whose document was typed with it (✅). Raises Stale if a colleague was first.

    Asks for the document where the chat has gone on to something else since.
    """
    said = side_answers.current_context(turn)
    duty = own_duty(turn, tapped.duty_id)
    if said is None or said.items != (encode(ShowDuty(duty.id)),) or not said.document:
        return progress.ask_document(turn, tapped)
    try:
        document = read_document(said.document, turn.today, duty.plan_year)
    except BadAnswer:
        return progress.ask_document(turn, tapped)
    return progress.save_report(turn, duty, tapped.version, document)
