"""Sentences instead of commands, and the tap that confirms a report made in one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from data.errors import BadAnswer
from data.registry.duties import progress as progress_registry
from handlers.account import agenda
from handlers.base.callback_data.account import SendCalendar
from handlers.base.callback_data.changes import PercentTyped, PercentUnmarked, ReportTyped
from handlers.base.callback_data.codec import Payload, encode
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.callback_data.overview import AskReportPeriod, ExportReport, ExportWorkbook, ShowCharts
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.proposal import mark_document, mark_note
from handlers.base.query import Intent
from handlers.base.turn import Turn
from handlers.changes import extensions, progress, report_batches, reports
from handlers.office import directories
from handlers.open_questions import message_subjects, side_answers
from handlers.open_questions.leave_phrases import Leaving, read_leaving
from handlers.overview import charts, exports
from handlers.parsing.documents import read_document
from handlers.parsing.progress_input import read_note
from handlers.questions.answering.answer import DONE, Answer
from handlers.questions.answering.context import Context
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.views.account import welcome
from handlers.views.questions import examples

_NOTHING_ASKED = frozenset({Intent.UNKNOWN, Intent.SMALL_TALK})
"""What words of leaving are read as where they leave nothing."""


def answer_typed(turn: Turn, words: str) -> Reply:
    """Answer a sentence that is no command and answers no question. Changes no duty: "II.3 xong rồi" is answered by
    the button that makes the report, and what was typed as a whole is shown before it is written."""
    if first := directories.answer_first_question(turn, words):
        return first
    before = side_answers.current_context(turn)
    found = side_answers.answer_sentence(turn, words, before)
    if found.intent in _NOTHING_ASKED and read_leaving(words, get_vocabulary(turn.session)) is Leaving.YES:
        return _leave_nothing(turn, before)
    if found.opens:
        return _open_page(turn, found.reply, found.opens)
    return _propose(turn, found) or found.reply


def _leave_nothing(turn: Turn, before: Context | None) -> Reply:
    """Answer words of leaving or regret where no question is open: what was just written may be undone."""
    duty = message_subjects.duty_meant(turn, before)
    change = progress_registry.find_undoable(turn.session, duty.id, turn.actor, turn.now) if duty else None
    if duty is None or change is None:
        return welcome.nothing_to_leave()
    return examples.undo_question(duty, change, turn.today)


def _propose(turn: Turn, found: Answer) -> Reply | None:
    """Show what a sentence asks for as it would be written; None where a question has to come first.

    Raises BadAnswer for a date or words that cannot be written, NotAllowed and Stale.
    """
    if found.undo:
        change = progress_registry.find_undoable(turn.session, found.undo.id, turn.actor, turn.now)
        return examples.undo_question(found.undo, change, turn.today) if change else None
    if wish := found.extension:
        return extensions.propose_request(turn, get_own_duty(turn, wish.duty.id), wish.until, wish.reason)
    if found.unread or len(found.reports) > 1 or any(one.others for one in found.reports):
        return report_batches.propose_reports(turn, found.reports, found.unread)
    if len(found.reports) == 1 and found.reports[0].percent < DONE:
        [report] = found.reports
        duty = get_own_duty(turn, report.duty.id)
        return reports.propose_percent(turn, duty, duty.version, report.percent, report.note)
    return None


def percent_typed(turn: Turn, tapped: PercentTyped) -> Reply:
    """Save the percentage that was typed in the sentence for one of several duties, with the words beside it.

    Raises BadAnswer, NotAllowed, and Stale if a colleague was first. If the chat has gone on to something else since,
    or to another note, the percentage alone is saved.
    """
    said = side_answers.last_context(turn)
    duty = get_own_duty(turn, tapped.duty_id)
    note = said.query.note if said and said.query.note and mark_note(said.query.note) == tapped.mark else ""
    facts = {"duty": duty.id, "version": tapped.version, "percent": tapped.percent}
    return progress.save_percent(turn, facts | {"note": read_note(note) if note else None})


def percent_unmarked(turn: Turn, tapped: PercentUnmarked) -> Reply:
    """Save a percentage without a note, from a button of before notes had marks.

    Raises NotAllowed, and Stale if a colleague was first.
    """
    duty = get_own_duty(turn, tapped.duty_id)
    return progress.save_percent(
        turn, {"duty": duty.id, "version": tapped.version, "percent": tapped.percent, "note": None}
    )


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

    Asks for the document if the chat has gone on to something else since, or to another document.
    """
    said = side_answers.last_context(turn)
    duty = get_own_duty(turn, tapped.duty_id)
    if said is None or encode(ShowDuty(duty.id)) not in said.items or not said.document:
        return progress.ask_document(turn, tapped)
    try:
        document = read_document(said.document, turn.today, duty.plan_year)
    except BadAnswer:
        return progress.ask_document(turn, tapped)
    if mark_document(document) != tapped.mark:
        return progress.ask_document(turn, tapped)
    return progress.save_report(turn, duty, tapped.version, document)
