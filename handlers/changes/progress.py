"""Marking a duty: by taps where that is enough, by one sentence where a proof is needed."""

from collections.abc import Sequence
from typing import Any

from data.enums import FINISHED
from data.files import StoredFile
from data.registry.duties import duty_lines, history, progress_entries
from data.registry.duties import progress as registry
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from handlers.base.callback_data.changes import AskDocument, AskNote, AskPercent, DutyAsSeen, SetPercent, UndoChange
from handlers.base.messages import Reply
from handlers.base.permissions import own_duty, visible_duty
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.base.uploads import held, put_by
from handlers.changes.notified_people import describe_notified
from handlers.duties.lists import own
from handlers.open_questions.ambiguity import detect_doubt
from handlers.open_questions.previews import propose
from handlers.parsing.documents import NO_DOCUMENT, read_document
from handlers.parsing.progress_input import read_note, read_percent
from handlers.views.changes import attachments, progress


def choose_duty(turn: Turn, words: str) -> Reply:
    """Show (/capnhat MÃ) the card of the agency's duty, whose buttons mark it; without a code it asks which."""
    said = own(turn, words)
    return said if words.strip() else progress.which(said)


def ask_document(turn: Turn, tapped: DutyAsSeen) -> Reply:
    """Ask for the document (✅ Đã xong). Raises Stale if a colleague was first."""
    duty = check_unchanged(turn, own_duty(turn, tapped.duty_id), tapped.version)
    turn.ask(Step.DOCUMENT, duty=duty.id, version=duty.version)
    return progress.document_question(duty, turn.today)


def take_document(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_document`. Raises BadAnswer, on which the question stays open, and Stale."""
    asked_duty, asked_version = get_asked_duty(turn)
    duty = own_duty(turn, asked_duty)
    return propose_or_save_report(
        turn, duty, asked_version, read_document(sentence, turn.today, duty.plan_year, get_partial_answer(turn))
    )


def propose_or_save_report(
    turn: Turn, duty: DutyLine, seen: int, document: Document, files: Sequence[StoredFile] = ()
) -> Reply:
    """Save a report with a document; propose one without, and why there is none. Raises Stale."""
    because = document.none_because
    if because is None:
        return save_report(turn, duty, seen, document, files)
    check_unchanged(turn, duty, seen)
    turn.hold(NO_DOCUMENT)
    facts = {"duty": duty.id, "version": seen, "because": because, "files": put_by(files)}
    heading, said = progress.report_shown(duty, because, len(files))
    return propose(turn, Proposal(Act.REPORT, facts, heading, said, because))


def save_report_without_document(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the report without a document that was shown. Raises Stale."""
    files = held(turn.files, facts["files"])
    if len(files) < len(facts["files"]):
        turn.leave()
        return attachments.gone()
    duty = own_duty(turn, facts["duty"])
    return save_report(turn, duty, facts["version"], Document(none_because=facts["because"]), files)


def save_report(turn: Turn, duty: DutyLine, seen: int, document: Document, files: Sequence[StoredFile] = ()) -> Reply:
    """Save that the duty is done, with the files that came with the document. Raises Stale."""
    registry.report(turn.session, duty.id, seen, document, turn.actor, turn.now, turn.today, files)
    return finish_change(turn, duty.id, files)


def ask_percent(turn: Turn, tapped: AskPercent) -> Reply:
    """Offer percentages (✏️ Tiến độ); a number can be typed as well."""
    duty = check_unchanged(turn, own_duty(turn, tapped.duty_id), tapped.version)
    turn.ask(Step.PERCENT, duty=duty.id, version=duty.version)
    return progress.percent_choice(duty)


def take_percent(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_percent`; a hundred asks for the document, and keeps what was said with it as a note.

    Raises BadAnswer and Stale.
    """
    asked_duty, asked_version = get_asked_duty(turn)
    percent, note = read_percent(sentence)
    facts = {"duty": asked_duty, "version": asked_version, "percent": percent, "note": note}
    if note and detect_doubt(turn, note):
        heading, said = progress.percent_shown(own_duty(turn, asked_duty), percent, note)
        return propose(turn, Proposal(Act.PERCENT, facts, heading, said, note))
    return save_percent(turn, facts)


def save_percent(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save a percentage with its note; a hundred asks for the document. Raises Stale."""
    changing, seen, percent, note = (facts[name] for name in ("duty", "version", "percent", "note"))
    if percent < 100:
        return _save_progress(turn, changing, seen, percent, note)
    if note:
        registry.add_note(turn.session, own_duty(turn, changing).id, note, turn.actor, turn.now)
    return ask_document(turn, AskDocument(changing, seen))


def set_percent(turn: Turn, tapped: SetPercent) -> Reply:
    """Save the tapped percentage."""
    return _save_progress(turn, tapped.duty_id, tapped.version, tapped.percent)


def ask_note(turn: Turn, tapped: AskNote) -> Reply:
    """Ask for a note (📝), which changes nothing of the duty's state."""
    duty = own_duty(turn, tapped.duty_id)
    turn.ask(Step.NOTE, duty=duty.id)
    return progress.note_question(duty)


def take_note(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_note`; what could be meant for us is asked about first. Raises BadAnswer."""
    question = turn.answered
    duty, note = own_duty(turn, int(question.about["duty"])), read_note(sentence)
    facts = {"duty": duty.id, "note": note}
    if detect_doubt(turn, note):
        return propose(turn, Proposal(Act.NOTE, facts, *progress.note_shown(duty, note), note))
    return save_note(turn, facts)


def save_note(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the note as it was typed."""
    duty = own_duty(turn, facts["duty"])
    registry.add_note(turn.session, duty.id, facts["note"], turn.actor, turn.now)
    return finish_change(turn, duty.id)


def undo_change(turn: Turn, tapped: UndoChange) -> Reply:
    """Take back the officer's own last change (Hoàn tác)."""
    duty = visible_duty(turn, tapped.duty_id)
    registry.undo(turn.session, duty.id, tapped.version, turn.actor, turn.now)
    return finish_change(turn, duty.id)


def finish_change(turn: Turn, changed: int, files: Sequence[StoredFile] = ()) -> Reply:
    """Close the open question and say what was just saved of a duty."""
    turn.leave()
    entry = history.list_entries(turn.session, changed)[0]
    undoable = registry.find_undoable(turn.session, changed, turn.actor, turn.now)
    duty = duty_lines.get_line(turn.session, changed)
    return progress.changed(duty, entry, files, undoable=undoable, told=describe_notified(turn, duty, entry))


def check_unchanged(turn: Turn, duty: DutyLine, seen: int) -> DutyLine:
    """Return the duty, if it is still owed and as the button's reader saw it, but for what was added to it meanwhile.

    Raises Stale with who changed it.
    """
    if duty.version != progress_entries.latest_acceptable(turn.session, duty.id, seen) or duty.state in FINISHED:
        raise progress_entries.stale_error(turn.session, duty.id)
    return duty


def get_asked_duty(turn: Turn) -> tuple[int, int]:
    """Return the duty that the open question is about, and the version it was asked of."""
    question = turn.answered
    return int(question.about["duty"]), int(question.about["version"])


def get_partial_answer(turn: Turn) -> str:
    """Return the part of the answer to the open question that was typed before."""
    question = turn.question()
    return str(question.about.get("half", "")) if question else ""


def _save_progress(turn: Turn, changing: int, seen: int, percent: int, note: str | None = None) -> Reply:
    duty = own_duty(turn, changing)
    registry.advance(turn.session, duty.id, seen, percent, turn.actor, turn.now, note)
    return finish_change(turn, duty.id)
