"""📎: files that prove a duty: their list, one of them handed out, a new one taken in."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from data.errors import BadAnswer, NotAllowed, NotFound
from data.files import Kept
from data.registry.conversations.dialogues import Question
from data.registry.duties import progress, proofs
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.text import fold
from handlers.base.callback_data.changes import AttachFiles
from handlers.base.callback_data.duties import SendFile, ShowFiles
from handlers.base.messages import Attachment, Reply
from handlers.base.permissions import own_duty, visible_duty
from handlers.base.proposal import Act, Held, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.base.uploads import held, put_by, wanted
from handlers.changes.file_subjects import find_by_code, likely_duties, names_another_duty, unknown_code
from handlers.changes.progress import done, half, offered, unchanged
from handlers.open_questions.ambiguity import doubt_of
from handlers.open_questions.leave_phrases import Leaving, read_leaving
from handlers.open_questions.previews import propose
from handlers.parsing.documents import read_document
from handlers.parsing.progress_input import read_note
from handlers.questions.lexicon.vocabulary import current
from handlers.views.account import welcome
from handlers.views.base import refusals
from handlers.views.changes import attachments as view

TO_SAVE = "application/octet-stream"
"""Whatever a file is, it is handed back to be saved: nothing on the way opens it."""


def show(turn: Turn, tapped: ShowFiles) -> Reply:
    """A page of a duty's files; an officer of its agency is asked for more."""
    duty = visible_duty(turn, tapped.duty_id)
    mine = duty.agency_id == turn.me.agency_id
    if mine:
        turn.ask(Step.FILE, duty=duty.id)
    return view.files(duty, proofs.list_current(turn.session, duty.id), turn.today, tapped.page, mine=mine)


def hand_out(turn: Turn, tapped: SendFile) -> Reply:
    """One file, to who may see its duty. Raises NotAllowed for any other, and for one that does not count."""
    try:
        proof = proofs.find(turn.session, tapped.proof_id)
    except NotFound as error:
        raise NotAllowed("file.see") from error
    duty = visible_duty(turn, proof.duty_id)
    return view.handed_out(duty, Attachment(proof.name, TO_SAVE, make=partial(turn.files.read, proof.digest)))


def take(turn: Turn, caption: str) -> Reply:
    """Files came in: to what was asked last, to the duty that the caption names, or it is asked which duty.

    None goes to a duty only because the file before it did, unless the two are of one album. Raises BadAnswer, and
    `handlers.base.uploads.Wanted`.
    """
    question = turn.question()
    if question is None or turn.is_late(question) or question.step == Step.DUTY_OF_FILES:
        return _unasked(turn, question, caption)
    if question.step == Step.ALBUM:
        return _after_an_album(turn, question, caption)
    if (proposal := Held.of(question)) and (added := _with_proposal(turn, proposal, caption)):
        return added
    question = turn.answered
    if question.step not in (Step.DOCUMENT, Step.PERCENT, Step.FILE):
        raise BadAnswer("file", "file_not_asked")
    if read_leaving(caption, current(turn.session)) is Leaving.YES:
        return _left(turn)
    if question.step == Step.DOCUMENT:
        return _to_report(turn, question, caption)
    if names_another_duty(turn, question, caption):
        return _unasked(turn, None, caption)
    return _to_question(turn, question, caption)


def choose(turn: Turn, tapped: AttachFiles) -> Reply:
    """A tapped duty is the one that the files which came in unasked are for, while they are still kept for it."""
    question = turn.question()
    if question is None or question.step != Step.DUTY_OF_FILES:
        return refusals.old_button()
    return _claimed(turn, [own_duty(turn, tapped.duty_id)], question)


def take_code(turn: Turn, sentence: str) -> Reply:
    """The code of the duty that they are for, typed. Raises BadAnswer for one that names none."""
    question = turn.answered
    found = find_by_code(turn, sentence)
    if not found:
        raise BadAnswer("whose", "no_such_duty")
    return _claimed(turn, found, question)


def no_file(_turn: Turn, _sentence: str) -> Reply:
    """Words where a file was asked for. Raises BadAnswer."""
    raise BadAnswer("file", "no_file")


def _to_report(turn: Turn, question: Question, caption: str) -> Reply:
    """A scan of the document: with its number and date the duty is reported; else it is kept, and they are asked."""
    duty = unchanged(turn, own_duty(turn, int(question.about["duty"])), int(question.about["version"]))
    try:
        document = read_document(caption, turn.today, duty.plan_year, half(turn))
    except BadAnswer as unread:
        if names_another_duty(turn, question, caption):
            return _unasked(turn, None, caption)
        return _to_question(turn, question, caption, unread if caption else None)
    reply = offered(turn, duty, duty.version, document, _incoming(turn))
    if document.none_because is None:
        _expect_the_album(turn, duty)
    return reply


def _to_question(turn: Turn, question: Question, caption: str, unread: BadAnswer | None = None) -> Reply:
    """Keeps the files, and what of the answer could be read; the question stays open. A caption that could be meant
    for us is asked about first."""
    duty, note, files = own_duty(turn, int(question.about["duty"])), _note(caption), _incoming(turn)
    if note and fold(note) != fold(duty.code) and doubt_of(turn, note):
        return _captioned(turn, duty, files, note)
    reply = _kept(turn, duty, files, note, unread)
    turn.ask_again(question)
    if unread:
        turn.hold(unread.half)
    return reply


