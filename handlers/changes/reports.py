"""Reports of duties: saved where they answer a question, else shown first and saved after a tap."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from data.files import StoredFile
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.base.uploads import files_to_json
from handlers.changes.progress import (
    check_unchanged,
    get_asked_duty,
    get_partial_answer,
    renew_kept_files,
    save_report,
)
from handlers.open_questions.previews import propose
from handlers.parsing.documents import NO_DOCUMENT, read_document
from handlers.parsing.progress_input import read_note
from handlers.views.changes import attachments
from handlers.views.changes import progress as view


def take_document(turn: Turn, sentence: str) -> Reply:
    """Save or propose the report that answers `progress.ask_document`.

    Raises BadAnswer, after which the question stays open, and Stale.
    """
    asked_duty, asked_version = get_asked_duty(turn)
    duty = get_own_duty(turn, asked_duty)
    document = read_document(sentence, turn.today, duty.plan_year, get_partial_answer(turn))
    files = renew_kept_files(turn, turn.answered_question.about)
    if files is None:
        return attachments.files_expired()
    return propose_or_save_report(turn, duty, asked_version, document, files)


def propose_or_save_report(
    turn: Turn, duty: DutyLine, seen: int, document: Document, files: Sequence[StoredFile] = ()
) -> Reply:
    """Save a report that has a document; show one without, and the reason, before it is saved. Raises Stale."""
    if document.none_because is None:
        return save_report(turn, duty, seen, document, files)
    turn.save_partial_answer(NO_DOCUMENT)
    return _propose(turn, duty, seen, document, files)


def propose_report(
    turn: Turn,
    duty: DutyLine,
    seen: int,
    document: Document,
    files: Sequence[StoredFile] = (),
    *,
    album: str = "",
    mark: str = "",
) -> Reply:
    """Show a report that nobody asked for, with the files that came with it, and keep it as the open question; more
    of their `album` may come.

    `mark` is that of the proposal to which a file was added. Raises Stale.
    """
    turn.ask(Step.DOCUMENT, duty=duty.id, version=seen, files=files_to_json(files))
    return _propose(turn, duty, seen, document, files, album=album, mark=mark)


def _propose(
    turn: Turn,
    duty: DutyLine,
    seen: int,
    document: Document,
    files: Sequence[StoredFile],
    *,
    album: str = "",
    mark: str = "",
) -> Reply:
    check_unchanged(turn, duty, seen)
    issued_on = document.issued_on.isoformat() if document.issued_on else ""
    facts = {"duty": duty.id, "version": seen, "because": document.none_because, "files": files_to_json(files)}
    facts |= {"number": document.number or "", "issued_on": issued_on, "album": album}
    heading, said = view.report_preview(duty, document, len(files))
    content = document.none_because or f"{document.number} {issued_on}"
    proposal = Proposal(Act.REPORT, facts, heading, said, content)
    return propose(turn, proposal, certain=document.none_because is None, mark=mark)


def proposed_document(facts: dict[str, Any]) -> Document:
    """Return the proof of a proposed report. A proposal that an older version stored has none."""
    number, issued_on = facts.get("number"), facts.get("issued_on")
    if number and issued_on:
        return Document(number=number, issued_on=date.fromisoformat(issued_on))
    return Document(none_because=facts["because"])


def save_proposed_report(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the report that was shown. Raises Stale."""
    files = renew_kept_files(turn, facts)
    if files is None:
        return attachments.files_expired()
    duty = get_own_duty(turn, facts["duty"])
    reply = save_report(turn, duty, facts["version"], proposed_document(facts), files)
    if album := facts.get("album"):
        turn.ask(Step.ALBUM, duty=duty.id, album=album)
    return reply


def propose_percent(
    turn: Turn, duty: DutyLine, seen: int, percent: int, note: str, files: Sequence[StoredFile] = ()
) -> Reply:
    """Show a percentage that nobody asked for, with the files that came with it, and keep it as the open question.

    Raises BadAnswer for a note that is too long, and Stale.
    """
    typed_note = read_note(note) if note else None
    check_unchanged(turn, duty, seen)
    turn.ask(Step.PERCENT, duty=duty.id, version=seen, files=files_to_json(files))
    facts = {"duty": duty.id, "version": seen, "percent": percent, "note": typed_note, "files": files_to_json(files)}
    heading, said = view.percent_preview(duty, percent, typed_note, len(files))
    proposal = Proposal(Act.PERCENT, facts, heading, said, typed_note or f"{percent}%")
    return propose(turn, proposal, certain=not typed_note)
