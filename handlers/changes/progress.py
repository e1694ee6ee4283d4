"""Marking a duty: by taps where that is enough, by one sentence where a proof is needed."""

from collections.abc import Sequence
from typing import Any

from data.enums import FINISHED
from data.files import Kept
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
from handlers.open_questions.ambiguity import doubt_of
from handlers.open_questions.previews import propose
from handlers.parsing.documents import none_said, read_document
from handlers.parsing.progress_input import read_note, read_percent
from handlers.views.changes import attachments, progress


def update(turn: Turn, words: str) -> Reply:
    """/capnhat MÃ: the card of the agency's duty, whose buttons mark it; without a code it asks which."""
    said = own(turn, words)
    return said if words.strip() else progress.which(said)


def ask_document(turn: Turn, tapped: DutyAsSeen) -> Reply:
    """✅ Đã xong: asks for the document. Raises Stale if a colleague was first."""
    duty = unchanged(turn, own_duty(turn, tapped.duty_id), tapped.version)
    turn.ask(Step.DOCUMENT, duty=duty.id, version=duty.version)
    return progress.document_question(duty, turn.today)


def take_document(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_document`. Raises BadAnswer, on which the question stays open, and Stale."""
    asked_duty, asked_version = asked(turn)
    duty = own_duty(turn, asked_duty)
    return offered(turn, duty, asked_version, read_document(sentence, turn.today, duty.plan_year, half(turn)))


def offered(turn: Turn, duty: DutyLine, seen: int, document: Document, files: Sequence[Kept] = ()) -> Reply:
    """With a document the duty is reported; that there is none, and why, is shown first. Raises Stale."""
    because = document.none_because
    if because is None:
        return reported(turn, duty, seen, document, files)
    unchanged(turn, duty, seen)
    turn.hold(none_said())
    facts = {"duty": duty.id, "version": seen, "because": because, "files": put_by(files)}
    heading, said = progress.report_shown(duty, because, len(files))
    return propose(turn, Proposal(Act.REPORT, facts, heading, said, because))


def write_report(turn: Turn, facts: dict[str, Any]) -> Reply:
    """The report without a document that was shown. Raises Stale."""
    files = held(turn.files, facts["files"])
    if len(files) < len(facts["files"]):
        turn.leave()
        return attachments.gone()
    duty = own_duty(turn, facts["duty"])
    return reported(turn, duty, facts["version"], Document(none_because=facts["because"]), files)


def reported(turn: Turn, duty: DutyLine, seen: int, document: Document, files: Sequence[Kept] = ()) -> Reply:
    """The duty is done, with the files that came with the document. Raises Stale."""
    registry.report(turn.session, duty.id, seen, document, turn.actor, turn.now, turn.today, files)
    return done(turn, duty.id, files)


def ask_percent(turn: Turn, tapped: AskPercent) -> Reply:
    """✏️ Tiến độ: offers percentages; a number can be typed as well."""
    duty = unchanged(turn, own_duty(turn, tapped.duty_id), tapped.version)
    turn.ask(Step.PERCENT, duty=duty.id, version=duty.version)
    return progress.percent_choice(duty)


def take_percent(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_percent`; a hundred asks for the document, and keeps what was said with it as a note.

    Raises BadAnswer and Stale.
    """
    asked_duty, asked_version = asked(turn)
    percent, note = read_percent(sentence)
    facts = {"duty": asked_duty, "version": asked_version, "percent": percent, "note": note}
    if note and doubt_of(turn, note):
        heading, said = progress.percent_shown(own_duty(turn, asked_duty), percent, note)
        return propose(turn, Proposal(Act.PERCENT, facts, heading, said, note))
    return write_percent(turn, facts)


def write_percent(turn: Turn, facts: dict[str, Any]) -> Reply:
    """A percentage with its note; a hundred asks for the document. Raises Stale."""
    changing, seen, percent, note = (facts[name] for name in ("duty", "version", "percent", "note"))
    if percent < 100:
        return _advance(turn, changing, seen, percent, note)
    if note:
        registry.note(turn.session, own_duty(turn, changing).id, note, turn.actor, turn.now)
    return ask_document(turn, AskDocument(changing, seen))


def set_percent(turn: Turn, tapped: SetPercent) -> Reply:
    """A tapped percentage."""
    return _advance(turn, tapped.duty_id, tapped.version, tapped.percent)


def ask_note(turn: Turn, tapped: AskNote) -> Reply:
    """📝: asks for a note, which changes nothing of the duty's state."""
    duty = own_duty(turn, tapped.duty_id)
    turn.ask(Step.NOTE, duty=duty.id)
    return progress.note_question(duty)


def take_note(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_note`; what could be meant for us is asked about first. Raises BadAnswer."""
    question = turn.answered
    duty, note = own_duty(turn, int(question.about["duty"])), read_note(sentence)
    facts = {"duty": duty.id, "note": note}
    if doubt_of(turn, note):
        return propose(turn, Proposal(Act.NOTE, facts, *progress.note_shown(duty, note), note))
    return write_note(turn, facts)


def write_note(turn: Turn, facts: dict[str, Any]) -> Reply:
    """The note, as it was typed."""
    duty = own_duty(turn, facts["duty"])
    registry.note(turn.session, duty.id, facts["note"], turn.actor, turn.now)
    return done(turn, duty.id)


def undo(turn: Turn, tapped: UndoChange) -> Reply:
    """Hoàn tác: takes back one's own last change."""
    duty = visible_duty(turn, tapped.duty_id)
    registry.undo(turn.session, duty.id, tapped.version, turn.actor, turn.now)
    return done(turn, duty.id)


def done(turn: Turn, changed: int, files: Sequence[Kept] = ()) -> Reply:
    """Says what was just noted of a duty; whatever was asked has been answered."""
    turn.leave()
    entry = history.list_entries(turn.session, changed)[0]
    undoable = registry.undoable(turn.session, changed, turn.actor, turn.now)
    duty = duty_lines.get_line(turn.session, changed)
    return progress.changed(duty, entry, files, undoable=undoable, told=describe_notified(turn, duty, entry))


def unchanged(turn: Turn, duty: DutyLine, seen: int) -> DutyLine:
    """The duty, if it is still owed and as the button's reader saw it, but for what was added to it meanwhile.

    Raises Stale with who changed it.
    """
    if duty.version != progress_entries.latest_acceptable(turn.session, duty.id, seen) or duty.state in FINISHED:
        raise progress_entries.stale_error(turn.session, duty.id)
    return duty


def asked(turn: Turn) -> tuple[int, int]:
    """The duty that the open question is about, and the version it was asked of."""
    question = turn.answered
    return int(question.about["duty"]), int(question.about["version"])


def half(turn: Turn) -> str:
    """What of the answer to the open question was typed before."""
    question = turn.question()
    return str(question.about.get("half", "")) if question else ""


def _advance(turn: Turn, changing: int, seen: int, percent: int, note: str | None = None) -> Reply:
    duty = own_duty(turn, changing)
    registry.advance(turn.session, duty.id, seen, percent, turn.actor, turn.now, note)
    return done(turn, duty.id)