def _captioned(turn: Turn, duty: DutyLine, files: Sequence[Kept], note: str) -> Reply:
    facts = {"duty": duty.id, "files": put_by(files), "note": note}
    return propose(turn, Proposal(Act.ATTACH, facts, *view.caption_shown(duty, files, note), note))


def write_files(turn: Turn, facts: dict[str, Any]) -> Reply:
    """The files with the caption that was shown; the question that they came to stays open."""
    files = held(turn.files, facts["files"])
    if not files:
        turn.leave()
        return view.gone()
    return _kept(turn, own_duty(turn, facts["duty"]), files, facts["note"])


def _kept(
    turn: Turn, duty: DutyLine, files: Sequence[Kept], note: str | None, unread: BadAnswer | None = None
) -> Reply:
    added = progress.attach(turn.session, duty.id, files, turn.actor, turn.now, note)
    return view.kept(duty, added, turn.answered.step, turn.today, unread)


def _with_proposal(turn: Turn, proposal: Held, caption: str) -> Reply | None:
    """One more file of what was shown, which is shown again with it; a caption answers its question anew, and so does
    a file that nothing of it is about."""
    facts = proposal.proposal.facts
    turn.ask(proposal.asked, **proposal.about)
    if caption or "files" not in facts:
        return None
    duty, files = own_duty(turn, facts["duty"]), [*held(turn.files, facts["files"]), *_incoming(turn)]
    if proposal.proposal.act is Act.ATTACH:
        return _captioned(turn, duty, files, facts["note"])
    return offered(turn, duty, facts["version"], Document(none_because=facts["because"]), files)


def _left(turn: Turn) -> Reply:
    """The caption leaves the question: nothing is written, and the file waits to be told whose it is."""
    turn.leave()
    asked = _unasked(turn, None, "")
    return replace(asked, body=f"{welcome.left(was_open=True).body}\n\n{asked.body}")


def _unasked(turn: Turn, question: Question | None, caption: str) -> Reply:
    """The caption names the duty, or else it is asked, for these and those that wait since the last file."""
    meant, nobodys = find_by_code(turn, caption), unknown_code(turn, caption)
    waiting = question if question and question.step == Step.DUTY_OF_FILES and not turn.is_late(question) else None
    if len(meant) == 1 and not nobodys:
        reply = _attach(turn, meant[0], _incoming(turn), caption)
        return _ask_again(turn, waiting, reply) if waiting else reply
    files = [*(_waiting(turn, waiting) if waiting else []), *_incoming(turn)]
    said = _note(caption) or (waiting.about["caption"] if waiting else "")
    turn.ask(Step.DUTY_OF_FILES, files=put_by(files), caption=said)
    return view.whose(files, meant or likely_duties(turn), nobodys)


def _ask_again(turn: Turn, waiting: Question, reply: Reply) -> Reply:
    """A file that named its duty came between: the question about those before it stays open."""
    files = _waiting(turn, waiting)
    if not files:
        return reply
    turn.ask_again(waiting)
    asked = view.whose(files, likely_duties(turn))
    return replace(asked, body=f"{reply.body}\n\n{asked.body}", buttons=(*asked.buttons, *reply.buttons))


def _claimed(turn: Turn, meant: Sequence[DutyLine], question: Question) -> Reply:
    """The files that waited are the one duty's, unless they have waited for so long that nobody keeps them."""
    files = [] if turn.is_late(question) else _waiting(turn, question)
    if not files:
        turn.leave()
        return view.gone()
    if len(meant) > 1:
        return view.whose(files, meant)
    return _attach(turn, meant[0], files, question.about["caption"])


def _attach(turn: Turn, duty: DutyLine, files: Sequence[Kept], caption: str) -> Reply:
    """One more entry; the rest of its album goes to the same duty."""
    added = progress.attach(turn.session, duty.id, files, turn.actor, turn.now, _note(caption))
    reply = done(turn, duty.id, added) if added else view.had_already(duty)
    _expect_the_album(turn, duty)
    return reply


def _expect_the_album(turn: Turn, duty: DutyLine) -> None:
    turn.leave()
    if turn.incoming.album:
        turn.ask(Step.ALBUM, duty=duty.id, album=turn.incoming.album)


def _after_an_album(turn: Turn, question: Question, caption: str) -> Reply:
    """One more picture of it goes where the first one went; what is none of it, or names its own duty, does not."""
    if turn.incoming.album != question.about["album"] or names_another_duty(turn, question, caption):
        return _unasked(turn, None, caption)
    return _attach(turn, own_duty(turn, int(question.about["duty"])), _incoming(turn), caption)


def _incoming(turn: Turn) -> list[Kept]:
    return [wanted(upload) for upload in turn.incoming.files]


def _waiting(turn: Turn, question: Question) -> list[Kept]:
    """What came in before and is still there, kept anew: the folder forgets what nobody claims for long."""
    return held(turn.files, question.about["files"])


def _note(caption: str) -> str | None:
    """A caption that says something, as the words of the entry. Raises BadAnswer: note_too_long."""
    return read_note(caption) if any(letter.isalnum() for letter in caption) else None
