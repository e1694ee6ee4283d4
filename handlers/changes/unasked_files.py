"""Files that come in without being asked for: they go to the duty that their caption names, or are asked about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from data.accepted_files import name_ending
from data.documents.reading import KINDS
from data.enums import FINISHED, Role
from data.errors import BadAnswer
from data.files import StoredFile
from data.plans.formats.kinds import ENDINGS
from data.registry.conversations.dialogues import Question
from data.registry.duties import progress
from data.registry.duties.duty_lines import DutyLine
from data.text import fold_letterwise, nfc
from handlers.base.callback_data.changes import AttachFiles
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.steps import NOTHING_ASKED, Step
from handlers.base.turn import Turn
from handlers.base.uploads import files_to_json
from handlers.changes import caption_reports
from handlers.changes.file_reports import (
    ask_document_with_files,
    ask_purpose,
    propose_caption,
    propose_caption_report,
)
from handlers.changes.file_subjects import find_by_code, likely_duties, names_another_duty, unknown_code
from handlers.changes.progress import finish_change
from handlers.changes.waiting_files import get_album, get_incoming_files, read_caption_note, renew_files_of_question
from handlers.open_questions import message_subjects, side_answers
from handlers.views.base import refusals
from handlers.views.changes import attachments as view

_OF_PLANS_ALONE = ENDINGS - {*KINDS}
_ONLY_ATTACHED = re.compile(r"\b(?:dinh kem|kem|luu(?! y\b)|cat)\b")
_REPORTED = re.compile(r"\b(?:xong|bao cao|bao|hoan thanh)\b")
_DENIED = re.compile(r"(?<!\w)(?:không|khong|đừng|chớ|chưa|chua)(?:\s+[^\W\d]+){0,2}\s+$")


def attach_to_chosen_duty(turn: Turn, tapped: AttachFiles) -> Reply:
    """Attach the files that came in unasked to the tapped duty, while they are still kept."""
    question = turn.get_question()
    if question is None or question.step != Step.DUTY_OF_FILES:
        return refusals.old_button()
    return _attach_waiting_files(turn, [get_own_duty(turn, tapped.duty_id)], question)


def take_code(turn: Turn, sentence: str) -> Reply:
    """Attach them to the duty with the typed code, or report the one that the caption named. Raises BadAnswer for
    words that say neither."""
    question = turn.answered_question
    if "duty" in question.about:
        asked = get_own_duty(turn, int(question.about["duty"]))
        if report := caption_reports.read_caption_report(turn, sentence, asked):
            return propose_caption_report(turn, report, renew_files_of_question(turn, question), get_album(question))
        attached, reported = _says(_ONLY_ATTACHED, sentence), _says(_REPORTED, sentence)
        if attached and not reported:
            return _attach_waiting_files(turn, [asked], question)
        if reported and not attached:
            return ask_document_with_files(turn, asked, question)
    found = find_by_code(turn, sentence)
    if not found:
        raise BadAnswer("whose", "no_such_duty")
    return _attach_waiting_files(turn, found, question)


def _says(purpose: re.Pattern[str], sentence: str) -> bool:
    """Tell whether a sentence names a purpose without denying it: "không đính kèm"."""
    said = nfc(sentence)
    found = purpose.finditer(fold_letterwise(said))
    return any(not _DENIED.search(said[: one.start()].lower()) for one in found)


def attach_or_ask_duty(turn: Turn, question: Question | None, caption: str, about: DutyLine | None = None) -> Reply:
    """Propose the report that the caption makes, of its duty or else of the one it is `about`; attach to the duty
    that it names; or ask, for these files and those that wait since the last one."""
    if _is_plan_alone(turn):
        return view.plan_file_question(turn.incoming.files[0].name)
    waiting = question if question and question.step == Step.DUTY_OF_FILES and not turn.is_late(question) else None
    same_album = waiting is not None and turn.incoming.album != "" and get_album(waiting) == turn.incoming.album
    before, alone = (renew_files_of_question(turn, waiting) if waiting else []), get_incoming_files(turn)
    files = [*before, *alone] if same_album else alone
    if answered := _place_by_caption(turn, caption, files, about):
        return _ask_again(turn, waiting, answered) if waiting and before and not same_album else answered
    if same_album and waiting and "duty" in waiting.about and not caption:
        return ask_purpose(turn, get_own_duty(turn, int(waiting.about["duty"])), files)
    files, said = [*before, *alone], read_caption_note(caption) or (waiting.about["caption"] if waiting else "")
    report = caption_reports.read_caption_report(turn, said, about)
    album = turn.incoming.album
    turn.ask(Step.DUTY_OF_FILES, files=files_to_json(files), caption=said, album=album, reports=report is not None)
    meant = report.duties if report else find_by_code(turn, caption)
    return view.which_duty_question(
        files, meant or likely_duties(turn), unknown_code(turn, caption), may_be_plan=_may_be_plan(turn, files)
    )


def _may_be_plan(turn: Turn, files: Sequence[StoredFile]) -> bool:
    """Tell whether an administrator sent one file that a plan may come in."""
    return turn.me.role is Role.ADMIN and len(files) == 1 and name_ending(files[0].name) in KINDS


def _is_plan_alone(turn: Turn) -> bool:
    """Tell whether an administrator sent a file that no proof and only a plan may come in."""
    sent = turn.incoming.files
    return turn.me.role is Role.ADMIN and len(sent) == 1 and name_ending(sent[0].name) in _OF_PLANS_ALONE


def _place_by_caption(turn: Turn, caption: str, files: Sequence[StoredFile], about: DutyLine | None) -> Reply | None:
    """Propose, ask or attach as the caption says of one duty; None where it names none, several, or nobody's."""
    if unknown_code(turn, caption):
        return None
    report = caption_reports.read_caption_report(turn, caption, about or _meant(turn))
    if report and len(report.duties) == 1:
        return propose_caption_report(turn, report, files, turn.incoming.album)
    meant = find_by_code(turn, caption)
    if report or len(meant) != 1:
        return None
    if caption_reports.is_only_a_code(caption) and meant[0].state not in FINISHED:
        return ask_purpose(turn, meant[0], files)
    return _attach_or_propose(turn, meant[0], files, caption, turn.incoming.album)


