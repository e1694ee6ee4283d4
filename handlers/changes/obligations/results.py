"""Results of continuous duties (📊): what was done in a report period, in words and figures, with files."""

from collections.abc import Sequence
from typing import Any

from data.enums import FINISHED, Kind, ReportKind
from data.errors import NotAllowed
from data.files import StoredFile
from data.registry.duties import progress_entries
from data.registry.duties import results as registry
from data.registry.duties.duty_lines import DutyLine
from handlers.base.callback_data.obligations import AskResult
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.proposal import Act, Proposal
from handlers.base.turn import Turn
from handlers.base.uploads import files_to_json
from handlers.changes.progress import ask_period_result, finish_change, renew_kept_files, tells_figures
from handlers.open_questions.previews import propose
from handlers.parsing.progress_input import read_asked_note
from handlers.views.changes import attachments
from handlers.views.changes import results as view


def ask_result(turn: Turn, tapped: AskResult) -> Reply:
    """Ask for the result of a period. Raises NotAllowed for a duty that is no continuous one, and Stale."""
    return ask_period_result(turn, _get_continuous(turn, tapped.duty_id), tapped.kind)


def take_result(turn: Turn, sentence: str) -> Reply:
    """Propose the result that answers `ask_result`. Raises BadAnswer, NotAllowed and Stale."""
    about = turn.answered_question.about
    return propose_result(turn, _get_continuous(turn, int(about["duty"])), ReportKind(about["kind"]), sentence)


def propose_result(
    turn: Turn, duty: DutyLine, kind: ReportKind, text: str, files: Sequence[StoredFile] = ()
) -> Reply:
    """Show a result as it will stand in the report. Raises BadAnswer."""
    said = read_asked_note(text)
    period = registry.get_period(turn.session, duty.id, turn.today, kind)
    facts = {"duty": duty.id, "kind": kind.value, "text": said, "files": files_to_json(files)}
    heading, shown = view.result_preview(duty, period, said, len(files))
    return propose(turn, Proposal(Act.RESULT, facts, heading, shown, said), certain=tells_figures(turn, said))


def save_result(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the result that was shown. Raises NotAllowed and Stale."""
    files = renew_kept_files(turn, facts)
    if files is None:
        return attachments.files_expired()
    duty = _get_continuous(turn, facts["duty"])
    period = registry.get_period(turn.session, duty.id, turn.today, ReportKind(facts["kind"]))
    registry.save_result(turn.session, duty.id, period, facts["text"], turn.actor, turn.now, files)
    return finish_change(turn, duty.id, files)


def _get_continuous(turn: Turn, duty_id: int) -> DutyLine:
    duty = get_own_duty(turn, duty_id)
    if duty.kind is not Kind.CONTINUOUS:
        raise NotAllowed("result.kind")
    if duty.state in FINISHED:
        raise progress_entries.stale_error(turn.session, duty.id)
    return duty
