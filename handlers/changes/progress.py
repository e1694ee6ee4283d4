"""Marking a duty: by taps where that is enough, by one sentence where a document is needed."""

from collections.abc import Sequence
from typing import Any

from data.enums import FINISHED, Kind, ReportKind
from data.errors import BadAnswer
from data.files import StoredFile
from data.registry.duties import duty_lines, history, progress_entries, results
from data.registry.duties import progress as registry
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from handlers.base.callback_data.changes import AskDocument, AskNote, AskPercent, DutyAsSeen, SetPercent, UndoChange
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty, get_visible_duty
from handlers.base.proposal import Act, Doubt, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.base.uploads import renew_waiting_files
from handlers.changes.notified_people import describe_notified
from handlers.duties.lists import show_own
from handlers.open_questions.ambiguity import detect_doubt
from handlers.open_questions.previews import propose
from handlers.parsing.progress_input import is_progress_text, read_asked_note, read_note, read_percent
from handlers.views.changes import attachments, progress
from handlers.views.changes import results as results_view


def choose_duty(turn: Turn, words: str) -> Reply:
    """Answer /capnhat with the card of the agency's duty, whose buttons mark it; without a code, ask which."""
    said = show_own(turn, words)
    return said if words.strip() else progress.which_duty_question(said)


def ask_document(turn: Turn, tapped: DutyAsSeen) -> Reply:
    """Ask for the document (✅ Đã xong). Raises Stale if a colleague was first."""
    duty = check_unchanged(turn, get_own_duty(turn, tapped.duty_id), tapped.version)
    if duty.kind is Kind.CONTINUOUS:
        return ask_period_result(turn, duty)
    turn.ask(Step.DOCUMENT, duty=duty.id, version=duty.version)
    return progress.document_question(duty, turn.today)


def save_report(turn: Turn, duty: DutyLine, seen: int, document: Document, files: Sequence[StoredFile] = ()) -> Reply:
    """Save that the duty is done, with the files of the document. Raises Stale.

    A continuous duty is never done for the year: the document is its result for the period that is reported now.
    """
    if duty.kind is Kind.CONTINUOUS:
        check_unchanged(turn, duty, seen)
        period, text = results.get_period(turn.session, duty.id, turn.today), progress.document_name(document)
        results.save_result(turn.session, duty.id, period, text, turn.actor, turn.now, files)
        return finish_change(turn, duty.id, files)
    registry.report(turn.session, duty.id, seen, document, turn.actor, turn.now, turn.today, files)
    return finish_change(turn, duty.id, files)


def ask_period_result(turn: Turn, duty: DutyLine, kind: ReportKind | None = None) -> Reply:
    """Ask for the result of a continuous duty in the period that is reported now, or in the one of this kind."""
    now = results.get_period(turn.session, duty.id, turn.today)
    each = [results.get_period(turn.session, duty.id, turn.today, one) for one in ReportKind]
    period = next((one for one in each if one.kind is kind), now)
    turn.ask(Step.RESULT, duty=duty.id, kind=period.kind.value)
    others = [one for one in each if one.first <= turn.today and one.kind is not period.kind and one.last <= now.last]
    return results_view.result_question(duty, period, others, turn.today)


def ask_percent(turn: Turn, tapped: AskPercent) -> Reply:
    """Offer percentages (✏️ Tiến độ); a number can be typed as well. Raises Stale."""
    duty = check_unchanged(turn, get_own_duty(turn, tapped.duty_id), tapped.version)
    turn.ask(Step.PERCENT, duty=duty.id, version=duty.version)
    return progress.percent_question(duty)


def take_percent(turn: Turn, sentence: str, *, was_shown: bool = False) -> Reply:
    """Save or propose the percentage that answers `ask_percent`.

    A hundred asks for the document, and saves what was typed with it as a note. `was_shown`: another percentage was
    proposed before, so that this one is as well: below numbered choices a number may be a choice that is not there.
    Raises BadAnswer and Stale.
    """
    asked_duty, asked_version = get_asked_duty(turn)
    try:
        percent, note = read_percent(sentence)
    except BadAnswer:
        if not is_progress_text(sentence):
            raise
        return _propose_progress_text(turn, get_own_duty(turn, asked_duty), asked_version, sentence)
    files = turn.answered_question.about.get("files", [])
    facts = {"duty": asked_duty, "version": asked_version, "percent": percent, "note": note, "files": files}
    if was_shown or (note and detect_doubt(turn, note)):
        heading, said = progress.percent_preview(get_own_duty(turn, asked_duty), percent, note, len(files))
        return propose(turn, Proposal(Act.PERCENT, facts, heading, said, note or f"{percent}%"), certain=not note)
    return save_percent(turn, facts)


def _propose_progress_text(turn: Turn, duty: DutyLine, seen: int, text: str) -> Reply:
    """Show progress that was told in words and figures: the percentage stays as it is."""
    note, files = read_note(text), turn.answered_question.about.get("files", [])
    facts = {"duty": duty.id, "version": seen, "percent": duty.percent, "note": note, "files": files}
    heading, said = progress.percent_preview(duty, duty.percent, note, len(files))
    proposal = Proposal(Act.PERCENT, facts, heading, said, note)
    return propose(turn, proposal, certain=tells_figures(turn, note))


