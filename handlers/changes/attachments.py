"""Files that prove a duty (📎): their list, sending one out, attaching new ones."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from data.errors import BadAnswer, NotAllowed, NotFound
from data.files import StoredFile
from data.registry.conversations.dialogues import Question
from data.registry.duties import progress, proofs
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.text import fold
from handlers.base.callback_data.changes import AttachFiles
from handlers.base.callback_data.duties import SendFile, ShowFiles
from handlers.base.messages import Attachment, Reply
from handlers.base.permissions import get_own_duty, get_visible_duty
from handlers.base.proposal import Act, PendingProposal, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.base.uploads import files_to_json, get_stored_file, renew_waiting_files
from handlers.changes.file_subjects import find_by_code, likely_duties, names_another_duty, unknown_code
from handlers.changes.progress import check_unchanged, finish_change, get_partial_answer, propose_or_save_report
from handlers.open_questions.ambiguity import detect_doubt
from handlers.open_questions.leave_phrases import Leaving, read_leaving
from handlers.open_questions.previews import propose
from handlers.parsing.documents import read_document
from handlers.parsing.progress_input import read_note
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.views.account import welcome
from handlers.views.base import refusals
from handlers.views.changes import attachments as view

TO_SAVE = "application/octet-stream"
"""The media type of every file sent out, so that it is saved and nothing on the way opens it."""


def show_files(turn: Turn, tapped: ShowFiles) -> Reply:
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
    return view.file_reply(duty, Attachment(proof.name, TO_SAVE, make=partial(turn.files.read, proof.digest)))


def take_files(turn: Turn, caption: str) -> Reply:
    """Attach incoming files to the duty asked about last, or to the one in the caption; else ask which. Raises
    BadAnswer and `handlers.base.uploads.FilesNeeded`.

    A file goes to the duty of the file before it only if both are of one album.
    """
    question = turn.get_question()
    if question is None or turn.is_late(question) or question.step == Step.DUTY_OF_FILES:
        return _attach_or_ask_duty(turn, question, caption)
    if question.step == Step.ALBUM:
        return _attach_album_file(turn, question, caption)
    if (proposal := PendingProposal.from_question(question)) and (added := _add_to_proposal(turn, proposal, caption)):
        return added
    question = turn.answered_question
    if question.step not in (Step.DOCUMENT, Step.PERCENT, Step.FILE):
        raise BadAnswer("file", "file_not_asked")
    if read_leaving(caption, get_vocabulary(turn.session)) is Leaving.YES:
        return _leave_and_ask_duty(turn)
    if question.step == Step.DOCUMENT:
        return _report_with_files(turn, question, caption)
    if names_another_duty(turn, question, caption):
        return _attach_or_ask_duty(turn, None, caption)
    return _save_for_question(turn, question, caption)


def attach_to_chosen_duty(turn: Turn, tapped: AttachFiles) -> Reply:
    """Attach the files that wait for a duty to the tapped one, if they are still stored."""
    question = turn.get_question()
    if question is None or question.step != Step.DUTY_OF_FILES:
        return refusals.old_button()
    return _attach_waiting_files(turn, [get_own_duty(turn, tapped.duty_id)], question)


def take_code(turn: Turn, sentence: str) -> Reply:
    """Attach the waiting files to the duty with the typed code. Raises BadAnswer if there is no such duty."""
    question = turn.answered_question
    found = find_by_code(turn, sentence)
    if not found:
        raise BadAnswer("whose", "no_such_duty")
    return _attach_waiting_files(turn, found, question)


def refuse_without_file(_turn: Turn, _sentence: str) -> Reply:
    """Refuse words where a file was asked for. Raises BadAnswer."""
    raise BadAnswer("file", "no_file")


def _report_with_files(turn: Turn, question: Question, caption: str) -> Reply:
    """Report the duty if the caption holds number and date; else store the files and ask for them."""
    duty = check_unchanged(turn, get_own_duty(turn, int(question.about["duty"])), int(question.about["version"]))
    try:
        document = read_document(caption, turn.today, duty.plan_year, get_partial_answer(turn))
    except BadAnswer as unread:
        if names_another_duty(turn, question, caption):
            return _attach_or_ask_duty(turn, None, caption)
        return _save_for_question(turn, question, caption, unread if caption else None)
    reply = propose_or_save_report(turn, duty, duty.version, document, _get_incoming_files(turn))
    if document.none_because is None:
        _await_album(turn, duty)
    return reply


def _save_for_question(turn: Turn, question: Question, caption: str, unread: BadAnswer | None = None) -> Reply:
    """Save the files and what could be read of the answer; first ask about a caption that could be a request."""
    duty, note, files = (
        get_own_duty(turn, int(question.about["duty"])),
        _read_caption(caption),
        _get_incoming_files(turn),
    )
    if note and fold(note) != fold(duty.code) and detect_doubt(turn, note):
        return _propose_caption(turn, duty, files, note)
    reply = _save_and_show(turn, duty, files, note, unread)
    turn.ask_again(question)
    if unread:
        turn.save_partial_answer(unread.half)
    return reply


def _propose_caption(turn: Turn, duty: DutyLine, files: Sequence[StoredFile], note: str) -> Reply:
    facts = {"duty": duty.id, "files": files_to_json(files), "note": note}
    return propose(turn, Proposal(Act.ATTACH, facts, *view.caption_preview(duty, files, note), note))


def save_files(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the files with the caption that was shown; the question that they came to stays open."""
    files = renew_waiting_files(turn.files, facts["files"])
    if not files:
        turn.close_question()
        return view.files_expired()
    return _save_and_show(turn, get_own_duty(turn, facts["duty"]), files, facts["note"])


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
        [*renew_waiting_files(turn.files, facts["files"]), *_get_incoming_files(turn)],
    )
    if proposal.proposal.act is Act.ATTACH:
        return _propose_caption(turn, duty, files, facts["note"])
    return propose_or_save_report(turn, duty, facts["version"], Document(none_because=facts["because"]), files)


