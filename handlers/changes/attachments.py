"""Files that prove a duty (📎): their list, sending one out, attaching new ones."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from data.enums import ReportKind
from data.errors import BadAnswer, NotAllowed, NotFound
from data.files import StoredFile
from data.registry.conversations.dialogues import Question
from data.registry.duties import progress, proofs
from data.registry.duties.duty_lines import DutyLine
from data.text import fold
from handlers.base.callback_data.duties import SendFile, ShowFiles
from handlers.base.messages import Attachment, Reply
from handlers.base.permissions import get_own_duty, get_visible_duty
from handlers.base.proposal import Act, PendingProposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.base.uploads import renew_waiting_files
from handlers.changes import caption_reports
from handlers.changes.file_reports import propose_caption, states_more
from handlers.changes.file_subjects import names_another_duty
from handlers.changes.obligations.results import propose_result
from handlers.changes.progress import check_unchanged, get_partial_answer
from handlers.changes.reports import propose_or_save_report, propose_percent, propose_report, proposed_document
from handlers.changes.unasked_files import (
    attach_files,
    attach_or_ask_duty,
    expect_the_album,
    take_file_after_album,
)
from handlers.changes.waiting_files import get_incoming_files, read_caption_note
from handlers.open_questions import message_subjects
from handlers.open_questions.ambiguity import detect_doubt
from handlers.open_questions.leave_phrases import Leaving, read_leaving
from handlers.parsing.documents import read_document
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.views.account import welcome
from handlers.views.changes import attachments as view

TO_SAVE = "application/octet-stream"
"""The media type of every file sent out, so that it is saved and nothing on the way opens it."""


def show_files_and_ask(turn: Turn, tapped: ShowFiles) -> Reply:
    """Show a page of a duty's files; ask an officer of its agency for more."""
    duty = get_visible_duty(turn, tapped.duty_id)
    mine = duty.agency_id == turn.me.agency_id
    if mine:
        turn.ask(Step.FILE, duty=duty.id)
    return view.file_list(duty, proofs.list_current(turn.session, duty.id), turn.today, tapped.page, mine=mine)


def send_file(turn: Turn, tapped: SendFile) -> Reply:
    """Send one file to an officer who may see its duty. Raises NotAllowed, also for a file that was withdrawn."""
    try:
        proof = proofs.find(turn.session, tapped.proof_id)
    except NotFound as error:
        raise NotAllowed("file.see") from error
    duty = get_visible_duty(turn, proof.duty_id)
    if proof.expired_at:
        return view.expired_file(duty, proof, turn.today)
    read, key = partial(turn.files.read, proof.digest), f"proof:{tapped.proof_id} {duty.code}"
    return view.file_reply(duty, Attachment(proof.name, TO_SAVE, make=read, stored_as=key))


def take_files(turn: Turn, caption: str) -> Reply:
    """Attach incoming files to the duty asked about last, or to the one in the caption; else ask which. Raises
    BadAnswer and `handlers.base.uploads.FilesNeeded`.

    A file goes to the duty of the file before it only if both are of one album; one that replies to a message about
    other duties answers no question of this one.
    """
    question = turn.get_question()
    if question is None or turn.is_late(question) or question.step == Step.DUTY_OF_FILES:
        return attach_or_ask_duty(turn, question, caption)
    if question.step == Step.ALBUM:
        return take_file_after_album(turn, question, caption)
    if turn.incoming.reply_to and message_subjects.replies_elsewhere(turn, question):
        return attach_or_ask_duty(turn, None, caption)
    proposal = PendingProposal.from_question(question)
    if proposal and (added := _add_to_proposal(turn, proposal, caption)):
        return added
    question = turn.answered_question
    if question.step == Step.RESULT and caption:
        duty = get_own_duty(turn, int(question.about["duty"]))
        return propose_result(turn, duty, ReportKind(question.about["kind"]), caption, get_incoming_files(turn))
    if question.step not in (Step.DOCUMENT, Step.PERCENT, Step.FILE, Step.RESULT):
        raise BadAnswer("file", "file_not_asked")
    if read_leaving(caption, get_vocabulary(turn.session)) is Leaving.YES:
        return _leave_and_ask_duty(turn)
    if question.step == Step.DOCUMENT:
        return _report_with_files(turn, question, caption, proposal)
    duty = get_own_duty(turn, int(question.about["duty"]))
    if names_another_duty(turn, question, caption) or states_more(turn, caption, duty):
        return attach_or_ask_duty(turn, None, caption, duty)
    return _save_for_question(turn, question, caption)