def _meant(turn: Turn) -> DutyLine | None:
    """Return the duty that a caption without a code speaks of: of the message replied to, or the card shown last."""
    return message_subjects.duty_meant(turn, side_answers.last_context(turn))


def _ask_again(turn: Turn, waiting: Question, reply: Reply) -> Reply:
    """Ask again after a file that named its duty: the question about those before it stays open."""
    files = renew_files_of_question(turn, waiting)
    question = turn.get_question()
    if not files or (question and question.step not in NOTHING_ASKED):
        return reply
    turn.ask_again(waiting)
    asked = view.which_duty_question(files, likely_duties(turn))
    return replace(asked, body=f"{reply.body}\n\n{asked.body}", buttons=(*asked.buttons, *reply.buttons))


def _attach_waiting_files(turn: Turn, meant: Sequence[DutyLine], question: Question) -> Reply:
    """Attach the files that waited to the one duty, unless they have waited for so long that nobody keeps them."""
    files = [] if turn.is_late(question) else renew_files_of_question(turn, question)
    if not files:
        turn.close_question()
        return view.files_expired()
    if len(meant) > 1:
        return view.which_duty_question(files, meant)
    caption = question.about["caption"]
    if question.about.get("reports") and (
        report := caption_reports.read_caption_report(turn, caption_reports.without_code(caption), meant[0])
    ):
        return propose_caption_report(turn, report, files, get_album(question))
    return _attach_or_propose(turn, meant[0], files, caption, get_album(question))


def _attach_or_propose(turn: Turn, duty: DutyLine, files: Sequence[StoredFile], caption: str, album: str) -> Reply:
    """Save one more entry; where its caption could be meant for the bot, show it first."""
    note = read_caption_note(caption)
    if note and caption_reports.is_meant_for_bot(turn, note):
        return propose_caption(turn, duty, files, note, album=album)
    return attach_files(turn, duty, files, note, album)


def attach_files(turn: Turn, duty: DutyLine, files: Sequence[StoredFile], note: str | None, album: str) -> Reply:
    """Save one more entry; the rest of its `album` goes to the same duty."""
    added = progress.attach(turn.session, duty.id, files, turn.actor, turn.now, note)
    reply = finish_change(turn, duty.id, added) if added else view.duplicate_file(duty)
    expect_the_album(turn, duty, album)
    return reply


def expect_the_album(turn: Turn, duty: DutyLine, album: str) -> None:
    """Close the open question; more pictures of an `album` will go to the duty."""
    turn.close_question()
    if album:
        turn.ask(Step.ALBUM, duty=duty.id, album=album)


def take_file_after_album(turn: Turn, question: Question, caption: str) -> Reply:
    """Attach one more picture of the album where the first one went; what is none of it, or names its own duty, does
    not."""
    if turn.incoming.album != question.about["album"] or names_another_duty(turn, question, caption):
        return attach_or_ask_duty(turn, None, caption)
    duty = get_own_duty(turn, int(question.about["duty"]))
    return _attach_or_propose(turn, duty, get_incoming_files(turn), caption, turn.incoming.album)