def _leave_and_ask_duty(turn: Turn) -> Reply:
    """Leave the question, as the caption says, and ask which duty the file is for; nothing is saved."""
    turn.close_question()
    asked = _attach_or_ask_duty(turn, None, "")
    return replace(asked, body=f"{welcome.question_left(was_open=True).body}\n\n{asked.body}")


def _attach_or_ask_duty(turn: Turn, question: Question | None, caption: str) -> Reply:
    """Attach the files to the duty in the caption, or ask which duty they and those already waiting are for."""
    meant, nobodys = find_by_code(turn, caption), unknown_code(turn, caption)
    waiting = question if question and question.step == Step.DUTY_OF_FILES and not turn.is_late(question) else None
    if len(meant) == 1 and not nobodys:
        reply = _attach_files(turn, meant[0], _get_incoming_files(turn), caption)
        return _ask_again(turn, waiting, reply) if waiting else reply
    files = [*(_get_waiting_files(turn, waiting) if waiting else []), *_get_incoming_files(turn)]
    said = _read_caption(caption) or (waiting.about["caption"] if waiting else "")
    turn.ask(Step.DUTY_OF_FILES, files=files_to_json(files), caption=said)
    return view.which_duty_question(files, meant or likely_duties(turn), nobodys)


def _ask_again(turn: Turn, waiting: Question, reply: Reply) -> Reply:
    """Ask again which duty the waiting files are for, after a later file that named its duty."""
    files = _get_waiting_files(turn, waiting)
    if not files:
        return reply
    turn.ask_again(waiting)
    asked = view.which_duty_question(files, likely_duties(turn))
    return replace(asked, body=f"{reply.body}\n\n{asked.body}", buttons=(*asked.buttons, *reply.buttons))


def _attach_waiting_files(turn: Turn, meant: Sequence[DutyLine], question: Question) -> Reply:
    """Attach the waiting files, unless they are too old, to the only duty in `meant`; of several, ask which."""
    files = [] if turn.is_late(question) else _get_waiting_files(turn, question)
    if not files:
        turn.close_question()
        return view.files_expired()
    if len(meant) > 1:
        return view.which_duty_question(files, meant)
    return _attach_files(turn, meant[0], files, question.about["caption"])


def _attach_files(turn: Turn, duty: DutyLine, files: Sequence[StoredFile], caption: str) -> Reply:
    """Save the files as one entry; the rest of their album goes to the same duty."""
    added = progress.attach(turn.session, duty.id, files, turn.actor, turn.now, _read_caption(caption))
    reply = finish_change(turn, duty.id, added) if added else view.duplicate_file(duty)
    _await_album(turn, duty)
    return reply


def _await_album(turn: Turn, duty: DutyLine) -> None:
    turn.close_question()
    if turn.incoming.album:
        turn.ask(Step.ALBUM, duty=duty.id, album=turn.incoming.album)


def _attach_album_file(turn: Turn, question: Question, caption: str) -> Reply:
    """Attach one more picture of an album to the same duty, unless its caption names another one."""
    if turn.incoming.album != question.about["album"] or names_another_duty(turn, question, caption):
        return _attach_or_ask_duty(turn, None, caption)
    return _attach_files(turn, get_own_duty(turn, int(question.about["duty"])), _get_incoming_files(turn), caption)


def _get_incoming_files(turn: Turn) -> list[StoredFile]:
    return [get_stored_file(upload) for upload in turn.incoming.files]


def _get_waiting_files(turn: Turn, question: Question) -> list[StoredFile]:
    """Return the waiting files that are still stored, and renew them, so that the folder keeps them."""
    return renew_waiting_files(turn.files, question.about["files"])


def _read_caption(caption: str) -> str | None:
    """Return a caption as the words of the entry; None for mere signs. Raises BadAnswer: note_too_long."""
    return read_note(caption) if any(letter.isalnum() for letter in caption) else None
