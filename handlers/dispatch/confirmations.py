"""Confirmation of proposals: a yes saves what was shown, anything else corrects or leaves it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from data.enums import Role
from data.errors import NotAllowed
from handlers.base.callback_data.conversation import AnswerInstead, EditProposal, RecordProposal
from handlers.base.messages import Reply
from handlers.base.proposal import Act, Doubt, PendingProposal
from handlers.base.steps import Step
from handlers.base.turn import Handler, Turn
from handlers.changes import (
    attachments,
    coordination_notes,
    extensions,
    external_deadlines,
    progress,
    reports,
    reviews,
)
from handlers.changes.obligations import corrections, earlier_duties, exemptions, results
from handlers.office import directories
from handlers.open_questions import side_answers
from handlers.open_questions.ambiguity import is_agreement, is_certain_agreement, is_correction
from handlers.open_questions.leave_phrases import Leaving, is_denial, read_leaving
from handlers.open_questions.question_detection import Asking, detect_question
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.views.account import welcome
from handlers.views.base import refusals
from handlers.views.open_questions import pending
from handlers.views.open_questions import proposals as view

ACTS: Mapping[Act, Callable[[Turn, dict[str, Any]], Reply]] = {
    Act.REPORT: reports.save_proposed_report,
    Act.PERCENT: progress.save_percent,
    Act.NOTE: progress.save_note,
    Act.ATTACH: attachments.save_files,
    Act.RETURN: reviews.save_return,
    Act.REQUEST_EXTENSION: extensions.save_request,
    Act.REFUSE_EXTENSION: extensions.save_refusal,
    Act.EXEMPT: exemptions.save_exemption,
    Act.REQUEST_EXEMPTION: exemptions.save_wish,
    Act.REFUSE_EXEMPTION: exemptions.save_refusal,
    Act.OWE_AGAIN: exemptions.save_owed_again,
    Act.CORRECT: corrections.save_correction,
    Act.RESULT: results.save_result,
    Act.EARLIER: earlier_duties.save,
    Act.TASK_NOTE: coordination_notes.save_note,
    Act.EXTERNAL_DEADLINE: external_deadlines.save_deadline,
    Act.DIRECTORY: directories.save_ministry,
}
"""Functions that save a proposal. Each checks again who may, and whether the duty is as it was when the proposal was
shown.
"""

_STEPS: Mapping[Step, Handler] = {
    Step.DOCUMENT: reports.take_document,
    Step.PERCENT: partial(progress.take_percent, was_shown=True),
    Step.NOTE: partial(progress.take_note, was_shown=True),
    Step.FILE: attachments.refuse_without_file,
    Step.RETURN_REASON: reviews.take_return_reason,
    Step.EXTENSION: extensions.take_extension,
    Step.REFUSAL_REASON: extensions.take_refusal_reason,
    Step.EXEMPTION: exemptions.take_exemption,
    Step.EXEMPTION_WISH: exemptions.take_wish,
    Step.EXEMPTION_REFUSAL: exemptions.take_refusal_reason,
    Step.OWED_AGAIN: exemptions.take_owed_again,
    Step.CORRECTION: corrections.take_correction,
    Step.RESULT: results.take_result,
    Step.EARLIER: earlier_duties.take_documents,
    Step.TASK_NOTE: coordination_notes.take_note,
    Step.EXTERNAL_DEADLINE: external_deadlines.take_deadline,
    Step.MINISTRY: directories.take_ministry,
}
"""Handlers of an answer that replaces the proposed one: it is shown as well before it is saved, unless it names a
document and its day."""

_JUDGING = (
    Step.RETURN_REASON,
    Step.REFUSAL_REASON,
    Step.EXEMPTION,
    Step.EXEMPTION_REFUSAL,
    Step.OWED_AGAIN,
)


def record_proposal(turn: Turn, tapped: RecordProposal) -> Reply:
    """Save the proposal with this mark (Ghi nhận). Raises Stale and NotAllowed."""
    held = PendingProposal.from_question(turn.get_question())
    if held is None or held.mark != tapped.mark:
        return view.outdated_button(held)
    return _refuse_late(turn) or save_proposal(turn, held)


def edit_proposal(turn: Turn, tapped: EditProposal) -> Reply:
    """Ask for the content once more (Sửa)."""
    held = PendingProposal.from_question(turn.get_question())
    if held is None or held.mark != tapped.mark:
        return view.outdated_button(held)
    return _ask_anew(turn, held)


def answer_instead(turn: Turn, tapped: AnswerInstead) -> Reply:
    """Answer the proposed words as a question (Trả lời câu này); the proposal keeps waiting."""
    held = PendingProposal.from_question(turn.get_question())
    if held is None or held.mark != tapped.mark:
        return view.outdated_button(held)
    turn.ask(Step.PROPOSAL, **replace(held, doubt=Doubt.ASKED).as_json())
    return side_answers.answer_beside(turn, turn.answered_question, held.proposal.content)


def take_confirmation(turn: Turn, sentence: str) -> Reply:
    """Handle what is typed below a proposal. Raises what the step of the proposal raises."""
    question = turn.answered_question
    held = PendingProposal.from_question(question)
    assert held is not None  # noqa: S101 - the router asks by the step
    if is_denial(sentence):
        return welcome.question_left(was_open=turn.close_question())
    if _says_yes(turn, held, sentence):
        return save_proposal(turn, held)
    if is_correction(sentence):
        return _ask_anew(turn, held)
    detected = detect_question(sentence, turn.today, turn.calendar, get_vocabulary(turn.session))
    if is_agreement(sentence) or detected.courtesy:
        return _show_and_ask_again(turn, held)
    if detected.asking is Asking.YES:
        return side_answers.answer_beside(turn, question, sentence)
    _reopen(turn, held)
    return _STEPS[held.asked](turn, sentence)


def _says_yes(turn: Turn, held: PendingProposal, sentence: str) -> bool:
    """Return whether a sentence confirms the proposal.

    A mere "ok" may be thanks for an answer, or a yes to either half of a question; "dung" may be "đúng" or "dừng".
    """
    if held.interrupted or held.doubt is Doubt.ASKED:
        return False
    if held.doubt is Doubt.NONE:
        return is_agreement(sentence)
    return is_certain_agreement(sentence) and read_leaving(sentence, get_vocabulary(turn.session)) is Leaving.NO


def _show_and_ask_again(turn: Turn, held: PendingProposal) -> Reply:
    """Show the proposal once more, so that from now on a yes is meant for it."""
    doubt = Doubt.ASKING if held.doubt is Doubt.ASKED else held.doubt
    again = replace(held, doubt=doubt, interrupted=False)
    turn.ask(Step.PROPOSAL, **again.as_json())
    return view.proposal_preview(again)


def save_proposal(turn: Turn, held: PendingProposal) -> Reply:
    """Save a proposal that was shown. Raises Stale and NotAllowed."""
    _reopen(turn, held)
    return ACTS[held.proposal.act](turn, held.proposal.facts)


def _ask_anew(turn: Turn, held: PendingProposal) -> Reply:
    _reopen(turn, held)
    return pending.ask_again(turn.answered_question, side_answers.subject_of(turn, turn.answered_question))


def _reopen(turn: Turn, held: PendingProposal) -> None:
    """Open the question of the proposal again, for an officer who may still answer it. Raises NotAllowed."""
    if held.asked in _JUDGING and turn.me.role is not Role.SUPERVISOR:
        raise NotAllowed("role.supervising")
    turn.ask(held.asked, **held.about)


def _refuse_late(turn: Turn) -> Reply | None:
    question = turn.get_question()
    if question is None or not turn.is_late(question):
        return None
    turn.close_question()
    return refusals.expired_question()