def refuse_without_file(_turn: Turn, _sentence: str) -> Reply:
    """Refuse words where a file was asked for. Raises BadAnswer."""
    raise BadAnswer("file", "no_file")


def _report_with_files(turn: Turn, question: Question, caption: str, before: PendingProposal | None) -> Reply:
    """Report the duty where the caption holds number and date; else keep the scan and ask for them.

    Below the proposal of a report that nobody asked for (`before`), a second document is proposed in place of the
    first.
    """
    duty = check_unchanged(turn, get_own_duty(turn, int(question.about["duty"])), int(question.about["version"]))
    report = caption_reports.read_caption_report(turn, caption, duty)
    said = report.document if report and [row.id for row in report.duties] == [duty.id] else ""
    try:
        document = read_document(said or caption, turn.today, duty.plan_year, get_partial_answer(turn))
    except BadAnswer as unread:
        if names_another_duty(turn, question, caption):
            return attach_or_ask_duty(turn, None, caption)
        return _save_for_question(turn, question, caption, unread if caption else None)
    files = [*renew_waiting_files(turn.files, question.about.get("files", [])), *get_incoming_files(turn)]
    if before and "album" in before.proposal.facts and document.number:
        return propose_report(turn, duty, duty.version, document, files, album=turn.incoming.album)
    reply = propose_or_save_report(turn, duty, duty.version, document, files)
    if document.none_because is None:
        expect_the_album(turn, duty, turn.incoming.album)
    return reply


def _save_for_question(turn: Turn, question: Question, caption: str, unread: BadAnswer | None = None) -> Reply:
    """Keep the files, and what of the answer could be read; the question stays open. A caption that could be meant
    for us is asked about first."""
    duty, note, files = (
        get_own_duty(turn, int(question.about["duty"])),
        read_caption_note(caption),
        get_incoming_files(turn),
    )
    if note and fold(note) != fold(duty.code) and detect_doubt(turn, note):
        return propose_caption(turn, duty, files, note)
    reply = _save_and_show(turn, duty, files, note, unread)
    turn.ask_again(question)
    if unread:
        turn.save_partial_answer(unread.half)
    return reply


def save_files(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the files with the caption that was shown; a question that they came to stays open."""
    files = renew_waiting_files(turn.files, facts["files"])
    if not files:
        turn.close_question()
        return view.files_expired()
    duty, album = get_own_duty(turn, facts["duty"]), facts.get("album")
    if album is not None:
        return attach_files(turn, duty, files, facts["note"], album)
    return _save_and_show(turn, duty, files, facts["note"])


def _save_and_show(
    turn: Turn, duty: DutyLine, files: Sequence[StoredFile], note: str | None, unread: BadAnswer | None = None
) -> Reply:
    added = progress.attach(turn.session, duty.id, files, turn.actor, turn.now, note)
    return view.files_kept(duty, added, turn.answered_question.step, turn.today, unread)


def _add_to_proposal(turn: Turn, proposal: PendingProposal, caption: str) -> Reply | None:
    """Add a file to a proposal and show it again; None, with the question open again, if that must be answered
    anew.
    """
    facts = proposal.proposal.facts
    turn.ask(proposal.asked, **proposal.about)
    if caption or "files" not in facts:
        return None
    duty, files = (
        get_own_duty(turn, facts["duty"]),
        [*renew_waiting_files(turn.files, facts["files"]), *get_incoming_files(turn)],
    )
    if proposal.proposal.act is Act.ATTACH:
        return propose_caption(turn, duty, files, facts["note"], album=facts.get("album"))
    if proposal.proposal.act is Act.PERCENT:
        return propose_percent(turn, duty, facts["version"], facts["percent"], facts["note"] or "", files)
    if proposal.proposal.act is Act.RESULT:
        return propose_result(turn, duty, ReportKind(facts["kind"]), facts["text"], files)
    album, document = facts.get("album", ""), proposed_document(facts)
    if album and album == turn.incoming.album:  # any of the cards that its pictures bring is the one report
        return propose_report(turn, duty, facts["version"], document, files, album=album, mark=proposal.mark)
    if "album" in facts and document.number:
        return propose_report(turn, duty, facts["version"], document, files, album=turn.incoming.album)
    return propose_or_save_report(turn, duty, facts["version"], document, files)


def _leave_and_ask_duty(turn: Turn) -> Reply:
    """Leave the question as the caption asks: nothing is saved, and the file waits to be told whose it is."""
    turn.close_question()
    asked = attach_or_ask_duty(turn, None, "")
    return replace(asked, body=f"{welcome.question_left(was_open=True).body}\n\n{asked.body}")
