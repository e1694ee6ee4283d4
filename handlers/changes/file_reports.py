"""Reports that come with their file: proposed as the caption makes them, or asked about."""

from collections.abc import Sequence

from data.errors import BadAnswer
from data.files import StoredFile
from data.registry.conversations.dialogues import Question
from data.registry.duties.duty_lines import DutyLine
from data.text import fold
from handlers.base.callback_data.changes import ReportFiles
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.base.uploads import files_to_json
from handlers.changes import caption_reports
from handlers.changes.caption_reports import CaptionReport
from handlers.changes.progress import check_unchanged
from handlers.changes.reports import propose_percent, propose_report
from handlers.changes.waiting_files import renew_files_of_question
from handlers.open_questions.previews import propose
from handlers.views.base import refusals
from handlers.views.changes import attachments as view


def report_with_waiting_files(turn: Turn, tapped: ReportFiles) -> Reply:
    """Ask for the document of the tapped duty, which the files that came in prove. Raises Stale."""
    question = turn.get_question()
    if question is None or question.step != Step.DUTY_OF_FILES:
        return refusals.old_button()
    duty = check_unchanged(turn, get_own_duty(turn, tapped.duty_id), tapped.version)
    return ask_document_with_files(turn, duty, question)


def propose_caption_report(turn: Turn, report: CaptionReport, files: Sequence[StoredFile], album: str) -> Reply:
    """Propose the report of one duty, with the files as its proof; where the document is missing, ask for it.

    Raises Stale.
    """
    [duty] = report.duties
    if not files:
        turn.close_question()
        return view.files_expired()
    if report.percent is not None:
        return propose_percent(turn, duty, duty.version, report.percent, report.note, files)
    try:
        document = caption_reports.read_proof(turn, report)
    except BadAnswer as unread:
        turn.ask(Step.DOCUMENT, duty=duty.id, version=duty.version, files=files_to_json(files))
        turn.save_partial_answer(unread.half)
        return view.document_missing(duty, files, turn.today, unread if report.document else None)
    return propose_report(turn, duty, duty.version, document, files, album=album)


def propose_caption(
    turn: Turn, duty: DutyLine, files: Sequence[StoredFile], note: str, *, album: str | None = None
) -> Reply:
    """Propose files whose caption could be meant for the bot; `album` is that of files that nobody asked for."""
    if album is not None:
        turn.ask(Step.FILE, duty=duty.id)
    facts = {"duty": duty.id, "files": files_to_json(files), "note": note}
    facts |= {} if album is None else {"album": album}
    return propose(turn, Proposal(Act.ATTACH, facts, *view.caption_preview(duty, files, note), note))


def states_more(turn: Turn, caption: str, duty: DutyLine) -> bool:
    """Tell whether a caption in answer to a question reports something, more than the number and date of a paper."""
    report = caption_reports.read_caption_report(turn, caption, duty)
    return report is not None and fold(report.document) != fold(caption.strip())


def ask_purpose(turn: Turn, duty: DutyLine, files: Sequence[StoredFile]) -> Reply:
    """Ask what files are for whose caption is a code and nothing else."""
    turn.ask(
        Step.DUTY_OF_FILES,
        files=files_to_json(files),
        caption="",
        album=turn.incoming.album,
        duty=duty.id,
        version=duty.version,
    )
    return view.purpose(duty, files)


def ask_document_with_files(turn: Turn, duty: DutyLine, question: Question) -> Reply:
    """Ask for the document of the report that the waiting files belong to."""
    files = [] if turn.is_late(question) else renew_files_of_question(turn, question)
    if not files:
        turn.close_question()
        return view.files_expired()
    turn.ask(Step.DOCUMENT, duty=duty.id, version=duty.version, files=files_to_json(files))
    return view.document_missing(duty, files, turn.today, None)