def tells_figures(turn: Turn, text: str) -> bool:
    """Return whether `text` tells words and figures, and is neither a question nor words of leaving.

    "14 quyết định, 112 TTHC" could name a list as well: where a result is asked for, it is one.
    """
    return is_progress_text(text) and detect_doubt(turn, text) in (Doubt.NONE, Doubt.ASKING)


def save_percent(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save a percentage with its note, and the files that came with it; a hundred asks for the document.

    Raises Stale.
    """
    changing, seen, percent, note = (facts[name] for name in ("duty", "version", "percent", "note"))
    files = renew_kept_files(turn, facts)
    if files is None:
        return attachments.files_expired()
    if files:
        registry.attach(turn.session, get_own_duty(turn, changing).id, files, turn.actor, turn.now)
    if percent < 100:
        return _save_progress(turn, changing, seen, percent, note)
    if note:
        registry.add_note(turn.session, get_own_duty(turn, changing).id, note, turn.actor, turn.now)
    return ask_document(turn, AskDocument(changing, seen))


def set_percent(turn: Turn, tapped: SetPercent) -> Reply:
    """Save the tapped percentage. Raises Stale."""
    return _save_progress(turn, tapped.duty_id, tapped.version, tapped.percent)


def ask_note(turn: Turn, tapped: AskNote) -> Reply:
    """Ask for a note (📝), which does not change the duty's state."""
    duty = get_own_duty(turn, tapped.duty_id)
    turn.ask(Step.NOTE, duty=duty.id)
    return progress.note_question(duty)


def take_note(turn: Turn, sentence: str, *, was_shown: bool = False) -> Reply:
    """Save the note that answers `ask_note`; if it could be a request to the bot, or another note was shown before,
    ask about that first. Raises BadAnswer.
    """
    question = turn.answered_question
    duty, note = get_own_duty(turn, int(question.about["duty"])), read_asked_note(sentence)
    facts = {"duty": duty.id, "note": note}
    if was_shown or detect_doubt(turn, note):
        return propose(turn, Proposal(Act.NOTE, facts, *progress.note_preview(duty, note), note))
    return save_note(turn, facts)


def save_note(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the note as it was typed."""
    duty = get_own_duty(turn, facts["duty"])
    registry.add_note(turn.session, duty.id, facts["note"], turn.actor, turn.now)
    return finish_change(turn, duty.id)


def undo_change(turn: Turn, tapped: UndoChange) -> Reply:
    """Undo the officer's own last change (Hoàn tác). Raises Stale and NotAllowed."""
    duty = get_visible_duty(turn, tapped.duty_id)
    registry.undo(turn.session, duty.id, tapped.version, turn.actor, turn.now)
    return finish_change(turn, duty.id)


def finish_change(turn: Turn, changed: int, files: Sequence[StoredFile] = ()) -> Reply:
    """Close the open question and show what was just saved of a duty."""
    turn.close_question()
    entry = history.list_entries(turn.session, changed)[0]
    undoable = registry.find_undoable(turn.session, changed, turn.actor, turn.now)
    duty = duty_lines.get_line(turn.session, changed)
    return progress.change_saved(duty, entry, files, undoable=undoable, notified=describe_notified(turn, duty, entry))


def check_unchanged(turn: Turn, duty: DutyLine, seen: int) -> DutyLine:
    """Return the duty. Raises Stale, with who changed it, if it is finished or not as the button's reader saw it.

    Notes and files that were added meanwhile do not count as changes.
    """
    if duty.version != progress_entries.latest_acceptable(turn.session, duty.id, seen) or duty.state in FINISHED:
        raise progress_entries.stale_error(turn.session, duty.id)
    return duty


def get_asked_duty(turn: Turn) -> tuple[int, int]:
    """Return the id of the duty that the open question is about, and the version it was asked of."""
    question = turn.answered_question
    return int(question.about["duty"]), int(question.about["version"])


def get_partial_answer(turn: Turn) -> str:
    """Return the part of the answer to the open question that was typed before; "" if there is none."""
    question = turn.get_question()
    return str(question.about.get("half", "")) if question else ""


def renew_kept_files(turn: Turn, about: dict[str, Any]) -> list[StoredFile] | None:
    """Return the files that a question or a proposal keeps; leave it, and return None, where some are gone."""
    kept = about.get("files", [])
    files = renew_waiting_files(turn.files, kept)
    if len(files) == len(kept):
        return files
    turn.close_question()
    return None


def _save_progress(turn: Turn, changing: int, seen: int, percent: int, note: str | None = None) -> Reply:
    duty = get_own_duty(turn, changing)
    registry.advance(turn.session, duty.id, seen, percent, turn.actor, turn.now, note)
    return finish_change(turn, duty.id)
